from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary, fold

VOCABULARY = Vocabulary([*SPECIALS, "县", "6", "%", " "])


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_one_id_for_each_character(text: str) -> None:
    ids = VOCABULARY.encode(text)
    assert len(ids) == len(text)
    assert all(0 <= i < len(VOCABULARY) for i in ids)


def test_full_width_is_the_same_character() -> None:
    assert VOCABULARY.encode("６％\u3000") == VOCABULARY.encode("6% ")


def test_a_foreign_character_is_unknown() -> None:
    assert VOCABULARY.encode("鿿") == [VOCABULARY.id_of("[UNK]")]
