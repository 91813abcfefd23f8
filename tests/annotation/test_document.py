"""Annotated documents refuse what cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.types.mention import Mention, TaggedDocument
from tests.annotation.documents import annotate, annotated_documents

GOOD = annotate(
    "产值完成3亿元，增长6%。新增就业3000人。",
    [
        ("INDICATOR", "产值"),
        ("AMOUNT", "3亿元"),
        ("GROWTH_RATE", "6%"),
        ("INDICATOR", "就业"),
        ("QUANTITY", "3000人"),
    ],
    [("VALUE", 0, 1), ("GROWTH", 0, 2), ("VALUE", 3, 4)],
)


@given(annotated_documents())
def test_sentences_share_out_all_mentions_and_relations(annotated: AnnotatedDocument) -> None:
    sentences = list(annotated)
    assert tuple(mention for item in sentences for mention in item.mentions) == annotated.mentions
    assert sorted(map(str, (arc for item in sentences for arc in item.relations))) == sorted(
        map(str, annotated.relations)
    )
    assert [(item.sentence.start, item.reference) for item in sentences] == list(annotated.references)
    for item in sentences:
        for mention in item.mentions:
            assert item.sentence.start <= mention.start < item.sentence.end


@pytest.mark.parametrize("id", ["", "a/b", "a\\b", " a", "a\n", "a\0"])
def test_ids_are_file_names(id: str) -> None:
    with pytest.raises(ValueError, match="document id"):
        replace(GOOD, id=id)


@pytest.mark.parametrize("note", ["two\nlines", " edge", "two  blanks"])
def test_notes_are_one_line(note: str) -> None:
    with pytest.raises(ValueError, match="note"):
        replace(GOOD, note=note)


@pytest.mark.parametrize(
    "references", [(), ((0, "2023"),), ((0, "2023"), (3, "2023")), ((0, "2023"), (13, "2023"), (13, "2024"))]
)
def test_each_sentence_with_a_mention_has_one_reference(references: tuple[tuple[int, str], ...]) -> None:
    with pytest.raises(ValueError, match="reference period"):
        replace(GOOD, references=references)


def test_mentions_stand_in_order() -> None:
    mentions = tuple(reversed(GOOD.mentions))
    with pytest.raises(ValueError, match="order of the text"):
        replace(GOOD, tagged=TaggedDocument(GOOD.document, mentions, GOOD.relations))


def test_relations_are_given_once() -> None:
    tagged = TaggedDocument(GOOD.document, GOOD.mentions, GOOD.relations + GOOD.relations[:1])
    with pytest.raises(ValueError, match="given twice"):
        replace(GOOD, tagged=tagged)


def test_mentions_stand_inside_sentences() -> None:
    document = GOOD.document
    gap = replace(document, sentences=document.sentences[1:])
    mention = Mention("I0", "INDICATOR", 0, 2, "产值")
    with pytest.raises(ValueError, match="outside every sentence"):
        AnnotatedDocument("x", TaggedDocument(gap, (mention,), ()), ((0, "2023"),))
