from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from govreport_ie.tagging.spans import best_path, best_paths, softmax, spans_of_path, tag_names, transition_matrix

LABELS = ("AMOUNT", "PROJECT")
TAGS = tag_names(LABELS)
SCORES = st.integers(0, 12).flatmap(lambda n: arrays(np.float32, (n, len(TAGS)), elements=st.floats(-5, 5, width=32)))


def scores_of(tags: list[str]) -> np.ndarray:
    scores = np.zeros((len(tags), len(TAGS)), np.float32)
    for row, tag in enumerate(tags):
        scores[row, TAGS.index(tag)] = 9
    return scores


def decode(scores: np.ndarray) -> list[tuple[int, int, str]]:
    spans = spans_of_path(best_path(scores, *transition_matrix(LABELS)), softmax(scores))
    return [(span.start, span.end, LABELS[span.label]) for span in spans]


def test_tags_give_spans() -> None:
    tags = ["O", "B-AMOUNT", "I-AMOUNT", "E-AMOUNT", "S-PROJECT", "O"]
    assert decode(scores_of(tags)) == [(1, 4, "AMOUNT"), (4, 5, "PROJECT")]


def test_an_unfinished_span_is_not_legal() -> None:
    scores = scores_of(["B-AMOUNT", "I-AMOUNT", "O"])
    scores[1, TAGS.index("E-AMOUNT")] = 5
    assert decode(scores) == [(0, 2, "AMOUNT")]


@given(SCORES)
def test_any_scores_give_legal_spans_in_order(scores: np.ndarray) -> None:
    path = best_path(scores, *transition_matrix(LABELS))
    assert len(path) == len(scores)
    end = 0
    for span in spans_of_path(path, softmax(scores)):
        assert end <= span.start < span.end <= len(scores)
        assert 0 <= span.confidence <= 1
        end = span.end
    opened = sum(TAGS[tag][0] in "BS" for tag in path)
    closed = sum(TAGS[tag][0] in "ES" for tag in path)
    assert opened == closed == len(spans_of_path(path, softmax(scores)))


@given(SCORES)
def test_no_legal_path_scores_higher_by_one_change(scores: np.ndarray) -> None:
    pairs, first, last = transition_matrix(LABELS)
    path = best_path(scores, pairs, first, last)

    def score(tags: list[int]) -> float:
        if not tags:
            return 0.0
        steps = sum(float(pairs[a, b]) for a, b in pairwise(tags))
        return float(first[tags[0]] + last[tags[-1]]) + steps + sum(float(scores[i, t]) for i, t in enumerate(tags))

    best = score(path)
    for position in range(len(path)):
        for tag in range(len(TAGS)):
            assert score([*path[:position], tag, *path[position + 1 :]]) <= best + 1e-3


@given(SCORES, st.integers(0, 12))
def test_the_short_cut_gives_the_score_of_the_best_path(scores: np.ndarray, cut: int) -> None:
    cut = min(cut, len(scores))
    matrix = transition_matrix(LABELS)
    bounds = [(0, cut), (cut, len(scores))]
    for (start, end), path in zip(bounds, best_paths(scores, bounds, *matrix), strict=True):
        best = best_path(scores[start:end], *matrix)
        rows = np.arange(start, end)
        assert np.isclose(scores[rows, path].sum(), scores[rows, best].sum())
        for left, right in pairwise(path):
            assert matrix[0][left, right] == 0
