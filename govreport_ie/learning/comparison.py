"""Two models on the same annotated documents: the difference of their F1, with a paired bootstrap interval."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.evaluate import Unit, unit_counts, unit_name
from govreport_ie.learning.scores import Counts, total
from govreport_ie.types.document import Document
from govreport_ie.types.mention import TaggedDocument

Tag = Callable[[Document], TaggedDocument]


@dataclass(frozen=True)
class Difference:
    """F1 of the first and the second model, and the 95 % interval of the second's lead over the first."""

    first: float
    second: float
    interval: tuple[float, float]

    @property
    def lead(self) -> float:
        """How much higher the second model's F1 is."""
        return self.second - self.first


@dataclass(frozen=True)
class Comparison:
    """Differences of mention and relation F1; ``units`` were drawn for the intervals, the same for both models."""

    mentions: Difference
    relations: Difference
    units: str


def compare(first: Tag, second: Tag, documents: Sequence[AnnotatedDocument]) -> Comparison:
    """Tag each document by both models and compare their strict scores. Errors: TrainingError without documents.

    Source: docs/evaluation.md.
    """
    if not documents:
        raise TrainingError("no annotated document to compare on: give a folder or split that holds some")
    counted = [unit_counts([(gold.tagged, tag(gold.tagged.document)) for gold in documents]) for tag in (first, second)]
    (first_mentions, first_relations), (second_mentions, second_relations) = counted
    return Comparison(
        mentions=difference(first_mentions, second_mentions),
        relations=difference(first_relations, second_relations),
        units=unit_name(len(documents)),
    )


def difference(
    first: Mapping[Unit, Counts], second: Mapping[Unit, Counts], *, draws: int = 1000, seed: int = 0
) -> Difference:
    """The difference of two models' F1 when the units are drawn anew, the same ones for both."""
    rng = random.Random(seed)
    pairs = [(first.get(unit, Counts()), second.get(unit, Counts())) for unit in sorted(first.keys() | second.keys())]

    def scores(chosen: Sequence[tuple[Counts, Counts]]) -> tuple[float, float]:
        return total([pair[0] for pair in chosen]).f1, total([pair[1] for pair in chosen]).f1

    drawn = [scores(rng.choices(pairs, k=len(pairs))) for _ in range(draws)] if pairs else [(0.0, 0.0)]
    leads = sorted(after - before for before, after in drawn)
    interval = leads[int(0.025 * (len(leads) - 1))], leads[int(0.975 * (len(leads) - 1))]
    return Difference(*scores(pairs), interval)
