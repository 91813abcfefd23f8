"""Mention texts that mostly carry one label, and the places where they carry another or none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from govreport_ie.annotation.checks.settings import TextLimits
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.types.document import Document


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands: split, document id, source offset, and its label (None: not annotated)."""

    split: str
    document: str
    start: int
    label: str | None


@dataclass(frozen=True)
class MixedText:
    """A mention text that carries ``label`` in ``count`` places, and something else in the places ``exceptions``.

    An exception is a mention of the same text with another label, or a place outside all mentions.
    """

    text: str
    label: str
    count: int
    exceptions: tuple[TextPlace, ...]

    @property
    def share(self) -> float:
        """Share of all places, annotated or free, that carry the label."""
        return self.count / (self.count + len(self.exceptions))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table."""
        return {**asdict(self), "share": round(self.share, 4)}


def mixed_texts(documents: Mapping[str, Sequence[AnnotatedDocument]], limits: TextLimits) -> list[MixedText]:
    """Texts that mostly carry one label and somewhere do not, those that stand out most in front.

    Places inside or across mentions of another extent, and in headings, do not count.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    placed = [(split, annotated) for split, reports in documents.items() for annotated in reports]
    for _, annotated in placed:
        for mention in annotated.mentions:
            labels[mention.text][mention.label] += 1
    usual = {text: counts.most_common(1)[0] for text, counts in labels.items()}
    # What the mentions alone bring below the least share cannot rise again by free places.
    wanted = {
        text: (label, number)
        for text, (label, number) in usual.items()
        if number >= limits.count and number >= limits.share * labels[text].total()
    }
    exceptions: dict[str, list[TextPlace]] = defaultdict(list)
    for split, annotated in placed:
        for text, place in _exceptions(split, annotated, wanted):
            exceptions[text].append(place)
    mixed = [MixedText(text, *wanted[text], tuple(places)) for text, places in exceptions.items()]
    mixed = [entry for entry in mixed if entry.share >= limits.share]
    return sorted(mixed, key=lambda entry: (-entry.share, -entry.count, entry.text))


def _exceptions(
    split: str, annotated: AnnotatedDocument, wanted: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[str, TextPlace]]:
    """Places of a document where a wanted text carries another label than it usually does, or none."""
    document = annotated.document
    for mention in annotated.mentions:
        if mention.text in wanted and mention.label != wanted[mention.text][0]:
            yield mention.text, TextPlace(split, annotated.id, mention.start, mention.label)
    covered = _covered(annotated)
    for text in wanted:
        for start in _places(document.text, text):
            if not any(covered[start : start + len(text)]):
                yield text, TextPlace(split, annotated.id, document.offsets.to_source(start), None)


def _covered(annotated: AnnotatedDocument) -> bytearray:
    """For each clean character, 1 where no free place may be: in mentions, in headings, outside all sentences."""
    document: Document = annotated.document
    covered = bytearray(b"\x01" * len(document.text))
    for sentence in document.sentences:
        if not sentence.heading:
            start, end = document.offsets.span_to_clean(sentence.start, sentence.end)
            covered[start:end] = bytes(end - start)
    for mention in annotated.mentions:
        start, end = document.offsets.span_to_clean(mention.start, mention.end)
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _places(text: str, wanted: str) -> Iterator[int]:
    """Where the wanted text stands, but not as a part of a longer number (3个 in 13个)."""
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        before, behind = text[at - 1 : at], text[end : end + 1]
        if not (_numeric(before) and _numeric(wanted[0])) and not (_numeric(behind) and _numeric(wanted[-1])):
            yield at
        at = text.find(wanted, end)


def _numeric(sign: str) -> bool:
    return sign.isnumeric() or sign == "."
