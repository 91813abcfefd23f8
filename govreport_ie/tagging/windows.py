"""Windows: what the model reads in one pass.

A window is a run of whole sentences of one paragraph, behind a prefix that carries the context that the words alone
do not give: the kind of the section, whether its reference period lies behind or ahead of the report's year, and the
section's heading. Windows never cross a paragraph, so that text added elsewhere changes nothing here. A sentence
longer than a window is cut at a clause mark and read in pieces: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport_ie.tagging.vocabulary import Vocabulary
from govreport_ie.types.document import SECTION_KINDS, Document, Section

HEADING_CHARACTERS = 24
CLAUSE_MARKS = "；;，,、 "
# Context tokens of the vocabulary: section kinds first, then the place of the reference period in time.
REFERENCE_TOKENS = {"none": 10, "past": 11, "coming": 12, "past_span": 13, "coming_span": 14}


@dataclass(frozen=True)
class Piece:
    """A sentence, or a part of one too long for a window: clean span and index of the sentence."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Window:
    """Token ids (prefix, text, end mark) of the clean span ``[start, end)``; its text begins at token ``offset``."""

    ids: tuple[int, ...]
    offset: int
    start: int
    end: int


def reference_kind(reference: str | None, year: int | None) -> str:
    """Where a section's reference period lies as seen from the report's year; one of REFERENCE_TOKENS."""
    if reference is None or year is None or reference == "-":
        return "none"
    first, _, last = reference.partition("/")
    suffix = "_span" if last else ""
    return ("coming" if int((last or first)[:4]) >= year else "past") + suffix


def prefix_ids(section: Section, year: int | None, vocabulary: Vocabulary) -> list[int]:
    """Prefix of a window: start mark, section kind, place in time, heading, separator."""
    kind = vocabulary.id_of(f"[S{SECTION_KINDS.index(section.kind)}]")
    time = vocabulary.id_of(f"[S{REFERENCE_TOKENS[reference_kind(section.reference, year)]}]")
    heading = vocabulary.encode(section.heading[:HEADING_CHARACTERS])
    return [vocabulary.id_of("[CLS]"), kind, time, *heading, vocabulary.id_of("[SEP]")]


def sentence_pieces(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Cut the clean span ``[start, end)`` into parts of at most ``limit`` characters, behind a clause mark if any."""
    while end - start > limit:
        cut = max((text.rfind(mark, start + limit // 2, start + limit) for mark in CLAUSE_MARKS), default=-1) + 1
        cut = cut if cut > start else start + limit
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def make_windows(document: Document, vocabulary: Vocabulary, limit: int) -> tuple[list[Window], list[Piece]]:
    """All windows of a document, with at most ``limit`` characters of text each, and the pieces they are made of."""
    pieces = []
    for index, sentence in enumerate(document.sentences):
        start, end = document.offsets.span_to_clean(sentence.start, sentence.end)
        pieces += [Piece(a, b, index) for a, b in sentence_pieces(document.text, start, end, limit)]
    end_mark = vocabulary.id_of("[SEP]")
    windows = []
    for group in _groups(document, pieces, limit):
        section = document.sections[document.sentences[group[0].sentence].section]
        prefix = prefix_ids(section, document.year, vocabulary)
        start, end = group[0].start, group[-1].end
        ids = (*prefix, *vocabulary.encode(document.text[start:end]), end_mark)
        windows.append(Window(ids, len(prefix), start, end))
    return windows, pieces


def _groups(document: Document, pieces: Sequence[Piece], limit: int) -> Iterator[list[Piece]]:
    """Pieces that share a window: same paragraph, same section, together no longer than ``limit``."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not _fits(document, group, piece, limit):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _fits(document: Document, group: list[Piece], piece: Piece, limit: int) -> bool:
    last = document.sentences[group[-1].sentence]
    this = document.sentences[piece.sentence]
    same_place = last.section == this.section and not last.heading and not this.heading
    gap = document.text[group[-1].end : piece.start]
    return same_place and "\n" not in gap and piece.end - group[0].start <= limit
