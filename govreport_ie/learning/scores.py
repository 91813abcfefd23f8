"""Counts and scores: precision, recall, F1, and their bootstrap interval."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """Correct, predicted and gold items."""

    correct: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.correct + other.correct, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the predicted items that are right (0 when there is none)."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found (0 when there is none)."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.correct / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def total(counts: Sequence[Counts]) -> Counts:
    """Sum of counts."""
    return sum(counts, Counts())


def bootstrap_interval(units: Sequence[Counts], *, draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """95 % percentile interval of F1 when the units (documents or sentences) are drawn anew with replacement."""
    rng = random.Random(seed)
    scores = sorted(total(rng.choices(units, k=len(units))).f1 for _ in range(draws)) if units else [0.0]
    return scores[int(0.025 * (len(scores) - 1))], scores[int(0.975 * (len(scores) - 1))]
