"""Goals without a number of their own: 与经济增长基本同步, 高于全省平均水平, 省下达任务, 正增长."""

from __future__ import annotations

import re
from functools import cache

from govreport_ie.types.values import RelativeGoal
from govreport_ie.values.words import alternatives, words

_REFERENCE = r"[^，。；：、！？,;0-9%\n]{1,24}?"
_ORDERED = ("near", "at_least", "at_most", "above", "below")
_ASSIGNS = "(?:下达|核定|规定|确定|要求|考核|分配|安排|控制|调控|定)"


@cache
def _pattern() -> re.Pattern[str]:
    ordered = "|".join(f"(?P<{kind}>{alternatives(words('relative', kind))})" for kind in _ORDERED)
    level = alternatives(words("relative", "level"))
    assigner, assigned = (
        alternatives(words("relative", "assigner")),
        alternatives(words("relative", "assigned")),
    )
    peer = r"[^，。；：、！？,;0-9%\n与同和跟的]{1,20}?"
    same = alternatives(words("relative", "same"))
    # 同步推进 and 同步建设 do things at one time, and compare nothing
    work = "提升|推进|全面|实施|建设|规划|进行|开展|投入"
    return re.compile(
        rf"{alternatives(words('relative', 'with'))}(?P<peer>{peer})(?:总体|大体|基本|保持){{0,2}}"
        rf"(?P<same>{same})(?:增长)?(?!{work})"
        rf"|(?:{ordered})(?P<reference>{_REFERENCE}{level}(?:的?{level}){{0,3}})"
        rf"|(?P<task>{assigner}级?(?:(?:、|和){assigner}){{0,3}}{_ASSIGNS}的?"
        rf"[^，。；：、的\n]{{0,8}}?{assigned}{{1,3}}(?:范围|以内|之内|数|内)*)"
        rf"|(?P<positive>{alternatives(words('relative', 'positive'))})"
    )


@cache
def _double_digit() -> re.Pattern[str]:
    return re.compile(alternatives(words("relative", "double_digit")))


def find_relative(text: str, position: int = 0) -> tuple[int, int, RelativeGoal] | None:
    """The first relative goal of a plain-script text from `position` on, with its offsets, or None."""
    found = _pattern().search(text, position)
    if found is None:
        return None
    if found["peer"] is not None:
        comparison, reference = "same", found["peer"]
    elif found["task"] is not None:
        comparison, reference = "assigned", found["task"]
    elif found["positive"] is not None:
        comparison, reference = "positive", ""
    else:
        comparison = _comparison(found)
        reference = found["reference"]
    goal = RelativeGoal(comparison=comparison, reference=reference, text=found[0])
    return found.start(), found.end(), goal


@cache
def _opening() -> re.Pattern[str]:
    ordered = "|".join(f"(?P<{kind}>{alternatives(words('relative', kind))})" for kind in _ORDERED)
    assigner = alternatives(words("relative", "assigner"))
    return re.compile(rf"(?:{ordered})(?P<reference>.+)|(?P<task>{assigner}{{1,3}}级?{_ASSIGNS}.*)", re.DOTALL)


def _comparison(found: re.Match[str]) -> str:
    kind = next(kind for kind in _ORDERED if found[kind] is not None)
    return "same" if kind == "near" else kind


def whole_relative(text: str) -> tuple[int, int, RelativeGoal] | None:
    """A text that is a relative goal as a whole, for a label says so: 省下达, 达到或好于三类水体."""
    found = _opening().fullmatch(text)
    if found is None:
        return None
    task = found["task"]
    comparison = "assigned" if task is not None else _comparison(found)
    reference = task if task is not None else found["reference"]
    return 0, len(text), RelativeGoal(comparison=comparison, reference=reference, text=text)


def find_double_digit(text: str) -> tuple[int, int] | None:
    """Where a text says 两位数, which is a growth of at least 10 %, or None."""
    found = _double_digit().search(text)
    return None if found is None else found.span()
