"""The rules of the scheme, graded for a gold set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govreport_ie.annotation import AnnotatedDocument, CheckSettings, default_scheme
from govreport_ie.annotation.checks.structure import structure
from govreport_ie.types.mention import Relation, TaggedDocument
from tests.annotation.checks.reports import Arcs, Labels, report

SETTINGS = CheckSettings.load()


def codes(annotated: AnnotatedDocument, settings: CheckSettings = SETTINGS) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in structure("train", annotated, default_scheme(), settings)]


def test_a_sound_report_has_no_finding() -> None:
    assert codes(report("a")) == []


@pytest.mark.parametrize(
    ("source", "mentions", "finding"),
    [
        ("投入3亿元", [("AMOUNT", "3亿元")], ("unlinked-amount", "advice")),
        ("共有3家", [("QUANTITY", "3家")], ("unlinked-quantity", "advice")),
        ("增长3%", [("GROWTH_RATE", "3%")], ("unlinked-growth_rate", "advice")),
        ("力争3家", [("TARGET", "3家")], ("unlinked-target", "advice")),
        ("工业产值提升", [("INDICATOR", "工业产值")], ("unlinked-indicator", "warning")),
        ("年内建成", [("PERIOD", "年内")], ("unlinked-period", "warning")),
        ("居全市第三", [("RANK", "全市第三")], ("unlinked-rank", "warning")),
        ("建成云溪路，", [("PROJECT", "云溪路，")], ("punctuation-edge", "error")),
        ("建成 云溪路", [("PROJECT", " 云溪路")], ("blank-edge", "error")),
        ("建成“云溪路", [("PROJECT", "“云溪路")], ("lone-sign", "error")),
    ],
)
def test_each_rule_has_its_weight(source: str, mentions: Labels, finding: tuple[str, str]) -> None:
    assert codes(report("a", source, mentions)) == [finding]


@pytest.mark.parametrize(
    ("source", "arcs", "code"),
    [
        ("工业产值3亿元", [("VALUE", 1, 0)], "wrong-relation"),
        ("工业产值。3亿元", [("VALUE", 0, 1)], "relation-across-sentences"),
    ],
)
def test_relations_join_the_right_labels_in_one_sentence(source: str, arcs: Arcs, code: str) -> None:
    found = list(structure("dev", report("a", source, relations=arcs), default_scheme(), SETTINGS))
    assert [(finding.code, finding.severity) for finding in found] == [(code, "error")]
    assert (found[0].start, found[0].end) == (0, len(source))


def test_overlaps_are_refused_before_they_are_checked() -> None:
    annotated = report("a")
    first = replace(annotated.mentions[0], id="I1", end=annotated.mentions[0].end - 1, text="工业产")
    with pytest.raises(ValueError, match="overlaps"):
        TaggedDocument(annotated.document, (*annotated.mentions, first), (Relation("VALUE", "I0", "A4"),))


def test_labels_not_named_in_the_settings_weigh_what_the_scheme_says() -> None:
    bare = replace(SETTINGS, unlinked={})
    assert codes(report("a", "工业产值提升", [("INDICATOR", "工业产值")]), bare) == [("unlinked-indicator", "error")]
    assert codes(report("a", "投入3亿元", [("AMOUNT", "3亿元")]), bare) == [("unlinked-amount", "warning")]
