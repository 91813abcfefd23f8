"""Two models on the same annotated documents: the difference of their F1, with a paired bootstrap interval."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govreport_ie.learning.evaluate import Evaluation, Unit
from govreport_ie.learning.scores import Counts, total


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


def compare(first: Evaluation, second: Evaluation) -> Comparison:
    """Compare the strict scores of two models on the same documents.

    Errors: ValueError when the evaluations are of other documents. Source: docs/evaluation.md.
    """
    if first.documents != second.documents:
        raise ValueError(f"evaluations of other documents: {', '.join(first.documents)}; {', '.join(second.documents)}")
    return Comparison(
        mentions=difference(first.mention_units, second.mention_units),
        relations=difference(first.relation_units, second.relation_units),
        units=first.units,
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
