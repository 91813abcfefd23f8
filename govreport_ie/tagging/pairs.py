"""Pairs of mentions of a sentence: which may be related, and what the pair scorer knows of each besides its words.

Order features make 分别 lists right: a mention knows its place in the run of its own label, so that the i-th name can
find the i-th value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]

DISTANCES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192)
COUNT_CAP = 7
RUN_CAP = 5
# Sizes of the feature columns, in the order of ``pair_features``: the trainer builds one embedding each.
FEATURE_SIZES = (
    2 * len(DISTANCES) + 1,  # signed distance
    COUNT_CAP + 1,  # mentions between
    COUNT_CAP + 1,  # mentions of the head's label between
    COUNT_CAP + 1,  # mentions of the tail's label between
    COUNT_CAP + 1,  # commas between
    COUNT_CAP + 1,  # semicolons between
    (2 * RUN_CAP + 1) * 2,  # difference of the places in the two runs, runs of equal length or not
    RUN_CAP + 1,  # length of the tail's run
    2,  # 分别 or 各 between the head's run and the tail
)


@dataclass(frozen=True)
class SentenceMention:
    """A mention as the pair scorer sees it: clean span and index of its label."""

    start: int
    end: int
    label: int


def allowed_pairs(
    mentions: Sequence[SentenceMention],
    labels: Sequence[str],
    relations: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[tuple[int, int]]:
    """Index pairs (head, tail) whose labels some relation type of the scheme may join."""
    tails: dict[int, set[int]] = {}
    for ends in relations.values():
        for name in ends["head"]:
            tails.setdefault(labels.index(name), set()).update(map(labels.index, ends["tail"]))
    return [
        (i, j)
        for i, head in enumerate(mentions)
        if (fitting := tails.get(head.label))
        for j, tail in enumerate(mentions)
        if i != j and tail.label in fitting
    ]


def pair_features(mentions: Sequence[SentenceMention], pairs: Sequence[tuple[int, int]], text: str) -> IntArray:
    """Feature ids, one row a pair and one column for each of FEATURE_SIZES; ``mentions`` sorted by start.

    ``text`` is the document's clean text, into which the spans point.
    """
    runs = _runs(mentions, text)
    rows = np.zeros((len(pairs), len(FEATURE_SIZES)), np.int64)
    for row, (head, tail) in enumerate(pairs):
        low, high = min(head, tail), max(head, tail)
        between = text[mentions[low].end : mentions[high].start]
        inner = mentions[low + 1 : high]
        head_place, head_length = runs[head]
        tail_place, tail_length = runs[tail]
        step = max(-RUN_CAP, min(RUN_CAP, tail_place - head_place)) + RUN_CAP
        rows[row] = (
            _distance(len(between), head < tail),
            min(COUNT_CAP, len(inner)),
            min(COUNT_CAP, sum(m.label == mentions[head].label for m in inner)),
            min(COUNT_CAP, sum(m.label == mentions[tail].label for m in inner)),
            min(COUNT_CAP, between.count("，") + between.count(",")),
            min(COUNT_CAP, between.count("；") + between.count(";")),
            2 * step + (head_length == tail_length),
            min(RUN_CAP, tail_length),
            int("分别" in between or "各" in between),
        )
    return rows


def _distance(characters: int, forward: bool) -> int:
    bucket = int(np.searchsorted(DISTANCES, characters, side="right"))
    return bucket + (len(DISTANCES) if forward else 0)


def _runs(mentions: Sequence[SentenceMention], text: str) -> list[tuple[int, int]]:
    """Place in, and length of, the run of each mention: neighbours of one label with a short joint between them."""
    result: list[tuple[int, int]] = []
    start = 0
    for index in range(len(mentions) + 1):
        if index < len(mentions) and index > start and _same_run(mentions[index - 1], mentions[index], text):
            continue
        result += [(place, index - start) for place in range(index - start)]
        start = index
    return result


def _same_run(left: SentenceMention, right: SentenceMention, text: str) -> bool:
    joint = text[left.end : right.start].strip()
    return left.label == right.label and len(joint) <= 3 and not set(joint) & set("，；。,;")
