"""Source to clean text: what is left out, and the invertible map between the two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from govreport_ie.reading.furniture import furniture_lines, inline_page_marks
from govreport_ie.reading.lines import Line, split_lines
from govreport_ie.reading.markup import Span, mark_spans
from govreport_ie.reading.paragraphs import Paragraph, paragraphs
from govreport_ie.reading.script import simplify
from govreport_ie.types.document import OffsetMap


@dataclass(frozen=True)
class Block:
    """A paragraph as a half-open span of the clean text; ``heading`` when it stands as a heading of its own."""

    start: int
    end: int
    heading: bool


@dataclass(frozen=True)
class CleanText:
    """The clean text, its map to the source and its paragraphs in order."""

    text: str
    offsets: OffsetMap
    blocks: tuple[Block, ...]


def clean_source(source: str) -> CleanText:
    """Clean ``source``: the text less line breaks inside paragraphs, page furniture and marks, simplified.

    Everything else stays as it is, also the line breaks between paragraphs and the blanks inside lines.
    """
    simple = simplify(source)
    marks = sorted(mark_spans(simple) + inline_page_marks(simple))
    lines = split_lines(simple, marks)
    furniture = furniture_lines(lines)
    kept_lines = [
        line._replace(page_break=line.page_break or index - 1 in furniture)
        for index, line in enumerate(lines)
        if index not in furniture
    ]
    found = paragraphs(kept_lines)
    dropped = marks + [lines[index][:2] for index in furniture] + _joins(found) + _form_feeds(simple)
    offsets = _offset_map(len(simple), dropped)
    text = "".join(simple[start : start + length] for _, start, length in offsets.runs)
    blocks = (_block(offsets, paragraph) for paragraph in found)
    return CleanText(text, offsets, tuple(block for block in blocks if block.start < block.end))


def _joins(found: list[Paragraph]) -> list[Span]:
    """The stretches between the lines of a paragraph: white space, line break, whatever furniture lies there."""
    return [(before.end, after.start) for paragraph in found for before, after in pairwise(paragraph.lines)]


def _form_feeds(source: str) -> list[Span]:
    spans, position = [], source.find("\f")
    while position >= 0:
        spans.append((position, position + 1))
        position = source.find("\f", position + 1)
    return spans


def _offset_map(length: int, dropped: list[Span]) -> OffsetMap:
    runs: list[tuple[int, int, int]] = []
    clean = position = 0
    for start, end in sorted(dropped):
        if start > position:
            runs.append((clean, position, start - position))
            clean += start - position
        position = max(position, end)
    if position < length:
        runs.append((clean, position, length - position))
    return OffsetMap(tuple(runs))


def _block(offsets: OffsetMap, paragraph: Paragraph) -> Block:
    lines: tuple[Line, ...] = paragraph.lines
    start, end = offsets.span_to_clean(lines[0].start, lines[-1].end)
    return Block(start, end, paragraph.heading)
