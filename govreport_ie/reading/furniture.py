"""Page furniture: page numbers and lines that stand on every page, which are no text of the report."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from govreport_ie.reading.lines import Line
from govreport_ie.reading.markup import Span

_DASH = "[-—–―－─~～·•]"
# Beyond doubt: a number between dashes, 第3页, 第3页 共20页, Page 3 of 20.
_PAGE_LINE = re.compile(
    rf"(?:{_DASH}\s*){{1,3}}(?P<a>\d{{1,4}})(?:\s*{_DASH}){{1,3}}"
    r"|第\s*(?P<b>\d{1,4})\s*页(?:\s*[,，/、;；]?\s*[(（]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?"
    r"|共\s*\d{1,4}\s*页\s*[,，/、;；]?\s*第\s*(?P<c>\d{1,4})\s*页"
    r"|page\s*(?P<d>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
# Only when they count on from page to page: a bare number, a number with one dash, 3/20.
_MAYBE_PAGE_LINE = re.compile(rf"(?:{_DASH}\s*)?(?P<a>\d{{1,4}})(?:\s*{_DASH}|\s*/\s*\d{{1,4}})?")
_BLANK = "[ \t\u3000\xa0]"
_INLINE_PAGE = re.compile(
    rf"{_BLANK}{{0,9}}第{_BLANK}?\d{{1,4}}{_BLANK}?页{_BLANK}?[,，/、]?{_BLANK}?"
    rf"[(（]?共{_BLANK}?\d{{1,4}}{_BLANK}?页[)）]?{_BLANK}{{0,9}}"
    rf"|{_BLANK}{{1,9}}[-—–－]{_BLANK}?(?P<n>\d{{1,3}}){_BLANK}?[-—–－]{_BLANK}{{1,9}}"
)
_EDGE = ("", "\n", "\r", "\f")
_SENTENCE_END = "。！？；：!?;:，、,"
_NUMBER = re.compile(r"\d+")
_LEAST_PAGE_TEXT = 250
_FIRST_LINES = 5
_LEAST_REPEATS = 3
_LONGEST_RUNNING_HEAD = 40


def furniture_lines(lines: list[Line]) -> set[int]:
    """Indices of the lines that are page furniture."""
    pages = _page_numbers(lines)
    return pages | _running_heads(lines, pages)


def inline_page_marks(source: str) -> list[Span]:
    """Page numbers inside a line, where the layout of a whole report was lost; with the blanks around them.

    第3页共20页 always is one; ``— 3 —`` between blanks only when at least two count on.
    """
    spans: list[Span] = []
    dashed: list[tuple[int, Span]] = []
    for match in _INLINE_PAGE.finditer(source):
        if source[match.start() - 1 : match.start()] in _EDGE and source[match.end() : match.end() + 1] in _EDGE:
            continue  # a line of its own: furniture_lines sees to it
        if match["n"] is None:
            spans.append(match.span())
        else:
            dashed.append((int(match["n"]), match.span()))
    numbers = [number for number, _ in dashed]
    if len(dashed) > 1 and all(after > before for before, after in pairwise(numbers)):
        spans += [span for _, span in dashed]
    return sorted(spans)


def _page_numbers(lines: list[Line]) -> set[int]:
    found: set[int] = set()
    maybe: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if len(line.text) > 24 or not any(char.isdigit() for char in line.text):
            continue
        if certain := _PAGE_LINE.fullmatch(line.text):
            found.add(index)
            maybe.append((index, _value(certain)))
        elif match := _MAYBE_PAGE_LINE.fullmatch(line.text):
            maybe.append((index, _value(match)))
    for (index, number), (next_index, next_number) in pairwise(maybe):
        if next_number == number + 1 and _is_page_apart(lines, index, next_index):
            found.update((index, next_index))
    return found


def _value(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group is not None))


def _is_page_apart(lines: list[Line], index: int, next_index: int) -> bool:
    """Enough text between the two to be page numbers, not the numbering of a table or list."""
    between = lines[index + 1 : next_index]
    return sum(len(line.text) for line in between) >= _LEAST_PAGE_TEXT


def _running_heads(lines: list[Line], pages: set[int]) -> set[int]:
    """Short lines that come back next to page numbers or form feeds; the first of a title stays."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        text = line.text
        if index not in pages and len(text) <= _LONGEST_RUNNING_HEAD and text[-1] not in _SENTENCE_END:
            places[_NUMBER.sub("0", "".join(text.split()))].append(index)
    found: set[int] = set()
    for indices in places.values():
        if len(indices) < _LEAST_REPEATS:
            continue
        at_edge = sum(1 for index in indices if _at_page_edge(lines, index, pages))
        if at_edge * 2 >= len(indices) or _cuts_sentences(lines, indices):
            found.update(indices[1:] if indices[0] < _FIRST_LINES else indices)
    return found


def _cuts_sentences(lines: list[Line], indices: list[int]) -> bool:
    """Whether the line stands a page apart every time and mostly inside a sentence."""
    if not all(_is_page_apart(lines, index, after) for index, after in pairwise(indices)):
        return False
    inside = sum(1 for index in indices if index and lines[index - 1].text[-1] not in "。！？；：!?;:”）)")
    return inside * 2 >= len(indices)


def _at_page_edge(lines: list[Line], index: int, pages: set[int]) -> bool:
    after = index + 1 < len(lines) and lines[index + 1].page_break
    return lines[index].page_break or after or index - 1 in pages or index + 1 in pages
