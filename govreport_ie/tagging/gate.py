"""The gate: which sentences very likely hold no mention, told by their characters alone.

A sum of weights of hashed one-, two- and three-character sequences scores each sentence, in a small part of the time
that the encoder would need. The threshold is set when the gate is trained, on documents that it was not fitted to
(``learning/gate.py``); what it costs and saves is measured in docs/model.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from govreport_ie.tagging.vocabulary import fold
from govreport_ie.tagging.windows import Piece, Window

LAYOUT = 1  # of the features; weights fit one layout only
BITS = 15
BUCKETS = 1 << BITS
_MULTIPLIERS = np.array([2654435761, 2246822519, 3266489917], np.uint32)
_BREAK = "\0\0"  # in front of each sentence, so that no sequence reaches from one into the next
_DIGIT_ZERO, _DIGIT_NINE = ord("0"), ord("9")


def piece_features(text: str, pieces: Sequence[Piece]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Hashed sequences of all pieces (positions × 3, flattened) and where each piece's begin.

    Characters are folded as the model reads them, and all digits count as one: that there is a number tells, not which.
    """
    folded = fold(text)
    joined = "".join(_BREAK + folded[piece.start : piece.end] for piece in pieces)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32).copy()
    codes[(codes >= _DIGIT_ZERO) & (codes <= _DIGIT_NINE)] = _DIGIT_ZERO
    padded = np.concatenate([codes, np.zeros(2, np.uint32)])
    two = padded[:-2] * np.uint32(31) + padded[1:-1]
    three = two * np.uint32(31) + padded[2:]
    hashes = np.stack([codes, two, three], axis=1) * _MULTIPLIERS >> np.uint32(32 - BITS)
    lengths = np.array([piece.end - piece.start + len(_BREAK) for piece in pieces], np.int64)
    return hashes.astype(np.int64).ravel(), 3 * (np.cumsum(lengths) - lengths)


@dataclass(frozen=True, eq=False)
class Gate:
    """``weights`` (BUCKETS), a bias, and the threshold below which a sentence is closed; -inf closes none."""

    weights: NDArray[np.float32]
    bias: float
    threshold: float

    def piece_scores(self, text: str, pieces: Sequence[Piece]) -> NDArray[np.float32]:
        """One score a piece; the higher, the likelier it holds a mention."""
        if not pieces:
            return np.zeros(0, np.float32)
        features, starts = piece_features(text, pieces)
        counts = np.diff(np.append(starts, len(features)))
        sums = np.add.reduceat(self.weights[features], starts)
        return (sums / np.sqrt(counts) + self.bias).astype(np.float32)

    def open_windows(self, text: str, windows: Sequence[Window], pieces: Sequence[Piece]) -> list[Window]:
        """The windows that have an open piece, without the closed pieces at their ends, in order."""
        if self.threshold == -np.inf:
            return list(windows)
        is_open = self.piece_scores(text, pieces) >= self.threshold
        starts = [piece.start for piece in pieces]
        opened = []
        for window in windows:
            low, high = np.searchsorted(starts, (window.start, window.end))
            inside = [piece for piece, wanted in zip(pieces[low:high], is_open[low:high], strict=True) if wanted]
            if inside:
                opened.append(_cut(window, inside[0].start, inside[-1].end))
        return opened


def _cut(window: Window, start: int, end: int) -> Window:
    """The window with the clean span ``[start, end)`` of its text (a token is a character)."""
    first = window.offset + start - window.start
    text = window.ids[first : first + end - start]
    ids = window.ids[: window.offset] + text + window.ids[window.offset + window.end - window.start :]
    return replace(window, ids=ids, start=start, end=end)
