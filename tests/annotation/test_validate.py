"""The rules of the scheme: each one fires where it must and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument, Scheme, default_scheme, validate
from govreport_ie.types.mention import Mention, Relation, TaggedDocument
from tests.annotation.documents import annotate, annotated_documents

Labels = list[tuple[str, str]]
Arcs = list[tuple[str, int, int]]


def codes(annotated: AnnotatedDocument, severity: str) -> list[str]:
    return [misfit.code for misfit in validate(annotated) if misfit.severity == severity]


def test_a_sound_annotation_has_no_misfit() -> None:
    annotated = annotate(
        "2023年，“送戏下乡”1500场，产值-3.2%，居第三。《云岭规划》总投资3亿元。",
        [
            ("PERIOD", "2023年"),
            ("INDICATOR", "“送戏下乡”"),
            ("QUANTITY", "1500场"),
            ("INDICATOR", "产值"),
            ("GROWTH_RATE", "-3.2%"),
            ("RANK", "第三"),
            ("PROJECT/planned", "《云岭规划》"),
            ("AMOUNT", "3亿元"),
        ],
        [("VALUE", 1, 2), ("GROWTH", 3, 4), ("RANKED", 3, 5), ("PERIOD", 2, 0), ("INVESTMENT", 6, 7)],
    )
    assert validate(annotated) == []


@pytest.mark.parametrize(
    ("source", "mentions", "relations", "code"),
    [
        ("产值3亿元 ，", [("INDICATOR", "产值"), ("AMOUNT", "3亿元 ")], [("VALUE", 0, 1)], "blank-edge"),
        (
            "产值\u30003亿元",
            [("INDICATOR", "产值"), ("AMOUNT", "\u30003亿元")],
            [("VALUE", 0, 1)],
            "blank-edge",
        ),
        (
            "产值，3亿元",
            [("INDICATOR", "产值，"), ("AMOUNT", "3亿元")],
            [("VALUE", 0, 1)],
            "punctuation-edge",
        ),
        (
            "产值、3亿元",
            [("INDICATOR", "产值"), ("AMOUNT", "、3亿元")],
            [("VALUE", 0, 1)],
            "punctuation-edge",
        ),
        ("产值”3亿元", [("INDICATOR", "产值"), ("AMOUNT", "”3亿元")], [("VALUE", 0, 1)], "punctuation-edge"),
        ("产值提升", [("INDICATOR", "产值")], [], "unlinked"),
        ("产值3亿元", [("INDICATOR", "产值"), ("AMOUNT", "3亿元")], [("VALUE", 1, 0)], "wrong-relation"),
        (
            "产值3亿元",
            [("INDICATOR", "产值"), ("AMOUNT", "3亿元")],
            [("VALUE", 0, 1), ("AGE", 0, 1)],
            "wrong-relation",
        ),
        (
            "产值。3亿元",
            [("INDICATOR", "产值"), ("AMOUNT", "3亿元")],
            [("VALUE", 0, 1)],
            "relation-across-sentences",
        ),
        ("建路。桥", [("PROJECT", "路。桥")], [], "mention-across-sentences"),
        ("建路", [("PROJECT/dreamt", "路")], [], "bad-stage"),
        ("3亿元", [("AMOUNT/signed", "3亿元")], [], "bad-stage"),
    ],
)
def test_broken_rules_are_errors(source: str, mentions: Labels, relations: Arcs, code: str) -> None:
    assert codes(annotate(source, mentions, relations), "error") == [code]


@pytest.mark.parametrize(
    ("source", "label", "text"),
    [
        ("达3亿元", "AMOUNT", "3亿元"),
        ("全年平稳", "PERIOD", "全年"),
        ("居第三", "RANK", "第三"),
        ("增6%", "TARGET", "6%"),
    ],
)
def test_unlinked_values_and_periods_are_warnings(source: str, label: str, text: str) -> None:
    annotated = annotate(source, [(label, text)])
    assert (codes(annotated, "warning"), codes(annotated, "error")) == (["unlinked"], [])


def test_bad_references_are_errors() -> None:
    assert codes(annotate("建路", [("PROJECT", "路")], reference="2023年"), "error") == ["bad-reference"]


def test_labels_of_another_scheme_are_errors() -> None:
    scheme = Scheme("other", "1", (), (), (), ".*")
    assert [misfit.code for misfit in validate(annotate("建路", [("PROJECT", "路")]), scheme=scheme)] == [
        "unknown-label"
    ]


def test_places_are_named() -> None:
    annotated = annotate("产值提升", [("INDICATOR", "产值")])
    assert validate(annotated)[0].file == "yunling_2024"
    misfit = validate(annotated, file="a.jsonl", lines={"I0": 7})[0]
    assert str(misfit).startswith("a.jsonl:7: error [unlinked]")


@given(annotated_documents())
def test_every_indicator_without_link_is_found(annotated: AnnotatedDocument) -> None:
    linked = {arc.head for arc in annotated.relations if arc.type in ("VALUE", "GROWTH", "RANKED")}
    bare = [m for m in annotated.mentions if m.label == "INDICATOR" and m.id not in linked]
    found = [m for m in validate(annotated) if m.code == "unlinked" and m.severity == "error"]
    assert len(found) == len(bare)


def test_arcs_to_a_second_sentence_name_both_ends() -> None:
    annotated = annotate("产值。3亿元", [("INDICATOR", "产值"), ("AMOUNT", "3亿元")])
    arcs = (Relation("VALUE", "I0", "A3"),)
    crossing = replace(annotated, tagged=TaggedDocument(annotated.document, annotated.mentions, arcs))
    misfit = next(m for m in validate(crossing) if m.code == "relation-across-sentences")
    assert "产值" in misfit.text
    assert "3亿元" in misfit.text


def test_default_scheme_is_used() -> None:
    annotated = annotate("产值提升", [("INDICATOR", "产值")])
    assert validate(annotated) == validate(annotated, scheme=default_scheme())
    assert isinstance(annotated.mentions[0], Mention)
