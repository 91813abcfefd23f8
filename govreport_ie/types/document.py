"""What reading a report gives: its metadata, its clean text and where that text stands in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

LEVELS = ("national", "province", "prefecture", "county", "district")
SECTION_KINDS = ("front", "review", "goals", "plan", "government_building", "glossary", "other")


@dataclass(frozen=True)
class OffsetMap:
    """Invertible map between clean text and source text, kept as runs that run in step.

    Each run is ``(clean_start, source_start, length)``: ``length`` characters of clean text that stand
    side by side in the source. Runs are sorted, do not overlap and cover the clean text without a gap.
    Script conversion replaces characters one for one, so it needs no map of its own.
    """

    runs: tuple[tuple[int, int, int], ...]

    def __post_init__(self) -> None:
        clean_end = source_end = 0
        for clean_start, source_start, length in self.runs:
            if clean_start != clean_end or source_start < source_end or length <= 0:
                raise ValueError(f"offset map: run {(clean_start, source_start, length)} is out of order")
            clean_end, source_end = clean_start + length, source_start + length

    @property
    def clean_length(self) -> int:
        """Number of characters of the clean text."""
        return self.runs[-1][0] + self.runs[-1][2] if self.runs else 0

    @cached_property
    def _clean_starts(self) -> list[int]:
        return [run[0] for run in self.runs]

    @cached_property
    def _source_starts(self) -> list[int]:
        return [run[1] for run in self.runs]

    def to_source(self, clean_index: int) -> int:
        """Source index of the clean character at ``clean_index``; IndexError when there is none."""
        if not 0 <= clean_index < self.clean_length:
            raise IndexError(f"clean index {clean_index} outside 0..{self.clean_length - 1}")
        clean_start, source_start, _ = self.runs[bisect_right(self._clean_starts, clean_index) - 1]
        return source_start + clean_index - clean_start

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source span of the non-empty clean span ``[start, end)``."""
        if start >= end:
            raise IndexError(f"empty clean span {start}..{end}")
        return self.to_source(start), self.to_source(end - 1) + 1

    def span_to_clean(self, start: int, end: int) -> tuple[int, int]:
        """Clean span of what is left of the source span ``[start, end)`` after cleaning; may be empty."""
        return self._clean_position(start), self._clean_position(end)

    def _clean_position(self, source_index: int) -> int:
        """Number of clean characters that stand before ``source_index`` in the source."""
        at = bisect_left(self._source_starts, source_index)
        if at == 0:
            return 0
        clean_start, source_start, length = self.runs[at - 1]
        return clean_start + min(source_index - source_start, length)


@dataclass(frozen=True)
class Section:
    """A stretch of the report under one heading.

    ``start``/``end`` are source offsets (heading included), ``kind`` is one of SECTION_KINDS and ``reference`` the
    period that holds for a value without one of its own: a year ``"2023"``, a span ``"2016/2020"`` or None.
    """

    heading: str
    kind: str
    reference: str | None
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.kind not in SECTION_KINDS:
            raise ValueError(f"section kind {self.kind!r}: must be one of {', '.join(SECTION_KINDS)}")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"section span {self.start}..{self.end} is not a span")


@dataclass(frozen=True)
class Sentence:
    """A sentence: source span, its clean text, and the index of its section in ``Document.sections``.

    ``heading`` is True for a heading that stands as a line of its own.
    """

    start: int
    end: int
    text: str
    section: int
    heading: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not self.text:
            raise ValueError(f"sentence span {self.start}..{self.end} is empty")


@dataclass(frozen=True)
class DocumentInfo:
    """What is known of a report without its text (the ``document`` object of format govreport-ie/1).

    ``sha256`` is the hash of the file's bytes, or of the UTF-8 bytes of a text given directly;
    ``characters`` counts the characters of the source text; ``year`` is the report's own year (a report of 2024
    reviews 2023 and plans 2024); ``date`` is ISO 8601. What the text does not tell is None.
    """

    path: str | None
    sha256: str
    characters: int
    title: str | None
    region: str | None
    level: str | None
    year: int | None
    date: str | None
    warnings: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.level is not None and self.level not in LEVELS:
            raise ValueError(f"level {self.level!r}: must be one of {', '.join(LEVELS)} or None")


@dataclass(frozen=True)
class Document(DocumentInfo):
    """A report as read: source text, clean text, the map between them, sections and sentences.

    All spans are half-open Python string indices into ``source``.
    """

    source: str
    text: str
    offsets: OffsetMap
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.characters != len(self.source):
            raise ValueError(f"document: {self.characters} characters stated, source has {len(self.source)}")
        if self.offsets.clean_length != len(self.text):
            raise ValueError(f"document: map covers {self.offsets.clean_length} of {len(self.text)} characters")
        if self.offsets.runs and sum(self.offsets.runs[-1][1:]) > len(self.source):
            raise ValueError("document: offset map points behind the end of the source")
        self._check_sentences()

    def _check_sentences(self) -> None:
        position = 0
        for sentence in self.sentences:
            if sentence.start < position or not 0 <= sentence.section < len(self.sections):
                raise ValueError(f"document: sentence {sentence.start}..{sentence.end} overlaps or has no section")
            if self.clean(sentence.start, sentence.end) != sentence.text:
                raise ValueError(f"document: sentence {sentence.start}..{sentence.end} is not its source stretch")
            position = sentence.end

    def clean(self, start: int, end: int) -> str:
        """Clean text of ``source[start:end]``: no line breaks, page furniture, markdown marks; simplified."""
        clean_start, clean_end = self.offsets.span_to_clean(start, end)
        return self.text[clean_start:clean_end]

    def section_of(self, sentence: Sentence) -> Section:
        """The section that holds the sentence."""
        return self.sections[sentence.section]

    def sentence_at(self, start: int) -> Sentence | None:
        """The sentence that covers source offset ``start``, or None (front matter furniture, gaps)."""
        at = bisect_right(self._sentence_starts, start) - 1
        if at >= 0 and start < self.sentences[at].end:
            return self.sentences[at]
        return None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)
