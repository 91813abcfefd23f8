"""The lines of a source text: where each stands, what is seen on it, and what stands between two of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from govreport_ie.reading.markup import LINE_BREAK_TAG, Span, is_heading_mark

_BREAK = re.compile(rf"\r\n|[\n\r\v\f\x85\u2028\u2029]|{LINE_BREAK_TAG}", re.IGNORECASE)
_WIDE_FROM = "\u1100"


class Line(NamedTuple):
    """A line with something to read on it; offsets are source indices.

    ``outer_start``/``outer_end`` take in the line break, ``start``/``end`` the text without white space and marks
    at its ends; ``text`` is what is seen. ``indent`` is in columns (a Han character has two), ``blanks`` the number
    of empty lines before, ``page_break`` whether a form feed or page furniture
    stands before, ``heading`` whether it is marked so.
    """

    outer_start: int
    outer_end: int
    start: int
    end: int
    text: str
    indent: int
    blanks: int
    page_break: bool
    heading: bool

    @property
    def width(self) -> int:
        """Columns the text takes in print; the blanks that PDF extraction puts around digits do not count."""
        return width(self.text)


def width(text: str) -> int:
    """Columns ``text`` takes in print: two for a wide character, one for a narrow one, none for a blank."""
    return sum(2 if char >= _WIDE_FROM or char in "“”‘’—…·×" else 1 for char in text if not char.isspace())


def split_lines(source: str, marks: list[Span]) -> list[Line]:
    """The non-blank lines of ``source``; ``marks`` are the spans that are not text (sorted, disjoint)."""
    lines: list[Line] = []
    starts = [start for start, _ in marks]
    blanks, page_break = 0, False
    for begin, stop, after in _raw_lines(source):
        page_break = page_break or "\f" in source[max(begin - 1, 0) : begin]
        start, end, text = _seen(source, begin, stop, marks, starts)
        if not text:
            blanks += 1
            continue
        indent = width(source[begin:start].expandtabs(4).replace(" ", "x").replace("\u3000", "国"))
        heading = is_heading_mark(source, begin, stop)
        lines.append(Line(begin, after, start, end, text, indent, blanks, page_break, heading))
        blanks, page_break = 0, False
    return lines


def _raw_lines(source: str) -> list[tuple[int, int, int]]:
    """(start, end of the text, start of the next line) of every line."""
    raw, position = [], 0
    for match in _BREAK.finditer(source):
        raw.append((position, match.start(), match.end()))
        position = match.end()
    if position < len(source):
        raw.append((position, len(source), len(source)))
    return raw


def _seen(source: str, begin: int, stop: int, marks: list[Span], starts: list[int]) -> tuple[int, int, str]:
    """Span and text of what is seen between two line breaks; (begin, begin, "") where there is nothing."""
    at = max(bisect_left(starts, begin) - 1, 0)
    pieces, position = [], begin
    while at < len(marks) and marks[at][0] < stop:
        mark_start, mark_end = marks[at]
        if mark_end > begin:
            if mark_start > position:
                pieces.append((position, mark_start))
            position = max(position, min(mark_end, stop))
        at += 1
    if position < stop:
        pieces.append((position, stop))
    trimmed = [piece for piece in pieces if not source[slice(*piece)].isspace()]
    if not trimmed:
        return begin, begin, ""
    first, last = source[slice(*trimmed[0])], source[slice(*trimmed[-1])]
    start = trimmed[0][0] + len(first) - len(first.lstrip())
    end = trimmed[-1][1] - len(last) + len(last.rstrip())
    return start, end, "".join(source[max(a, start) : min(b, end)] for a, b in pieces)
