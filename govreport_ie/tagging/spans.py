"""BIOES tags to labelled spans, by the best legal path."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


def tag_names(labels: Sequence[str]) -> list[str]:
    """``O`` and, for each label, its B, I, E and S tag, in the order of the model's outputs."""
    return ["O"] + [f"{mark}-{label}" for label in labels for mark in "BIES"]


def transition_matrix(labels: Sequence[str]) -> tuple[Array, Array, Array]:
    """Additive scores (0 or FORBIDDEN) of tag pairs (from × to), of the first and of the last tag."""
    tags = tag_names(labels)
    size = len(tags)
    inside = np.array([tag[0] in "BI" for tag in tags])
    opens = np.array([tag[0] in "OBS" for tag in tags])
    label = np.array([tag[2:] for tag in tags])
    legal = np.where(inside[:, None], ~opens[None, :] & (label[:, None] == label[None, :]), opens[None, :])
    pairs = np.where(legal, 0, FORBIDDEN).astype(np.float32)
    first = np.where(opens, 0, FORBIDDEN).astype(np.float32)
    last = np.where(inside, FORBIDDEN, 0).astype(np.float32)
    assert pairs.shape == (size, size)
    return pairs, first, last


def best_path(scores: Array, pairs: Array, first: Array, last: Array) -> list[int]:
    """Viterbi: the legal tag sequence with the highest sum of ``scores`` (characters × tags)."""
    length = len(scores)
    if not length:
        return []
    best, arriving, tags = scores[0] + first, np.ascontiguousarray(pairs.T), np.arange(scores.shape[1])
    back = []
    for row in scores[1:]:
        paths = arriving + best  # to × from
        before = paths.argmax(axis=1)
        back.append(before)
        best = paths[tags, before] + row
    path = [int((best + last).argmax())]
    for before in reversed(back):
        path.append(int(before[path[-1]]))
    return path[::-1]


def best_paths(
    scores: Array, bounds: Sequence[tuple[int, int]], pairs: Array, first: Array, last: Array
) -> Iterator[list[int]]:
    """The best legal tag sequence of each stretch ``bounds`` of a window's ``scores`` (characters × tags)."""
    greedy = scores.argmax(axis=1)
    tags = greedy.tolist()
    breaks = np.flatnonzero(pairs[greedy[:-1], greedy[1:]]).tolist()  # behind these characters the step is not legal
    for start, end in bounds:
        # The best tag of every character is the best path wherever that path is legal, which it nearly always is.
        legal = start == end or not (
            first[tags[start]] or last[tags[end - 1]] or any(start <= at < end - 1 for at in breaks)
        )
        yield tags[start:end] if legal else best_path(scores[start:end], pairs, first, last)


@dataclass(frozen=True)
class LabelledSpan:
    """Half-open span with its label's index and the geometric mean of its tags' probabilities."""

    start: int
    end: int
    label: int
    confidence: float

    def moved(self, by: int) -> LabelledSpan:
        """The span ``by`` characters further on."""
        return LabelledSpan(self.start + by, self.end + by, self.label, self.confidence)


def spans_of_path(path: Sequence[int], probabilities: Array) -> list[LabelledSpan]:
    """Spans of a legal path; tag ids as in ``tag_names`` (0 is O, then B I E S of each label)."""
    chosen = np.log(np.maximum(probabilities[np.arange(len(path)), np.array(path, np.intp)], 1e-9))
    sums = [0.0, *np.cumsum(chosen, dtype=np.float64).tolist()]
    spans, start = [], 0
    for position, tag in enumerate(path):
        if tag == 0:
            continue
        label, mark = divmod(tag - 1, 4)
        if mark in (0, 3):
            start = position
        if mark in (2, 3):
            end = position + 1
            confidence = math.exp((sums[end] - sums[start]) / (end - start))
            spans.append(LabelledSpan(start, end, label, min(1.0, confidence)))
    return spans


def softmax(scores: Array) -> Array:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
