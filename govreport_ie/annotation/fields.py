"""Typed access to the fields of a JSON object that somebody else has written."""

from __future__ import annotations

from typing import Any


class FieldError(Exception):
    """A field that is missing or of the wrong type."""


class Fields:
    """A JSON object; each method gives a field in the type asked for or raises FieldError."""

    def __init__(self, entry: Any) -> None:
        if not isinstance(entry, dict):
            raise FieldError(f"{str(entry)[:40]!r} is no JSON object")
        self.entry: dict[str, Any] = entry

    def text(self, name: str, default: str | None = None) -> str:
        """A string."""
        value = self.entry.get(name, default)
        if not isinstance(value, str):
            raise FieldError(f"field {name!r} is missing or no string")
        return value

    def optional_text(self, name: str) -> str | None:
        """A string, or None where the field is missing or null."""
        return None if self.entry.get(name) is None else self.text(name)

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.entry.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise FieldError(f"field {name!r} is missing or no whole number")
        return value

    def optional_confidence(self) -> float | None:
        """The field ``confidence``, a number from 0 to 1, or None where it is missing or null."""
        value = self.entry.get("confidence")
        if value is None:
            return None
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
            raise FieldError("field 'confidence' is no number from 0 to 1")
        return float(value)

    def items(self, name: str) -> list[Any]:
        """A list of anything; an empty one where the field is missing."""
        value = self.entry.get(name, [])
        if not isinstance(value, (list, tuple)):
            raise FieldError(f"field {name!r} is no list")
        return list(value)

    def objects(self, name: str) -> list[Fields]:
        """A list of objects; an empty one where the field is missing."""
        return [Fields(item) for item in self.items(name)]
