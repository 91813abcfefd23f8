"""Pairs of mentions of a sentence: which may be related, and what the pair scorer knows of each besides its words.

Order features make 分别 lists right: a mention knows its place in the run of its own label, so that the i-th name can
find the i-th value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    """A mention as the pair scorer sees it: clean span, index of its label, and number of its sentence."""

    start: int
    end: int
    label: int
    sentence: int = 0


def allowed_pairs(
    mentions: Sequence[SentenceMention],
    labels: Sequence[str],
    relations: Mapping[str, Mapping[str, Sequence[str]]],
) -> list[tuple[int, int]]:
    """Index pairs (head, tail) within a sentence whose labels some relation type of the scheme may join.

    ``mentions`` of one sentence follow each other.
    """
    tails: dict[int, set[int]] = {}
    for ends in relations.values():
        for name in ends["head"]:
            tails.setdefault(labels.index(name), set()).update(map(labels.index, ends["tail"]))
    pairs = []
    for _, group in groupby(enumerate(mentions), lambda one: one[1].sentence):
        sentence = list(group)
        for i, head in sentence:
            if fitting := tails.get(head.label):
                pairs += [(i, j) for j, tail in sentence if i != j and tail.label in fitting]
    return pairs


def pair_features(mentions: Sequence[SentenceMention], pairs: Sequence[tuple[int, int]], text: str) -> IntArray:
    """Feature ids, one row a pair and one column for each of FEATURE_SIZES; ``mentions`` sorted by start.

    ``text`` is the document's clean text, into which the spans point.
    """
    if not pairs:
        return np.zeros((0, len(FEATURE_SIZES)), np.int64)
    starts, ends, labels = np.array([(m.start, m.end, m.label) for m in mentions], np.int64).T
    first = int(starts.min())
    codes = np.frombuffer(text[first : int(ends.max())].encode("utf-32-le", "surrogatepass"), "<u4")
    commas, semicolons, every = (_before(np.isin(codes, [*map(ord, marks)])) for marks in ("，,", "；;", "各"))
    each = _before((codes == ord("分")) & (np.append(codes[1:], 0) == ord("别")))
    place, length = np.array(_runs(mentions, text), np.int64).T
    head, tail = np.array(pairs, np.int64).T
    low, high = np.minimum(head, tail), np.maximum(head, tail)
    gap, gap_end = ends[low] - first, starts[high] - first
    of_label = _before(labels[:, None] == np.arange(labels.max() + 1))
    step = np.clip(place[tail] - place[head], -RUN_CAP, RUN_CAP) + RUN_CAP
    columns = (
        np.searchsorted(DISTANCES, gap_end - gap, side="right") + len(DISTANCES) * (head < tail),
        high - low - 1,
        of_label[high, labels[head]] - of_label[low + 1, labels[head]],
        of_label[high, labels[tail]] - of_label[low + 1, labels[tail]],
        commas[gap_end] - commas[gap],
        semicolons[gap_end] - semicolons[gap],
        2 * step + (length[head] == length[tail]),
        length[tail],
        # The two characters of 分别 both lie in the gap.
        every[gap_end] - every[gap] + each[np.maximum(gap, gap_end - 1)] - each[gap],
    )
    # What is more than a table knows counts as the most that it knows.
    features: IntArray = np.minimum(np.stack(columns, axis=1), np.array(FEATURE_SIZES) - 1)
    return features


def _before(flags: NDArray[np.bool_]) -> IntArray:
    """How many of the flags are set in front of each place, the end included (along the first axis)."""
    counts = np.zeros((len(flags) + 1, *flags.shape[1:]), np.int64)
    np.cumsum(flags, axis=0, out=counts[1:])
    return counts


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
    if left.label != right.label or left.sentence != right.sentence:
        return False
    joint = text[left.end : right.start].strip()
    return len(joint) <= 3 and not set(joint) & set("，；。,;")
