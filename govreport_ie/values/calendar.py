"""Parts of a year and runs of years as ISO ends: the small arithmetic under `values.periods`."""

from __future__ import annotations

from calendar import monthrange
from typing import NamedTuple

#: First years of the first and third five-year plans, between which there were years without plan.
_FIRST_PLAN, _THIRD_PLAN, _PLAN_YEARS = 1953, 1966, 5


class Span(NamedTuple):
    """Start and end as ISO 8601 text."""

    start: str
    end: str


def years(first: int, last: int | None = None) -> Span:
    """One year or a run of years."""
    return Span(f"{first:04}", f"{first if last is None else last:04}")


def months(year: int, first: int, last: int | None = None) -> Span | None:
    """One month or a run of months of a year; None when there are no such months."""
    last = first if last is None else last
    if not 1 <= first <= last <= 12:
        return None
    return Span(f"{year:04}-{first:02}", f"{year:04}-{last:02}")


def day(year: int, month: int, number: int) -> Span | None:
    """One day, or None when the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(year, month)[1]:
        return None
    text = f"{year:04}-{month:02}-{number:02}"
    return Span(text, text)


def five_year_plan(number: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan (the 14th is 2021 to 2025)."""
    start, counted = (_FIRST_PLAN, 1) if number <= 2 else (_THIRD_PLAN, 3)
    first = start + (number - counted) * _PLAN_YEARS
    return first, first + _PLAN_YEARS - 1
