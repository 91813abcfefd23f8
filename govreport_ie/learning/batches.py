"""What a training run reads in an epoch, and in which batches."""

from __future__ import annotations

import random
from collections.abc import Sequence

from govreport_ie.learning.dataset import Example


def epoch_examples(examples: Sequence[Example], empty_share: float, rng: random.Random) -> list[Example]:
    """All windows with a mention or chosen, and a share of the others, drawn anew each epoch.

    A seventh of what the gate leaves is windows without a mention, without a gate more than a third: read in every
    epoch they would take their time and teach little.
    """
    full = [example for example in examples if example.sentences or example.chosen]
    empty = [example for example in examples if not (example.sentences or example.chosen)]
    return full + rng.sample(empty, round(len(empty) * empty_share))


def make_batches(examples: Sequence[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Shuffled batches of windows of like length (bucketed within chunks of fifty batches)."""
    order = list(examples)
    rng.shuffle(order)
    batches: list[list[Example]] = []
    chunk = 50 * size
    for start in range(0, len(order), chunk):
        bucket = sorted(order[start : start + chunk], key=lambda example: len(example.ids))
        batches += [bucket[at : at + size] for at in range(0, len(bucket), size)]
    rng.shuffle(batches)
    return batches
