"""All checks together, and the report they give."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument, CheckReport, CheckSettings, Prediction, check
from govreport_ie.annotation.checks import SEVERITIES, Finding
from govreport_ie.errors import Misfit
from tests.annotation.checks.reports import report
from tests.annotation.documents import annotated_documents

SETTINGS = CheckSettings.load()


def codes(found: CheckReport, *, severity: str | None = None) -> set[str]:
    return {finding.code for finding in found.findings if severity in (None, finding.severity)}


def outcome(*severities: str) -> CheckReport:
    findings = tuple(Finding("x", severity, "p", "a") for severity in severities)
    return CheckReport({}, findings, (), (), (), {})


@pytest.mark.parametrize(
    ("severities", "passed", "strictly"),
    [((), True, True), (("advice",), True, True), (("warning",), True, False), (("error", "advice"), False, False)],
)
def test_errors_fail_and_strictly_warnings_too(severities: tuple[str, ...], passed: bool, strictly: bool) -> None:
    found = outcome(*severities)
    assert (found.passed(), found.passed(strict=True)) == (passed, strictly)


def test_findings_stand_errors_first() -> None:
    found = check({"train": [report("a", "投入3亿元，", [("AMOUNT", "3亿元，")])], "dev": [report("b")]})
    order = [SEVERITIES.index(finding.severity) for finding in found.findings]
    assert order == sorted(order)
    assert {"few-examples", "punctuation-edge", "unlinked-amount"} <= codes(found)


def test_misfits_of_files_are_findings() -> None:
    found = check({}, misfits=[Misfit("overlap", "a.jsonl", 3, "3亿元", "it overlaps", "keep one")])
    assert [finding.place for finding in found.findings] == ["a.jsonl:3"]
    assert not found.passed()


def test_second_annotations_are_checked_for_structure_only() -> None:
    test = report("a", region="云岭县", year=2024)
    bare = report("a", mentions=[("INDICATOR", "工业产值")], region="云岭县", year=2024)
    found = check({"train": [], "test": [test], "second": [bare]})
    assert found.counts["second"].mentions["INDICATOR"] == 1
    assert [f.split for f in found.findings if f.code == "unlinked-indicator"] == ["second"]
    assert not codes(found) & {"same-report", "neighbour-report", "sentence-differs", "unplaced-report", "mixed-texts"}


def test_reports_kept_apart_do_not_leak_but_must_be_consistent() -> None:
    found = check({"train": [report("a")], "corpus": [report("a", mentions=[("INDICATOR", "工业产值")])]})
    assert "sentence-differs" in codes(found, severity="warning")
    assert not codes(found) & {"same-report", "neighbour-report", "shared-text"}


def test_lists_are_cut_and_counted() -> None:
    gold = [report(f"r{number}", f"第{number}年工业产值3亿元。") for number in range(5)]
    empty = {a.document.sha256: Prediction(replace(a.tagged, mentions=(), relations=())) for a in gold[:4]}
    few = replace(SETTINGS, label_errors=replace(SETTINGS.label_errors, listed=3))
    found = check({"dev": gold}, settings=few, predictions=empty)
    assert len(found.label_errors) == 3
    assert found.totals["label_errors"] == 8
    (missing,) = [finding for finding in found.findings if finding.code == "no-prediction"]
    assert missing.problem == "label errors were not sought in dev/r4"
    assert not codes(check({"dev": gold})) & {"label-errors", "no-prediction"}


@given(st.lists(annotated_documents(), max_size=4))
def test_any_reports_can_be_checked_and_written(documents: list[AnnotatedDocument]) -> None:
    splits = {"train": documents[:2], "dev": documents[2:3], "second": documents[3:]}
    found = check(splits, predictions={a.document.sha256: Prediction(a.tagged) for a in documents})
    table = json.loads(found.to_json())
    assert table["format"] == "govreport-check/1"
    assert len(table["findings"]) == len(found.findings)
    assert list(table["counts"]) == list(splits)
    assert not found.label_errors or len({a.document.sha256 for a in documents}) < len(documents)
