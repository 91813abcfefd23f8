"""Units: which exist, what kind they are, and exact conversion between those of one kind.

The table is `govreport_ie/resources/units.toml`; a unit may carry a scale in front (`万亩`, `亿元`).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from govreport_ie.errors import UnitConversionError
from govreport_ie.types.decimals import exact_decimal, plain

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes:
        name: its canonical spelling (`"CNY"`, `"亩"`, `"家"`).
        kind: what it measures (`"money"`, `"area"`, `"people"` …).
        base: the unit of its kind that `factor` leads to; a counter and a currency are their own base.
        factor: how many of `base` one of this unit is, exactly.
    """

    name: str
    kind: str
    base: str
    factor: Fraction


@dataclass(frozen=True)
class UnitTable:
    """All units by every spelling, the powers of ten that may stand in front, and the guards after them."""

    spellings: Mapping[str, Unit]
    scales: Mapping[str, int]
    guards: Mapping[str, str]

    def find(self, spelling: str) -> tuple[Unit, int] | None:
        """The unit and the power of ten of a spelling like `亿元`, `万亩`, `CNY`, or None when unknown."""
        unit = self.spellings.get(spelling)
        if unit is not None:
            return unit, 0
        for length in range(min(4, len(spelling) - 1), 0, -1):
            power = self.scales.get(spelling[:length])
            unit = self.spellings.get(spelling[length:])
            if power is not None and unit is not None:
                return unit, power
        return None

    def require(self, spelling: str) -> tuple[Unit, int]:
        """As `find`, but an unknown unit is a `UnitConversionError`."""
        found = self.find(spelling)
        if found is None:
            raise UnitConversionError(
                f"unknown unit {spelling!r}. Use a unit of resources/units.toml, with a scale in front if need be "
                "(亿元, 万亩, 公里)."
            )
        return found


@cache
def unit_table() -> UnitTable:
    """The table of `resources/units.toml`, read once."""
    source = files("govreport_ie").joinpath("resources").joinpath("units.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    spellings: dict[str, Unit] = {}
    for kind, counters in data["counters"].items():
        for name in counters:
            spellings[name] = Unit(name, kind, name, Fraction(1))
    for name, also in data["money"].items():
        _add(spellings, Unit(name, "money", name, Fraction(1)), also)
    for group in data["physical"]:
        for entry in group["units"]:
            unit = Unit(entry["name"], group["kind"], group["base"], Fraction(entry["factor"]))
            _add(spellings, unit, entry.get("also", ()))
    return UnitTable(spellings, data["scales"], data["guards"])


def _add(spellings: dict[str, Unit], unit: Unit, also: Any) -> None:
    for spelling in (unit.name, *also):
        spellings[spelling] = unit


def convert(number: Decimal, source: str, target: str) -> Decimal:
    """Turn a number of one unit into another, exactly.

    Args:
        number: how many of `source`.
        source: the unit it is in, with or without a scale in front (`"CNY"`, `"万亩"`).
        target: the unit wanted (`"亿元"`, `"公顷"`).

    Returns:
        The same amount in `target`.

    Raises:
        UnitConversionError: a unit is unknown, the two measure different things, or the result is not a
            finite decimal (10 亩 in 平方米), which would have to be rounded.
    """
    if source == target:
        return number
    table = unit_table()
    (from_unit, from_power), (to_unit, to_power) = table.require(source), table.require(target)
    if (from_unit.kind, from_unit.base) != (to_unit.kind, to_unit.base):
        raise UnitConversionError(
            f"cannot turn {source} into {target}: the one is {from_unit.kind} ({from_unit.base}), "
            f"the other {to_unit.kind} ({to_unit.base}). Choose a unit of the same kind."
        )
    ratio = from_unit.factor / to_unit.factor * Fraction(10) ** (from_power - to_power)
    result = exact_decimal(Fraction(number) * ratio)
    if result is None:
        raise UnitConversionError(
            f"{plain(number)} {source} is not a finite decimal number of {target}. "
            f"Keep {source}, or divide by {1 / ratio} and round as you need."
        )
    return result
