"""The labelled samples of `annotations/values`: loading them with their sentences, and the scores of a tool on them.

A place of a sample is a value with its span, numbers, unit and bound, or a number that states no value. The files are
stand-off: the reports' texts are read from a folder, and a report that has changed is an error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from govreport_ie.reading import read
from govreport_ie.types.document import Document

SAMPLES = Path(__file__).parents[2] / "annotations" / "values"
KINDS = ("amounts", "percentages", "quantities")


@dataclass(frozen=True)
class Reading:
    """What a value says: its ends in base units, its unit, and its bound (None where a tool knows none)."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str | None

    @property
    def size(self) -> tuple[Decimal, ...]:
        """The numbers stated, without sign, smallest first: two for a range, else one."""
        return tuple(sorted({abs(end) for end in (self.low, self.high) if end is not None}))

    @property
    def falls(self) -> bool:
        """Whether the value is negative."""
        return any(end is not None and end < 0 for end in (self.low, self.high))


@dataclass(frozen=True)
class Place:
    """A labelled place: the sentence it stands in, its span in that sentence, and what it says (None: no value)."""

    report: str
    sentence: str
    start: int
    end: int
    reading: Reading | None
    rounded: bool = False

    @property
    def text(self) -> str:
        """The words of the value, or of the number that is none."""
        return self.sentence[self.start : self.end]


@dataclass(frozen=True)
class Find:
    """A value that a tool found in a sentence."""

    start: int
    end: int


class Tool:
    """A tool that finds values in sentences and reads single ones; adapters override both methods."""

    name = ""
    #: The samples that it claims to cover.
    samples: tuple[str, ...] = KINDS

    def find(self, sentence: str) -> list[Find]:
        """The values of a sentence."""
        raise NotImplementedError

    def read(self, place: Place) -> Reading | None:
        """The value of a labelled span; None where the tool reads none."""
        raise NotImplementedError


@cache
def _report(folder: Path, name: str) -> Document:
    return read(folder / f"{name}.txt")


def _place(folder: Path, entry: dict[str, str | int | bool | None]) -> Place:
    name, start, end = str(entry["report"]), int(entry["start"] or 0), int(entry["end"] or 0)
    document = _report(folder, name)
    if document.sha256 != entry["sha256"]:
        raise ValueError(f"{name}: the report in {folder} is not the one that was labelled")
    sentence = next(item for item in document.sentences if item.start <= start < item.end)
    base, stop = document.offsets.span_to_clean(sentence.start, sentence.end)
    first, last = document.offsets.span_to_clean(start, end)
    reading = None
    if entry["text"] is not None:
        if document.text[first:last] != entry["text"]:
            raise ValueError(f"{name}: {entry['text']!r} does not stand at {start}")
        low, high = (None if entry[key] is None else Decimal(str(entry[key])) for key in ("low", "high"))
        reading = Reading(low, high, str(entry["unit"]), str(entry["bound"]))
    text = document.text[base : max(stop, last)]
    return Place(name, text, first - base, last - base, reading, bool(entry.get("rounded")))


def load_sample(path: Path, reports: Path) -> list[Place]:
    """The places of one sample file, with their sentences from the folder of reports.

    Raises:
        ValueError: a report is not the one that was labelled.
        FileNotFoundError: a report is missing.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_place(reports, json.loads(line)) for line in lines[1:]]


@dataclass(frozen=True)
class Scores:
    """Shares between 0 and 1, or None where there is nothing to count.

    Attributes:
        recall, overlap: values found with the labelled span; values found with any span that overlaps it.
        precision: of what was found on the sampled places, how much are values.
        number: values whose numbers are read right, whatever the unit, sign and bound.
        value: numbers and unit right.
        bound: the bound right.
        sign: falls read as falls.
        all: low, high, unit and bound right.
    """

    recall: float | None
    overlap: float | None
    precision: float | None
    number: float | None
    value: float | None
    bound: float | None
    sign: float | None
    all: float | None


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None


def _same_size(given: Reading, labelled: Reading, *, rounded: bool) -> bool:
    if not rounded:
        return given.size == labelled.size
    # 三分之一 was labelled 33.33
    return [round(end, 2) for end in given.size] == [round(end, 2) for end in labelled.size]


def score(places: Sequence[Place], tool: Tool) -> Scores:
    """The scores of a tool on a sample."""
    finds = {sentence: tool.find(sentence) for sentence in dict.fromkeys(place.sentence for place in places)}
    near = [[f for f in finds[p.sentence] if f.start < p.end and p.start < f.end] for p in places]
    values = [(place, place.reading, found) for place, found in zip(places, near, strict=True) if place.reading]
    read = [(place, label, tool.read(place)) for place, label, _ in values]

    def over(test: Callable[[Place, Reading, Reading], bool]) -> float | None:
        return _share(given is not None and test(place, label, given) for place, label, given in read)

    def size(place: Place, label: Reading, given: Reading) -> bool:
        return _same_size(given, label, rounded=place.rounded)

    def value(place: Place, label: Reading, given: Reading) -> bool:
        return given.unit == label.unit and size(place, label, given)

    def everything(place: Place, label: Reading, given: Reading) -> bool:
        ends = [(end is None, end is not None and end < 0) for end in (given.low, given.high)]
        labelled = [(end is None, end is not None and end < 0) for end in (label.low, label.high)]
        return value(place, label, given) and given.bound == label.bound and ends == labelled

    return Scores(
        recall=_share(Find(place.start, place.end) in found for place, _, found in values),
        overlap=_share(bool(found) for _, _, found in values),
        precision=_share(place.reading is not None for place, found in zip(places, near, strict=True) for _ in found),
        number=over(size),
        value=over(value),
        bound=over(lambda place, label, given: given.bound == label.bound),
        sign=_share(given is not None and given.falls for _, label, given in read if label.falls),
        all=over(everything),
    )
