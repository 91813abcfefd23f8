"""Periods: ISO 8601 ends that exist, in order."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.errors import InvalidValueError
from govreport_ie.types.period import Period


@pytest.mark.parametrize(
    ("reference", "start", "end"),
    [
        ("2023", "2023", "2023"),
        ("2016/2020", "2016", "2020"),
        ("2024-H1", "2024-01", "2024-06"),
        ("2024-H2", "2024-07", "2024-12"),
        ("2024-Q3", "2024-07", "2024-09"),
        ("2024-03", "2024-03", "2024-03"),
    ],
)
def test_from_reference(reference: str, start: str, end: str) -> None:
    period = Period.from_reference(reference)
    assert (period.start, period.end, period.text, period.inferred) == (start, end, reference, True)


@pytest.mark.parametrize("reference", ["", "-", "24", "2024-H3", "2024-13", "2020/2016", "2024/03", "2024 "])
def test_foreign_references_are_refused(reference: str) -> None:
    with pytest.raises(InvalidValueError):
        Period.from_reference(reference)


@pytest.mark.parametrize(
    ("start", "end"),
    [("2024", "2023"), ("2024-13", "2024-13"), ("2023-02-30", "2023-03"), ("23", "24"), ("2024-7", "2024-8"), ("", "")],
)
def test_impossible_periods_cannot_be_made(start: str, end: str) -> None:
    with pytest.raises(InvalidValueError):
        Period(start, end)


def test_days_and_years() -> None:
    period = Period("2024-01", "2024-02")
    assert (period.first_day, period.last_day) == (date(2024, 1, 1), date(2024, 2, 29))
    assert Period("2016", "2020").years == (2016, 2020)
    assert str(Period("2023", "2023")) == "2023"
    assert str(period) == "2024-01/2024-02"


@given(st.dates(), st.dates(), st.booleans())
def test_json_both_ways(one: date, other: date, inferred: bool) -> None:
    first, last = min(one, other), max(one, other)
    period = Period(first.isoformat(), last.isoformat(), "words", inferred)
    assert Period.from_dict(json.loads(json.dumps(period.to_dict()))) == period
    assert (period.first_day, period.last_day) == (first, last)


def test_foreign_tables_are_refused() -> None:
    with pytest.raises(InvalidValueError, match="Give start and end"):
        Period.from_dict({"start": "2023"})
