import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.tagging.gate import BUCKETS, Gate, piece_features
from govreport_ie.tagging.windows import Piece, Window

WEIGHTS = np.random.default_rng(1).normal(size=BUCKETS).astype(np.float32)
TEXTS = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8)


def pieces_of(texts: list[str]) -> list[Piece]:
    ends = np.cumsum([len(text) for text in texts])
    return [
        Piece(int(end) - len(text), int(end), index) for index, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]


def gate(threshold: float = 0.0) -> Gate:
    return Gate(WEIGHTS, 0.25, threshold)


@given(TEXTS)
def test_a_piece_scores_the_same_whatever_stands_beside_it(texts: list[str]) -> None:
    together = gate().piece_scores("".join(texts), pieces_of(texts))
    alone = [gate().piece_scores(text, pieces_of([text]))[0] for text in texts]
    np.testing.assert_array_equal(together, alone)


@given(TEXTS)
def test_every_sequence_has_a_bucket(texts: list[str]) -> None:
    features, starts = piece_features("".join(texts), pieces_of(texts))
    assert len(starts) == len(texts)
    assert len(features) == 3 * sum(len(text) + 2 for text in texts)
    assert features.min() >= 0
    assert features.max() < BUCKETS


def test_digits_are_one_character_to_the_gate() -> None:
    scores = gate().piece_scores("增长7%增长3%", pieces_of(["增长7%", "增长3%"]))
    assert scores[0] == scores[1]


def test_full_width_characters_are_folded_as_for_the_model() -> None:
    scores = gate().piece_scores("率６２．５％率62.5%", pieces_of(["率６２．５％", "率62.5%"]))
    assert scores[0] == scores[1]


def windows_of(pieces: list[Piece], *groups: slice) -> list[Window]:
    """Windows with a prefix of two tokens (1, 2), the clean position + 10 as the id of a character, and an end mark."""
    windows = []
    for group in groups:
        start, end = pieces[group][0].start, pieces[group][-1].end
        windows.append(Window((1, 2, *range(start + 10, end + 10), 3), 2, start, end))
    return windows


@given(TEXTS, st.floats(-2, 2))
def test_open_windows_hold_every_open_piece_and_nothing_closed_at_their_ends(
    texts: list[str], threshold: float
) -> None:
    text, pieces = "".join(texts), pieces_of(texts)
    half = (len(pieces) + 1) // 2
    windows = windows_of(pieces, slice(0, half), *([slice(half, None)] if half < len(pieces) else []))
    scores = gate().piece_scores(text, pieces)
    opened = gate(threshold).open_windows(text, windows, pieces)
    for piece, score in zip(pieces, scores, strict=True):
        holders = [window for window in opened if window.start <= piece.start and piece.end <= window.end]
        if score >= threshold:
            assert len(holders) == 1
        else:
            assert all(window.start < piece.start and piece.end < window.end for window in holders)
    for window in opened:
        assert window.ids == (1, 2, *range(window.start + 10, window.end + 10), 3)


def test_a_gate_without_threshold_reads_everything() -> None:
    pieces = pieces_of(["一", "二二"])
    windows = windows_of(pieces, slice(0, 2))
    assert gate(-np.inf).open_windows("一二二", windows, pieces) == windows


def test_an_empty_document_has_no_window() -> None:
    assert gate().open_windows("", [], []) == []
