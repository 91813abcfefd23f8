"""The chapters of a report by its headings: which headings open one, of what kind and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govreport_ie.reading.headings import has_section_words, is_annex, is_chapter, is_numbered
from govreport_ie.reading.kinds import Topic, classify, is_explicit, reference, review_period, tense
from govreport_ie.reading.periods import plan_period, years_of
from govreport_ie.reading.sentences import Piece

_LOOKAHEAD, _LOOKAHEAD_AT_MOST = 40, 1500


@dataclass(frozen=True)
class Part:
    """A section as the index of its first sentence; it ends where the next one starts."""

    first: int
    heading: str
    kind: str
    reference: str | None
    numbered: bool = False


def find_chapters(sentences: list[str], pieces: Sequence[Piece], year: int | None) -> list[Part]:
    """The front matter and every chapter that a heading opens, in order."""
    parts = [Part(0, "", "front", None)]
    for index, (sentence, piece) in enumerate(zip(sentences, pieces, strict=True)):
        if not piece.heading:
            continue
        numbered = is_chapter(sentence)
        if not numbered and (is_numbered(sentence) or not _is_section_title(sentence)):
            continue
        topic = _topic(sentences, pieces, index, numbered, parts[-1], year)
        if topic is not None:
            parts.append(Part(index, _spoken(sentence), topic.kind, topic.reference, numbered))
    return parts


def _is_section_title(sentence: str) -> bool:
    return has_section_words(sentence) or is_annex(sentence)


def _topic(
    sentences: list[str], pieces: Sequence[Piece], index: int, numbered: bool, current: Part, year: int | None
) -> Topic | None:
    """What the heading at ``index`` opens behind the part ``current``; None when it opens no section of its own."""
    heading = sentences[index]
    topic = classify(heading, year)
    kind = topic.kind if topic else None
    if kind in ("glossary", "other"):
        return topic
    if current.kind in ("glossary", "other"):
        return topic if current.kind == "other" and topic and is_explicit(heading) else None
    if kind == "government_building":
        return topic if current.kind in ("plan", "goals") or (numbered and current.numbered) else None
    if numbered and not current.numbered and current.kind != "front" and not _names_own(heading):
        return None  # 一、 under a heading without number is a part of that section
    if topic is not None and is_explicit(heading):
        return topic if kind != "review" or current.kind in ("front", "review") or _looks_back(heading, year) else None
    if not numbered:
        return topic
    return _by_tense(heading, _first_lines(sentences, pieces, index), topic, current, year)


def _names_own(heading: str) -> bool:
    """Whether a numbered heading says its own year or kind (一、 … 为“十三五”打基础 does not)."""
    return is_explicit(heading) and (bool(years_of(heading)) or plan_period(heading) is None)


def _first_lines(sentences: list[str], pieces: Sequence[Piece], index: int) -> str:
    """The first lines of the chapter whose heading stands at ``index``."""
    lines: list[str] = []
    for at in range(index + 1, min(index + _LOOKAHEAD, len(sentences))):
        if pieces[at].heading and is_chapter(sentences[at]):
            break
        lines.append(sentences[at])
    return "".join(lines)[:_LOOKAHEAD_AT_MOST]


def _by_tense(heading: str, first_lines: str, topic: Topic | None, current: Part, year: int | None) -> Topic:
    """A chapter that does not say what it is: its first lines tell; after a plan comes no review."""
    told = tense(first_lines, year, heading if current.kind == "review" else "")
    kind = told or (topic.kind if topic else "review" if current.kind == "front" else current.kind)
    if current.kind in ("plan", "goals", "government_building"):
        kind = "plan"
    if topic is not None and topic.kind == kind:
        return topic
    if kind == current.kind:
        return Topic(kind, current.reference)
    if kind == "review" and not years_of(heading):
        return Topic(kind, review_period(heading, year))
    return Topic(kind, reference(kind, heading, heading, year))


def _looks_back(heading: str, year: int | None) -> bool:
    years = years_of(heading)
    return bool(years and year is not None and years[0] < year) or re.search("回顾|总结|过去", heading) is not None


def _spoken(heading: str) -> str:
    return " ".join(heading.split())
