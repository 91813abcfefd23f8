"""The frozen document types refuse what breaks the offset contract."""

from __future__ import annotations

import hashlib
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.types.document import Document, DocumentInfo, OffsetMap, Section, Sentence

SOURCE = "全县增\n长6%。**投资**3亿元。"
CLEAN = "全县增长6%。投资3亿元。"
RUNS = ((0, 0, 3), (3, 4, 4), (7, 10, 2), (9, 14, 4))


def document(**changes: Any) -> Document:
    fields: dict[str, Any] = {
        "path": None,
        "sha256": hashlib.sha256(SOURCE.encode()).hexdigest(),
        "characters": len(SOURCE),
        "title": None,
        "region": "云岭县",
        "level": "county",
        "year": 2024,
        "date": "2024-03-12",
        "warnings": (),
        "source": SOURCE,
        "text": CLEAN,
        "offsets": OffsetMap(RUNS),
        "sections": (Section("", "other", None, 0, len(SOURCE)),),
        "sentences": (Sentence(0, 8, "全县增长6%。", 0), Sentence(10, 18, "投资3亿元。", 0)),
    }
    return Document(**{**fields, **changes})


def test_a_right_document_is_made() -> None:
    made = document()
    assert [made.clean(s.start, s.end) for s in made] == [s.text for s in made]
    assert made.section_of(made.sentences[1]).kind == "other"


@pytest.mark.parametrize(("index", "place"), [(0, 0), (2, 2), (3, 4), (6, 7), (7, 10), (8, 11), (9, 14), (12, 17)])
def test_clean_to_source(index: int, place: int) -> None:
    offsets = OffsetMap(RUNS)
    assert offsets.to_source(index) == place
    assert offsets.span_to_clean(place, place + 1) == (index, index + 1)


@pytest.mark.parametrize("index", [-1, 13, 99])
def test_clean_index_outside(index: int) -> None:
    with pytest.raises(IndexError, match="outside"):
        OffsetMap(RUNS).to_source(index)


@pytest.mark.parametrize(("span", "source"), [((0, 7), (0, 8)), ((2, 4), (2, 5)), ((6, 10), (7, 15))])
def test_spans_to_source(span: tuple[int, int], source: tuple[int, int]) -> None:
    assert OffsetMap(RUNS).span_to_source(*span) == source


@pytest.mark.parametrize("span", [(3, 3), (4, 2)])
def test_empty_spans_have_no_source(span: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="empty"):
        OffsetMap(RUNS).span_to_source(*span)


@pytest.mark.parametrize(
    ("source", "clean"), [((3, 4), (3, 3)), ((8, 10), (7, 7)), ((0, 18), (0, 13)), ((50, 60), (13, 13))]
)
def test_spans_to_clean(source: tuple[int, int], clean: tuple[int, int]) -> None:
    assert OffsetMap(RUNS).span_to_clean(*source) == clean


@pytest.mark.parametrize(
    "runs",
    [((1, 0, 3),), ((0, 0, 0),), ((0, 0, -1),), ((0, 4, 3), (3, 2, 4)), ((0, 0, 3), (3, 2, 4)), ((0, 0, 3), (4, 5, 2))],
)
def test_runs_out_of_order_are_refused(runs: tuple[tuple[int, int, int], ...]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        OffsetMap(runs)


def test_empty_map() -> None:
    assert OffsetMap(()).clean_length == 0
    assert OffsetMap(()).span_to_clean(0, 5) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 5)), max_size=20))
def test_every_map_is_invertible(pieces: list[tuple[int, int]]) -> None:
    runs, clean, source = [], 0, 0
    for gap, length in pieces:
        source += gap
        runs.append((clean, source, length))
        clean, source = clean + length, source + length
    offsets = OffsetMap(tuple(runs))
    for index in range(offsets.clean_length):
        place = offsets.to_source(index)
        assert offsets.span_to_clean(place, place + 1) == (index, index + 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"characters": 3}, "characters stated"),
        ({"text": CLEAN[:-1]}, "map covers"),
        ({"offsets": OffsetMap(((0, 9, 13),))}, "behind the end"),
        ({"sentences": (Sentence(0, 8, "全县增长7%。", 0),)}, "not its source stretch"),
        ({"sentences": (Sentence(10, 18, "投资3亿元。", 0), Sentence(0, 8, "全县增长6%。", 0))}, "overlaps"),
        ({"sentences": (Sentence(0, 8, "全县增长6%。", 5),)}, "no section"),
        ({"level": "city"}, "level 'city'"),
    ],
)
def test_what_breaks_the_contract_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        document(**changes)


@pytest.mark.parametrize(("start", "end", "text"), [(3, 3, "好"), (5, 2, "好"), (-1, 2, "好"), (0, 2, "")])
def test_empty_sentences_are_refused(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="is empty"):
        Sentence(start, end, text, 0)


@pytest.mark.parametrize(
    ("kind", "start", "end", "says"), [("goal", 0, 1, "section kind"), ("goals", 3, 1, "not a span")]
)
def test_wrong_sections_are_refused(kind: str, start: int, end: int, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Section("二、工作安排", kind, "2024", start, end)


@pytest.mark.parametrize(
    ("place", "found"), [(0, 0), (7, 0), (8, None), (9, None), (10, 1), (17, 1), (18, None), (99, None)]
)
def test_sentence_at(place: int, found: int | None) -> None:
    made = document()
    assert made.sentence_at(place) == (None if found is None else made.sentences[found])


def test_types_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        document().year = 2025  # type: ignore[misc]


def test_information_without_the_text() -> None:
    info = DocumentInfo(None, "0" * 64, 0, None, None, None, None, None, ())
    assert info.level is None
