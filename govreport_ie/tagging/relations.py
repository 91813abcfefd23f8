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
    confidences = softmax(scores / np.float32(bundle.temperature["relations"]))
    proposed = []
    for index, (head, tail) in enumerate(pairs):
        best = int(scores[index].argmax())
        if best == 0:
            continue
        ends = bundle.relations[names[best - 1]]
        if bundle.labels[mentions[head].label] in ends["head"] and bundle.labels[mentions[tail].label] in ends["tail"]:
            # By the margin, not by the confidence: that is rounded, and a temperature could change the order.
            margin = float(scores[index, best] - np.delete(scores[index], best).max())
            proposed.append((margin, index, best))
    taken: set[object] = set()
    chosen = []
    for _, index, best in sorted(proposed, key=lambda one: (-one[0], one[1])):
        name, (head, tail) = names[best - 1], pairs[index]
        owners: set[object] = set()
        if name in bundle.single_head:
            owners.add(tail)
        if name in bundle.single_tail:
            owners.add((name, head))
        if not owners & taken:
            taken |= owners
            chosen.append((index, best))
    return [
        (names[best - 1], *pairs[index], round(float(confidences[index, best]), 4)) for index, best in sorted(chosen)
    ]
