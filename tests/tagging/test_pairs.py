from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.tagging.pairs import FEATURE_SIZES, SentenceMention, allowed_pairs, pair_features

LABELS = ("INDICATOR", "AMOUNT")
RELATIONS = {"VALUE": {"head": ("INDICATOR",), "tail": ("AMOUNT",)}}
TEXT = "进口、出口分别完成3亿元、5亿元。"
NAMES = [SentenceMention(0, 2, 0), SentenceMention(3, 5, 0)]
SUMS = [SentenceMention(9, 12, 1), SentenceMention(13, 16, 1)]


def test_only_pairs_of_the_scheme() -> None:
    assert allowed_pairs([*NAMES, *SUMS], LABELS, RELATIONS) == [(0, 2), (0, 3), (1, 2), (1, 3)]


def test_the_place_in_the_list_tells_the_pairs_apart() -> None:
    pairs = allowed_pairs([*NAMES, *SUMS], LABELS, RELATIONS)
    column = pair_features([*NAMES, *SUMS], pairs, TEXT)[:, 6]
    first_first, first_second, second_first, second_second = column
    assert first_first == second_second
    assert len({first_first, first_second, second_first}) == 3


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 1)), max_size=14),
    st.text(min_size=90),
)
def test_features_stay_within_their_tables(shape: list[tuple[int, int, int]], text: str) -> None:
    mentions, at = [], 0
    for gap, length, label in shape:
        mentions.append(SentenceMention(at + gap, at + gap + length, label))
        at += gap + length
    pairs = [(i, j) for i in range(len(mentions)) for j in range(len(mentions)) if i != j]
    features = pair_features(mentions, pairs, text)
    assert features.shape == (len(pairs), len(FEATURE_SIZES))
    for column, size in enumerate(FEATURE_SIZES):
        assert ((features[:, column] >= 0) & (features[:, column] < size)).all()
