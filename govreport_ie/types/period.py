"""A stretch of time: ISO 8601 years, months or days, from the first to the last."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Any

from govreport_ie.errors import InvalidValueError

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_REFERENCE = re.compile(r"(\d{4})(?:/(\d{4})|-H([12])|-Q([1-4])|-(\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included.

    Attributes:
        start, end: `"2023"`, `"2023-06"` or `"2023-06-30"`; a whole year is start and end `"2023"`, its first half
            `"2023-01"` and `"2023-06"`. A deadline (到2025年) is start and end `"2025"`.
        text: the words it was read from, or the reference it was taken from.
        inferred: taken from the section, not from words of the sentence.

    Raises:
        InvalidValueError: an end is no ISO 8601 date of these forms, or start is after end.
    """

    start: str
    end: str
    text: str = ""
    inferred: bool = False

    def __post_init__(self) -> None:
        if self.first_day > self.last_day:
            raise InvalidValueError(f"Period: start {self.start} is after end {self.end}. Swap them.")

    @property
    def first_day(self) -> date:
        """The first day of the period."""
        year, month, day = _iso(self.start)
        return date(year, month or 1, day or 1)

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        year, month, day = _iso(self.end)
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])

    @property
    def years(self) -> tuple[int, int]:
        """First and last calendar year."""
        return self.first_day.year, self.last_day.year

    @classmethod
    def from_reference(cls, reference: str) -> Period:
        """The period of a section reference: `2023`, `2016/2020`, `2024-H1`, `2024-Q3`, `2024-03`; inferred is True.

        Raises:
            InvalidValueError: the reference has none of these forms.
        """
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise InvalidValueError(
                f"reference {reference!r} is no period. Write 2023, 2016/2020, 2024-H1, 2024-Q3 or 2024-03."
            )
        year, last, half, quarter, month = found.groups()
        if last:
            start, end = year, last
        elif half or quarter:
            length = 6 if half else 3
            to_month = int(half or quarter) * length
            start, end = f"{year}-{to_month - length + 1:02}", f"{year}-{to_month:02}"
        else:
            start = end = f"{year}-{month}" if month else year
        return cls(start, end, reference, inferred=True)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table with the keys start, end, text and inferred."""
        return {"start": self.start, "end": self.end, "text": self.text, "inferred": self.inferred}

    @classmethod
    def from_dict(cls, table: dict[str, Any]) -> Period:
        """The period of a table made by `to_dict`.

        Raises:
            InvalidValueError: a key is missing or the period is illegal.
        """
        try:
            return cls(table["start"], table["end"], table.get("text", ""), bool(table.get("inferred", False)))
        except (KeyError, TypeError) as error:
            raise InvalidValueError(f"Period: cannot be made from {table!r}. Give start and end.") from error

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


def _iso(text: str) -> tuple[int, int | None, int | None]:
    found = _ISO.fullmatch(text)
    if found is None:
        raise InvalidValueError(
            f"Period: {text!r} is no ISO 8601 year, month or day. Write 2023, 2023-06 or 2023-06-30."
        )
    year, month, day = (None if part is None else int(part) for part in found.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise InvalidValueError(f"Period: {text!r} is not in the calendar ({error}).") from error
    return year, month, day
