"""What is wrong with a text: destroyed characters, controls, text that is not Chinese; told, never repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport_ie.reading.sentences import QUESTION_WORDS

_KINDS = (
    ("replacement character(s) U+FFFD (bytes lost in an earlier conversion)", re.compile("\ufffd")),
    ("private-use character(s) (a glyph of a special font)", re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")),
    ("control character(s)", re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")),
    ("lone surrogate(s)", re.compile("[\ud800-\udfff]")),
    (
        "run(s) of mojibake (text read in a wrong encoding)",
        re.compile("(?:[ÃÂåæçèéäïðãâ][\x80-\xbf\u2018-\u203a€™œžŸ]){2,}|锟斤拷|烫烫烫|(?:[À-ÿ]{2}){4,}"),
    ),
)
_QUESTION_MARKS = re.compile("[?][?!]*")
_PAUSES = "，、；;,"
_BEFORE_QUESTION = 40
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SAMPLE = 200_000
_LEAST_HAN = 0.3


def damage_warnings(source: str) -> list[str]:
    """One warning for every kind of damage found in ``source``, with its count and first position."""
    found: list[tuple[str, Iterator[int]]] = [
        (name, (match.start() for match in pattern.finditer(source))) for name, pattern in _KINDS
    ]
    found.append(("question mark(s) where a character was destroyed", _lost_characters(source)))
    warnings = []
    for name, positions in found:
        first = next(positions, None)
        if first is not None:
            warnings.append(f"{1 + sum(1 for _ in positions)} {name}, the first at {first}")
    sample = "".join(source[:_SAMPLE].split())
    if sample and len(_HAN.findall(sample)) < len(sample) * _LEAST_HAN:
        warnings.append("less than a third of the text is Chinese: this may be no report in Chinese")
    return warnings


def _lost_characters(source: str) -> Iterator[int]:
    """Places of question marks that ask nothing: inside a word, a number or in front of other punctuation."""
    for match in _QUESTION_MARKS.finditer(source):
        before, after = source[max(match.start() - 1, 0) : match.start()], source[match.end() : match.end() + 1]
        inside_number = before.isdigit() and after.isdigit()
        inside_text = (_HAN.match(before) or before in _PAUSES) and (_HAN.match(after) or after in _PAUSES)
        asked = source[max(match.start() - _BEFORE_QUESTION, 0) : match.start()]
        if inside_number or (before and after and inside_text and not QUESTION_WORDS.search(asked)):
            yield match.start()
