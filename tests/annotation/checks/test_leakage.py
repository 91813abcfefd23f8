"""Leakage between splits: copies, neighbouring years, shared text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument, CheckSettings, Finding
from govreport_ie.annotation.checks.leakage import compared, leaking_text, neighbours, same_reports, shared_text
from govreport_ie.annotation.checks.shingles import shingles
from tests.annotation.checks.reports import report

SETTINGS = CheckSettings.load()
ROLES, LIMITS = SETTINGS.splits, SETTINGS.leakage


def words(seed: int, length: int) -> str:
    """Text that nobody else writes."""
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(length))


def neighbour_findings(splits: dict[str, list[AnnotatedDocument]]) -> list[Finding]:
    return list(neighbours(compared(splits, ROLES), ROLES, LIMITS))


@pytest.mark.parametrize(
    ("one", "other", "severities"),
    [
        ("train", "test", ["error"]),
        ("dev", "test", ["error"]),
        ("train", "extra", ["warning"]),
        ("dev", "dev", ["warning"]),
        ("second", "test", []),
        ("test", "corpus", []),
    ],
)
def test_a_report_stands_once(one: str, other: str, severities: list[str]) -> None:
    splits: dict[str, list[AnnotatedDocument]] = {}
    for name, id in ((one, "a"), (other, "b")):
        splits.setdefault(name, []).append(report(id))
    found = list(same_reports(compared(splits, ROLES), ROLES))
    assert [finding.severity for finding in found] == severities
    assert all(f"{one}/a, {other}/b" in finding.problem for finding in found)


@pytest.mark.parametrize(
    ("region", "year", "found"),
    [
        ("云岭县", 2024, True),
        ("云岭县", 2023, True),
        ("云岭县", 2025, True),
        ("云岭县", 2022, False),
        ("白石县", 2024, False),
    ],
)
def test_neighbouring_years_of_a_region_belong_together(region: str, year: int, found: bool) -> None:
    splits = {
        "train": [report("a", words(1, 50), [], region="云岭县", year=2024)],
        "test": [report("b", words(2, 50), [], region=region, year=year)],
    }
    assert [finding.code for finding in neighbour_findings(splits)] == ["neighbour-report"] * found


@pytest.mark.parametrize(("one", "other"), [("train", "extra"), ("second", "test"), ("corpus", "train")])
def test_neighbours_that_do_not_leak(one: str, other: str) -> None:
    splits = {
        one: [report("a", words(1, 50), [], region="云岭县", year=2024)],
        other: [report("b", words(2, 50), [], region="云岭县", year=2024)],
    }
    assert neighbour_findings(splits) == []


def test_reports_without_region_or_year_are_named() -> None:
    splits = {"train": [report("a", region="云岭县")], "dev": [report("b", words(3, 50), [], year=2024)]}
    (finding,) = neighbour_findings(splits)
    assert (finding.code, finding.severity) == ("unplaced-report", "advice")
    assert "train/a, dev/b" in finding.problem


def test_shared_text_is_measured_on_the_shorter_report() -> None:
    common = words(1, 200)
    splits = {
        "train": [report("long", words(2, 3000) + common, [])],
        "test": [report("short", common + "。" + words(3, 171), [])],
        "second": [report("again", common, [])],
    }
    placed = compared(splits, ROLES)
    (pair,) = shared_text(placed, ROLES, LIMITS.shingle)
    assert (pair.one, pair.other, pair.shingles) == ("train/long", "test/short", 200 - LIMITS.shingle + 1)
    assert pair.share == 0.5
    (finding,) = leaking_text([pair], LIMITS)
    assert (finding.code, finding.severity, finding.place) == ("shared-text", "error", "test/short")


def test_standard_phrases_are_listed_but_are_no_leakage() -> None:
    phrase = words(1, 40)
    splits = {
        "train": [report("a", phrase + words(2, 3000), [])],
        "dev": [report("b", words(3, 3000) + phrase, [])],
        "test": [report("c", words(4, 3000), [])],
    }
    pairs = shared_text(compared(splits, ROLES), ROLES, LIMITS.shingle)
    assert [pair.shingles for pair in pairs] == [40 - LIMITS.shingle + 1]
    assert list(leaking_text(pairs, LIMITS)) == []


def test_a_copy_is_found_once() -> None:
    text = words(1, 500)
    placed = compared({"train": [report("a", text, [])], "test": [report("b", text, [])]}, ROLES)
    assert len(list(same_reports(placed, ROLES))) == 1
    assert shared_text(placed, ROLES, LIMITS.shingle) == []


@given(st.text(max_size=80), st.integers(1, 40))
def test_shingles_do_not_see_layout(text: str, length: int) -> None:
    spaced = "，".join(text) + "\n"
    assert shingles(text, length) == shingles(spaced, length)
    letters = sum(sign.isalnum() for sign in text)
    assert len(shingles(text, length)) <= max(0, letters - length + 1)
    assert bool(shingles(text, length)) == (letters >= length)


@given(st.text("云岭县产值", max_size=60), st.text("云岭县产值", max_size=60), st.integers(1, 10))
def test_shingles_are_shared_just_where_a_stretch_is(one: str, other: str, length: int) -> None:
    stretches = {one[at : at + length] for at in range(len(one) - length + 1)}
    common = {stretch for stretch in stretches if stretch in other}
    assert len(shingles(one, length) & shingles(other, length)) == len(common)
