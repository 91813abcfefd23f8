"""Label error candidates: where a model that was not trained on a report disagrees with its annotation.

After the idea of confident learning (Northcutt et al. 2021): what a model of the other reports is sure of, and the
annotation says otherwise, is worth a second reading.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from govreport_ie.annotation.checks.settings import LabelErrorLimits
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

KINDS = ("not-predicted", "not-annotated", "other-label", "other-border")


@dataclass(frozen=True)
class Prediction:
    """What a model that never saw a report's annotation says of the report.

    ``absence`` maps ids of annotated mentions to the model's probability that there is no mention; it may be empty.
    """

    tagged: TaggedDocument
    absence: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class LabelError:
    """A mention or relation that a model contradicts.

    ``kind`` is one of KINDS. ``start`` and ``end`` are source offsets of the annotated stretch (of the predicted one
    where nothing is annotated; of a relation, from its first to its last character). ``gold`` and ``predicted`` are
    labels or relation types (None: nothing), ``predicted_text`` the predicted stretch where its borders differ.
    ``confidence`` is the model's, None where it gives none.
    """

    kind: str
    split: str
    document: str
    start: int
    end: int
    text: str
    gold: str | None
    predicted: str | None
    confidence: float | None
    predicted_text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table."""
        return asdict(self)


def label_errors(
    documents: Mapping[str, Sequence[AnnotatedDocument]],
    predictions: Mapping[str, Prediction],
    limits: LabelErrorLimits,
) -> list[LabelError]:
    """All candidates, the surest in front and those without confidence last.

    ``predictions`` maps the SHA-256 of reports to what a model says of them; reports without are passed over.
    """
    found: list[LabelError] = []
    for split, reports in documents.items():
        for annotated in reports:
            prediction = predictions.get(annotated.document.sha256)
            if prediction is not None:
                found += _mention_errors(split, annotated, prediction)
                found += _relation_errors(split, annotated, prediction.tagged)
    sure = [entry for entry in found if entry.confidence is None or entry.confidence >= limits.confidence]
    return sorted(sure, key=lambda entry: (entry.confidence is None, -(entry.confidence or 0)))


def _mention_errors(split: str, annotated: AnnotatedDocument, prediction: Prediction) -> Iterator[LabelError]:
    starts = [mention.start for mention in annotated.mentions]
    met: set[str] = set()
    for mention in prediction.tagged.mentions:
        overlapping = _overlapping(annotated.mentions, starts, mention)
        met.update(gold.id for gold in overlapping)
        if not overlapping:
            span, sure = (mention.start, mention.end), mention.confidence
            yield LabelError("not-annotated", split, annotated.id, *span, mention.text, None, mention.label, sure)
            continue
        gold = max(overlapping, key=lambda m: min(m.end, mention.end) - max(m.start, mention.start))
        same_span = (gold.start, gold.end) == (mention.start, mention.end)
        if not same_span or gold.label != mention.label:
            yield LabelError(
                "other-label" if same_span else "other-border",
                split,
                annotated.id,
                gold.start,
                gold.end,
                gold.text,
                gold.label,
                mention.label,
                mention.confidence,
                "" if same_span else mention.text,
            )
    for gold in annotated.mentions:
        if gold.id not in met:
            span, sure = (gold.start, gold.end), prediction.absence.get(gold.id)
            yield LabelError("not-predicted", split, annotated.id, *span, gold.text, gold.label, None, sure)


def _overlapping(mentions: Sequence[Mention], starts: Sequence[int], other: Mention) -> list[Mention]:
    """Those of the mentions (in the order of the text, with their ``starts``) that overlap the other one."""
    first = max(0, bisect_right(starts, other.start) - 1)
    return [mention for mention in mentions[first : bisect_left(starts, other.end)] if mention.end > other.start]


def _relation_errors(split: str, annotated: AnnotatedDocument, tagged: TaggedDocument) -> Iterator[LabelError]:
    """Relations between mentions that annotation and model agree on."""
    by_span = {(mention.start, mention.end, mention.label): mention for mention in annotated.mentions}
    matched = {
        mention.id: by_span[mention.start, mention.end, mention.label]
        for mention in tagged.mentions
        if (mention.start, mention.end, mention.label) in by_span
    }
    found = {id: gold.id for id, gold in matched.items()}
    predicted = _by_pair(
        Relation(arc.type, found[arc.head], found[arc.tail], arc.confidence)
        for arc in tagged.relations
        if arc.head in found and arc.tail in found
    )
    known = set(found.values())
    gold = _by_pair(arc for arc in annotated.relations if arc.head in known and arc.tail in known)
    for pair in sorted(gold.keys() | predicted.keys()):
        head, tail = annotated.by_id[pair[0]], annotated.by_id[pair[1]]
        here, there = gold.get(pair, {}), predicted.get(pair, {})
        extra, missing = sorted(there.keys() - here.keys()), sorted(here.keys() - there.keys())
        for index in range(max(len(extra), len(missing))):
            expected, said = (types[index] if index < len(types) else None for types in (missing, extra))
            yield LabelError(
                "not-annotated" if expected is None else "not-predicted" if said is None else "other-label",
                split,
                annotated.id,
                min(head.start, tail.start),
                max(head.end, tail.end),
                f"{head.text} → {tail.text}",
                expected,
                said,
                there[said] if said is not None else None,
            )


def _by_pair(relations: Iterator[Relation]) -> dict[tuple[str, str], dict[str, float | None]]:
    """Types and confidences of the relations from one mention to another."""
    pairs: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for relation in relations:
        pairs[relation.head, relation.tail][relation.type] = relation.confidence
    return pairs
