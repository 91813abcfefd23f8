"""The table of units: whole, consistent, exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.types.decimals import exact_decimal
from govreport_ie.types.units import convert, unit_table
from govreport_ie.values import parse_value

COUNTERS = sorted({unit.name for unit in unit_table().spellings.values()})


def test_there_are_enough_counters_and_kinds() -> None:
    units = set(unit_table().spellings.values())
    assert len(units) >= 200
    assert {"mass", "area", "length", "energy", "power", "people", "households", "items", "money"} <= {
        u.kind for u in units
    }


def test_every_kind_leads_to_one_base() -> None:
    for unit in unit_table().spellings.values():
        base = unit_table().spellings[unit.base]
        assert base.kind == unit.kind and base.factor == 1 and unit.factor > 0


def test_guards_belong_to_units() -> None:
    table = unit_table()
    assert set(table.guards) <= set(table.spellings)


@pytest.mark.parametrize(
    "name", [name for name in COUNTERS if not name.isascii() and name not in ("成", "百分点", "千分点")]
)
def test_every_unit_is_read_back(name: str) -> None:
    value = parse_value(f"12{name}")
    assert value is not None and (value.low, value.unit) == (Decimal(12), name)


@pytest.mark.parametrize(
    ("number", "source", "target", "expected"),
    [
        ("1", "万亿元", "亿元", "10000"),
        ("15", "亩", "公顷", "1"),
        ("1", "海里", "公里", "1.852"),
        ("8", "成", "%", "80"),
    ],
)
def test_convert(number: str, source: str, target: str, expected: str) -> None:
    assert convert(Decimal(number), source, target) == Decimal(expected)


@given(st.fractions())
def test_exact_decimal_is_exact_or_none(number: Fraction) -> None:
    decimal = exact_decimal(number)
    if decimal is None:
        rest = number.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        assert rest > 1
    else:
        assert Fraction(decimal) == number
