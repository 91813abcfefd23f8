"""Mention texts that mostly carry one label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.annotation.checks.mention_texts import MixedText, mixed_texts
from govreport_ie.annotation.checks.settings import TextLimits
from tests.annotation.checks.reports import Labels, report

LIMITS = TextLimits(count=3, share=0.7, listed=10)


def usual(number: int) -> list[AnnotatedDocument]:
    """Reports in which 工业产值 is an INDICATOR."""
    return [report(f"u{index}", f"第{index}年工业产值3亿元。") for index in range(number)]


def mixed(*others: AnnotatedDocument, number: int = 4, limits: TextLimits = LIMITS) -> list[MixedText]:
    return [entry for entry in mixed_texts({"train": usual(number), "dev": others}, limits) if entry.text == "工业产值"]


def test_a_free_place_and_another_label_are_exceptions() -> None:
    (entry,) = mixed(report("free", "本县工业产值很高。3亿元。", [("AMOUNT", "3亿元")]))
    assert (entry.label, entry.count, entry.share) == ("INDICATOR", 4, 0.8)
    assert [(place.split, place.document, place.start, place.label) for place in entry.exceptions] == [
        ("dev", "free", 2, None)
    ]
    (entry,) = mixed(report("other", mentions=[("PROJECT", "工业产值")]))
    assert [place.label for place in entry.exceptions] == ["PROJECT"]


@pytest.mark.parametrize(
    ("source", "mentions"),
    [
        ("规上工业产值3亿元。", [("INDICATOR", "规上工业产值")]),
        ("工业产值3亿元。", [("INDICATOR", "工业产值")]),
        ("工业产值增速3%。", [("INDICATOR", "产值增速")]),
        ("工业总产值3亿元。", [("AMOUNT", "3亿元")]),
    ],
)
def test_places_inside_other_mentions_do_not_count(source: str, mentions: Labels) -> None:
    assert mixed(report("x", source, mentions)) == []


def test_headings_do_not_count() -> None:
    annotated = report("x", "工业产值。工业产值3亿元。", [("AMOUNT", "3亿元")])
    heading, sentence = annotated.document.sentences
    document = replace(annotated.document, sentences=(replace(heading, heading=True), sentence))
    (entry,) = mixed(replace(annotated, tagged=replace(annotated.tagged, document=document)))
    assert [place.start for place in entry.exceptions] == [5]


def test_rare_or_undecided_texts_are_left_out() -> None:
    free = report("free", "工业产值高。", [])
    assert mixed(free, number=2) == []
    assert len(mixed(free, number=3)) == 1
    assert mixed(free, report("free2", "工业产值低。工业产值高。", []), number=3) == []


def test_a_number_is_not_found_in_a_longer_number() -> None:
    values = [report(f"v{index}", "建成3个。", [("QUANTITY", "3个")]) for index in range(4)]
    others = report("x", "建成13个，1.3个，三3个，共3个。", [])
    (entry,) = mixed_texts({"train": values, "dev": [others]}, LIMITS)
    assert [place.start for place in entry.exceptions] == [others.document.source.index("共3个") + 1]


def test_the_clearest_stand_in_front() -> None:
    values = [report(f"v{index}", "建成3个。", [("QUANTITY", "3个")]) for index in range(6)]
    free = report("free", "工业产值高，共3个。", [])
    found = mixed_texts({"train": [*usual(4), *values], "dev": [free]}, LIMITS)
    assert [entry.text for entry in found] == ["3个", "工业产值"]
    assert found[0].to_dict()["share"] == round(6 / 7, 4)
