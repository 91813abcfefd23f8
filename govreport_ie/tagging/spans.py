"""BIOES tags to labelled spans, by the best legal path."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
    best = scores[0] + first
    back = np.zeros((length, scores.shape[1]), np.int16)
    for position in range(1, length):
        paths = best[:, None] + pairs
        back[position] = paths.argmax(axis=0)
        best = paths[back[position], np.arange(len(best))] + scores[position]
    tag = int((best + last).argmax())
    path = [tag]
    for position in range(length - 1, 0, -1):
        tag = int(back[position, tag])
        path.append(tag)
    return path[::-1]


def best_paths(
    scores: Array, bounds: Sequence[tuple[int, int]], pairs: Array, first: Array, last: Array
) -> Iterator[list[int]]:
    """The best legal tag sequence of each stretch ``bounds`` of a window's ``scores`` (characters × tags)."""
    greedy = scores.argmax(axis=1)
    for start, end in bounds:
        tags = greedy[start:end]
        # The best tag of every character is the best path wherever that path is legal, which it nearly always is.
        legal = len(tags) == 0 or (not first[tags[0]] and not last[tags[-1]] and not pairs[tags[:-1], tags[1:]].any())
        yield tags.tolist() if legal else best_path(scores[start:end], pairs, first, last)


@dataclass(frozen=True)
class LabelledSpan:
    """Half-open span with its label's index and the geometric mean of its tags' probabilities."""

    start: int
    end: int
    label: int
    confidence: float

    def moved(self, by: int) -> LabelledSpan:
        """The span ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by)


def spans_of_path(path: Sequence[int], probabilities: Array) -> list[LabelledSpan]:
    """Spans of a legal path; tag ids as in ``tag_names`` (0 is O, then B I E S of each label)."""
    spans, start = [], 0
    for position, tag in enumerate(path):
        if tag == 0:
            continue
        label, mark = divmod(tag - 1, 4)
        if mark in (0, 3):
            start = position
        if mark in (2, 3):
            chosen = probabilities[np.arange(start, position + 1), list(path[start : position + 1])]
            confidence = float(np.exp(np.log(np.maximum(chosen, 1e-9)).mean()))
            spans.append(LabelledSpan(start, position + 1, label, min(1.0, confidence)))
    return spans


def softmax(scores: Array) -> Array:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
