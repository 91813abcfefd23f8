from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.tagging.pairs import DISTANCES, FEATURE_SIZES, RUN_CAP, SentenceMention, allowed_pairs, pair_features

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


SHAPES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.integers(0, 1)), max_size=14)
ANY_TEXT = st.text(st.sampled_from("，；,;各分别、的甲") | st.characters(), min_size=14 * 7)


def placed(shape: list[tuple[int, int, int]]) -> list[SentenceMention]:
    mentions, at = [], 0
    for gap, length, label in shape:
        mentions.append(SentenceMention(at + gap, at + gap + length, label))
        at += gap + length
    return mentions


@given(SHAPES, ANY_TEXT)
def test_features_stay_within_their_tables(shape: list[tuple[int, int, int]], text: str) -> None:
    mentions = placed(shape)
    pairs = [(i, j) for i in range(len(mentions)) for j in range(len(mentions)) if i != j]
    features = pair_features(mentions, pairs, text)
    assert features.shape == (len(pairs), len(FEATURE_SIZES))
    for column, size in enumerate(FEATURE_SIZES):
        assert ((features[:, column] >= 0) & (features[:, column] < size)).all()


@given(SHAPES, st.integers(0, 14), ANY_TEXT)
def test_sentences_read_together_have_the_features_of_each_alone(
    shape: list[tuple[int, int, int]], cut: int, text: str
) -> None:
    mentions = [replace(mention, sentence=int(i >= cut)) for i, mention in enumerate(placed(shape))]
    pairs = allowed_pairs(mentions, LABELS, RELATIONS)
    alone = []
    for part in (mentions[:cut], mentions[cut:]):
        alone += pair_features(part, allowed_pairs(part, LABELS, RELATIONS), text).tolist()
    assert pair_features(mentions, pairs, text).tolist() == alone


def test_each_column_tells_what_it_says() -> None:
    text = "甲、乙，丙；分别3亿元，各5亿元"
    mentions = [
        SentenceMention(start, start + length, label)
        for start, length, label in ((0, 1, 0), (2, 1, 0), (4, 1, 0), (8, 3, 1), (13, 3, 1))
    ]
    first, last = pair_features(mentions, [(0, 3), (4, 2)], text)
    ahead = len(DISTANCES)
    assert first.tolist() == [ahead + 6, 2, 2, 0, 1, 1, 2 * RUN_CAP, 1, 1]
    assert last.tolist() == [7, 1, 1, 0, 1, 1, 2 * RUN_CAP + 1, 1, 1]
