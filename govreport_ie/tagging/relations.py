"""From pair scores to relations: the likeliest type of each pair, and one head where the data have one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from govreport_ie.tagging.bundle import Bundle
from govreport_ie.tagging.pairs import SentenceMention

Chosen = tuple[str, int, int, float]


def choose_relations(
    bundle: Bundle,
    mentions: Sequence[SentenceMention],
    pairs: Sequence[tuple[int, int]],
    probabilities: NDArray[np.float32],
) -> list[Chosen]:
    """Relations as (type, head index, tail index, confidence); ``probabilities`` is pairs × (none, types…).

    Among the types of ``bundle.single_head`` a tail keeps only its likeliest head.
    """
    names = list(bundle.relations)
    found: list[Chosen] = []
    for (head, tail), row in zip(pairs, probabilities, strict=True):
        best = int(row.argmax())
        if best == 0:
            continue
        ends = bundle.relations[names[best - 1]]
        if bundle.labels[mentions[head].label] in ends["head"] and bundle.labels[mentions[tail].label] in ends["tail"]:
            found.append((names[best - 1], head, tail, round(float(row[best]), 4)))
    return _single_heads(found, bundle.single_head)


def _single_heads(found: Sequence[Chosen], single: frozenset[str]) -> list[Chosen]:
    best: dict[int, Chosen] = {}
    for relation in found:
        kept = best.get(relation[2])
        if relation[0] in single and (kept is None or relation[3] > kept[3]):
            best[relation[2]] = relation
    return [relation for relation in found if relation[0] not in single or best[relation[2]] is relation]
