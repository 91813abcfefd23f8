"""From pair scores to relations: the likeliest type of each pair, and one partner where the data have one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from govreport_ie.tagging.bundle import Bundle
from govreport_ie.tagging.pairs import SentenceMention
from govreport_ie.tagging.spans import softmax

Chosen = tuple[str, int, int, float]


def choose_relations(
    bundle: Bundle,
    mentions: Sequence[SentenceMention],
    pairs: Sequence[tuple[int, int]],
    scores: NDArray[np.float32],
) -> list[Chosen]:
    """Relations as (type, head index, tail index, confidence), in the order of ``pairs``.

    ``scores`` is pairs × (none, types…). The surest relation is taken first. Of the types of ``bundle.single_head`` a
    tail takes part in one relation only; of a type of ``bundle.single_tail`` a head has one tail only.
    """
    names = list(bundle.relations)
    likeliest = scores.argmax(axis=1)
    rows = np.flatnonzero(likeliest)
    if not len(rows):
        return []
    confidences = softmax(scores[rows] / np.float32(bundle.temperature["relations"])).max(axis=1)
    # By the margin, not by the confidence: that is rounded, and a temperature could change the order.
    second, first = np.sort(scores[rows], axis=1)[:, -2:].T
    proposed = []
    for margin, index, confidence in zip((first - second).tolist(), rows.tolist(), confidences.tolist(), strict=True):
        name, (head, tail) = names[likeliest[index] - 1], pairs[index]
        ends = bundle.relations[name]
        if bundle.labels[mentions[head].label] in ends["head"] and bundle.labels[mentions[tail].label] in ends["tail"]:
            proposed.append((margin, index, name, confidence))
    taken: set[object] = set()
    chosen = []
    for _, index, name, confidence in sorted(proposed, key=lambda one: (-one[0], one[1])):
        head, tail = pairs[index]
        owners: set[object] = set()
        if name in bundle.single_head:
            owners.add(tail)
        if name in bundle.single_tail:
            owners.add((name, head))
        if not owners & taken:
            taken |= owners
            chosen.append((index, name, confidence))
    return [(name, *pairs[index], round(confidence, 4)) for index, name, confidence in sorted(chosen)]
