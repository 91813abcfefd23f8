"""Placing stretches of text in a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation.align import Fold, PlacementError, Placer, is_blank, without_blanks
from tests.annotation.documents import TEXTS, make_document


@given(TEXTS)
def test_every_sentence_of_any_text_is_placed_where_it_stands(text: str) -> None:
    document = make_document(text)
    placer = Placer(document)
    for sentence in document:
        visible = [
            at
            for at in range(sentence.start, sentence.end)
            if not is_blank(document.source[at]) and document.clean(at, at + 1)
        ]
        if visible:
            assert placer.place(sentence.text) == visible


@given(TEXTS, st.data())
def test_any_stretch_is_placed_on_characters_like_its_own(text: str, data: st.DataObject) -> None:
    document = make_document(text)
    start = data.draw(st.integers(0, len(document.text)))
    stretch = document.text[start : data.draw(st.integers(start, len(document.text)))]
    placer = Placer(document)
    if not without_blanks(stretch):
        with pytest.raises(PlacementError, match="no text"):
            placer.place(stretch)
        return
    positions = placer.place(stretch)
    assert positions == sorted(set(positions))
    assert placer.visible("".join(document.source[at] for at in positions)) == placer.visible(stretch)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_fold_makes_exactly_the_connected_characters_equal(pairs: list[tuple[str, str]]) -> None:
    fold = Fold(pairs)
    groups = [{character} for character in "abcdef"]
    for first, second in pairs:
        one = next(group for group in groups if first in group)
        two = next(group for group in groups if second in group)
        if one is not two:
            groups.remove(two)
            one |= two
    for one in "abcdef":
        for two in "abcdef":
            together = any({one, two} <= group for group in groups)
            assert (fold(one) == fold(two)) is together


def test_page_furniture_may_stand_in_a_block() -> None:
    document = make_document("增长6%。\n\n新增\n就业3000人。")
    assert Placer(document).place("新增 就业") == [7, 8, 10, 11]


def test_whole_sentences_go_before_parts_of_others() -> None:
    document = make_document("其中：增长6%。增长6%。")
    assert Placer(document).place("增长6%。")[0] == document.source.rindex("增长")


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty-block"), (" \n\u200b", "empty-block"), ("减少7%", "not-in-report")]
)
def test_what_cannot_be_placed_says_why(text: str, code: str) -> None:
    with pytest.raises(PlacementError) as raised:
        Placer(make_document("增长6%。")).place(text)
    assert raised.value.code == code
    assert raised.value.advice
