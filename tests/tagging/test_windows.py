import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from govreport_ie.reading import read_text
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary
from govreport_ie.tagging.windows import make_windows, reference_kind, sentence_pieces

VOCABULARY = Vocabulary(
    [*SPECIALS, *(f"[S{i}]" for i in range(16)), *"一二三四五六七八九十县市项目完成亿元，。；0123456789%"]
)
SENTENCE = st.text("县市项目完成亿元，；0123456789%", min_size=1, max_size=60).map(lambda s: f"全{s}。")
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=6).map("".join), min_size=1, max_size=5)


@pytest.mark.parametrize(
    ("reference", "year", "kind"),
    [
        ("2023", 2024, "past"),
        ("2024", 2024, "coming"),
        ("2016/2020", 2021, "past_span"),
        ("2021/2025", 2021, "coming_span"),
        ("2024-H1", 2024, "coming"),
        (None, 2024, "none"),
        ("-", 2024, "none"),
        ("2023", None, "none"),
    ],
)
def test_reference_kind(reference: str | None, year: int | None, kind: str) -> None:
    assert reference_kind(reference, year) == kind


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS, st.sampled_from([8, 40, 224]))
def test_windows_cover_every_sentence_once(paragraphs: list[str], limit: int) -> None:
    document = read_text("\n".join(paragraphs))
    windows, pieces = make_windows(document, VOCABULARY, limit)
    covered = "".join(document.text[piece.start : piece.end] for piece in pieces)
    assert covered == "".join(sentence.text for sentence in document.sentences)
    for window in windows:
        assert window.end - window.start <= limit
        assert len(window.ids) == window.offset + window.end - window.start + 1
    for piece in pieces:
        assert sum(w.start <= piece.start and piece.end <= w.end for w in windows) == 1


@settings(max_examples=30, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_a_paragraph_added_behind_changes_no_window_in_front(paragraphs: list[str], more: list[str]) -> None:
    alone = read_text("\n".join(paragraphs), year=2024)
    padded = read_text("\n".join([*paragraphs, *more]), year=2024)
    # What reading makes of the structure of random text may change with more text; windows follow it.
    structure, padded_structure = (
        [(section.kind, section.reference, section.heading) for section in document.sections]
        for document in (alone, padded)
    )
    assume(structure == padded_structure)
    windows = make_windows(alone, VOCABULARY, 60)[0]
    padded_windows = make_windows(padded, VOCABULARY, 60)[0]
    assert windows == padded_windows[: len(windows)]


@given(st.text("县，；一", min_size=1, max_size=200), st.integers(4, 50))
def test_pieces_lose_nothing(text: str, limit: int) -> None:
    pieces = list(sentence_pieces(text, 0, len(text), limit))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(end - start <= limit for start, end in pieces)
