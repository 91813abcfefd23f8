"""The goals inside a work plan: the sentences that state what next year's figures are to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

# 今年经济社会发展主要预期目标是：… / 主要目标建议为… / 奋斗目标：
_CUE = re.compile(
    r"(?:主要|预期|奋斗|发展|具体|工作|总体|增长|经济社会|总)(?:的)?(?:主要|预期|奋斗|发展|工作|调控|控制)*(?:指标|目标)(?:任务)?"
    r"[^。；]{0,14}?(?:是|为|[:：]|如下|建议|(?:初步)?(?:安排|确定|设定|拟定))"
)
# With a colon behind it the cue needs no figures: goals may be words.
_PLAIN_CUE = re.compile(r"(?:预期|主要|奋斗|发展)目标(?:是|为)?[:：]")
_STRIVE = re.compile(r"(?:努力|力争|确保)(?:实现|完成)?[:：，]?[^。]{0,10}(?:生产总值|GDP)")
_FIGURE = re.compile(
    r"(?:增长|增速|增幅|控制在|保持在|稳定在|下降|降低|达到|增加|新增)[^，；。,;]{0,12}?[\d％%]|同步|\d[^，；。,;]{0,10}(?:左右|以上|以内|以下)"
)
_GOAL_LIKE = re.compile(r"\d|目标|同步|下达任务|约束性指标|不低于|高于|指标")
_ITEM = re.compile("——|--|[—●■◆·]|[（(]?\\d{1,2}[）)、．.]|[一二三四五六七八九十]是")
_LEAST_FIGURES, _LEAST_AFTER_CUE = 3, 1
_HEAD_SHARE = 0.4
_CUE_WITHIN, _REST = 120, 3


def goal_spans(sentences: Sequence[str], firsts: Sequence[bool], only_cues: bool = False) -> list[tuple[int, int]]:
    """Half-open index ranges of the sentences of a plan that state its goals.

    ``sentences`` are those of one plan section in order, ``firsts`` whether each starts a paragraph. A statement
    runs from its cue to the end of the goals in that paragraph, or over the dash items of the paragraphs behind
    it. Where no cue is found, the first sentence near the start that gives three or more figures is taken, unless
    ``only_cues``.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(sentences):
        if _states_goals(sentences, firsts, at):
            end = _statement_end(sentences, firsts, at)
            spans.append((at, end))
            at = end
        else:
            at += 1
    return spans if spans or only_cues else _densest(sentences, firsts)


def _states_goals(sentences: Sequence[str], firsts: Sequence[bool], at: int) -> bool:
    sentence = sentences[at]
    cue = _CUE.search(sentence[:_CUE_WITHIN])
    if cue is None:
        return _STRIVE.search(sentence[:60]) is not None and _figures(sentence) >= _LEAST_FIGURES
    if _PLAIN_CUE.search(sentence[:60]):
        return True
    following = "".join(sentences[at + 1 : at + 4])
    return _figures(sentence[cue.end() :]) >= _LEAST_AFTER_CUE or (
        len(sentence) - cue.end() <= _REST and (_figures(following) >= 2 or _ITEM.match(following) is not None)
    )


def _figures(text: str) -> int:
    return len(_FIGURE.findall(text))


def _statement_end(sentences: Sequence[str], firsts: Sequence[bool], start: int) -> int:
    cue = _CUE.search(sentences[start][:_CUE_WITHIN])
    opened = sentences[start][-1] in "：:" or (cue is not None and len(sentences[start]) - cue.end() <= _REST)
    at = start + 1
    if opened:
        while at < len(sentences) and not firsts[at]:
            at += 1
        while at < len(sentences) and _ITEM.match(sentences[at]):
            at = _paragraph_end(firsts, at)
        if at == start + 1:
            at = _paragraph_end(firsts, at)
        return min(at, len(sentences))
    while at < len(sentences) and not firsts[at] and _GOAL_LIKE.search(sentences[at]):
        at += 1
    while at < len(sentences) and firsts[at] and sentences[at].startswith(("——", "—", "--")):
        at = _paragraph_end(firsts, at)
    return at


def _paragraph_end(firsts: Sequence[bool], at: int) -> int:
    at += 1
    while at < len(firsts) and not firsts[at]:
        at += 1
    return at


def _densest(sentences: Sequence[str], firsts: Sequence[bool]) -> list[tuple[int, int]]:
    total = sum(map(len, sentences))
    passed = 0
    for at, sentence in enumerate(sentences):
        if passed > total * _HEAD_SHARE:
            break
        if _figures(sentence) >= _LEAST_FIGURES and re.search("生产总值|GDP|国内生产|工业增加值", sentence):
            return [(at, _statement_end(sentences, firsts, at))]
        passed += len(sentence)
    return []
