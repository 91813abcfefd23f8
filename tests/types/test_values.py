"""Legal or not made, frozen, hashable, ordered, converted exactly, the same after JSON."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.errors import InvalidValueError, UnitConversionError
from govreport_ie.types.values import (
    Amount,
    GrowthRate,
    Quantity,
    Rank,
    Ratio,
    RelativeGoal,
    Value,
    value_from_dict,
)

D = Decimal


def amount(low: str | None, high: str | None, bound: str = "exact", **more: Any) -> Amount:
    return Amount(None if low is None else D(low), None if high is None else D(high), "CNY", bound, **more)


EXAMPLES: list[Value] = [
    amount("47080000000", "47080000000", per="人", strength="力争", text="470.8亿元"),
    Quantity(D("436600"), None, "亩", "at_least"),
    GrowthRate(D("-14.8"), D("-14.8"), "%"),
    Rank(D(3), D(3), scope="全市"),
    Rank(None, D(10), bound="at_most", scope="全省"),
    Ratio(parts=(D("2.5"), D("66.8"), D("30.7"))),
    RelativeGoal(comparison="same", reference="经济增长", text="与经济增长基本同步"),
]


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: value.kind)
def test_json_both_ways(value: Value) -> None:
    table = json.loads(json.dumps(value.to_dict(), ensure_ascii=False))
    assert value_from_dict(table) == value
    assert type(value).from_dict(table) == value
    assert all(table[end] is None or isinstance(table[end], str) for end in ("low", "high"))


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: value.kind)
def test_frozen_hashable_slotted(value: Value) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.unit = "x"  # type: ignore[misc]
    assert len({value, dataclasses.replace(value)}) == 1
    assert not hasattr(value, "__dict__")


def test_numbers_are_written_out() -> None:
    assert amount("4.7080E+10", "4.7080E+10").to_dict()["low"] == "47080000000"
    assert GrowthRate(D("7.0"), D("7.0"), "%").to_dict()["low"] == "7"


@pytest.mark.parametrize(
    ("low", "high", "bound"),
    [
        ("5", "6", "exact"),
        ("5", None, "exact"),
        (None, None, "about"),
        ("5", None, "range"),
        ("6", "5", "range"),
        ("5", "6", "at_least"),
        (None, "5", "at_least"),
        ("5", None, "at_most"),
        (None, None, "at_most"),
        (None, None, "relative"),
        ("5", "5", "roughly"),
        ("NaN", "NaN", "exact"),
        ("Infinity", "Infinity", "exact"),
    ],
)
def test_ends_that_contradict_the_bound_are_refused(low: str | None, high: str | None, bound: str) -> None:
    with pytest.raises(InvalidValueError):
        amount(low, high, bound)


def test_a_fall_is_the_mirror_image_of_a_rise() -> None:
    assert GrowthRate(None, D(-3), "%", "at_least").falling
    assert GrowthRate(D(-3), None, "%", "at_most").falling
    assert not GrowthRate(D(3), None, "%", "at_least").falling


@pytest.mark.parametrize(
    "make",
    [
        lambda: Amount(D(1), D(1), "亩"),
        lambda: Amount(1.5, 1.5, "CNY"),  # type: ignore[arg-type]
        lambda: Amount(1, 1, "CNY"),  # type: ignore[arg-type]
        lambda: GrowthRate(D(1), D(1), "元"),
        lambda: Rank(D(0), D(0)),
        lambda: Rank(D("1.5"), D("1.5")),
        lambda: Ratio(parts=(D(1),)),
        lambda: Ratio(parts=(D(1), D(-1))),
        lambda: Ratio(low=D(1), high=D(1), parts=(D(1), D(2))),
        lambda: RelativeGoal(comparison="better"),
        lambda: RelativeGoal(low=D(1)),
    ],
)
def test_illegal_values_cannot_be_made(make: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.args[0].count(".") >= 1  # what is wrong, and what to do


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"type": "sum"},
        {"type": "amount"},
        {"type": "amount", "low": "x", "high": "1", "unit": "CNY", "bound": "exact"},
        {"type": "ratio", "low": None, "high": None, "unit": ":", "bound": "exact"},
    ],
)
def test_foreign_tables_are_refused(table: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        value_from_dict(table)


def test_a_table_of_another_type_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="value_from_dict"):
        Quantity.from_dict(EXAMPLES[0].to_dict())


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (amount("47080000000", "47080000000"), "亿元", "470.8"),
        (amount("47080000000", "47080000000"), "万元", "4708000"),
        (Quantity(D(30), D(30), "亩"), "公顷", "2"),
        (Quantity(D("1.5"), D("1.5"), "公里"), "米", "1500"),
        (Quantity(D(2000), D(2000), "斤"), "吨", "1"),
        (Quantity(D(600000), D(600000), "千瓦"), "万千瓦", "60"),
        (Quantity(D(436600), D(436600), "亩"), "万亩", "43.66"),
        (Quantity(D(5000), D(5000), "家"), "千家", "5"),
    ],
)
def test_to_converts_exactly(value: Value, unit: str, expected: str) -> None:
    converted = value.to(unit)
    assert (converted.low, converted.unit, type(converted)) == (D(expected), unit, type(value))
    assert converted.to(value.unit).low == value.low


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (amount("1", "1"), "亿美元", "money"),
        (amount("1", "1"), "亩", "area"),
        (Quantity(D(10), D(10), "亩"), "平方米", "finite"),
        (Quantity(D(1), D(1), "家"), "户", "households"),
        (Quantity(D(1), D(1), "家"), "锱", "unknown unit"),
        (RelativeGoal(text="正增长"), "%", "no number"),
    ],
)
def test_impossible_conversions_say_why(value: Value, unit: str, words: str) -> None:
    with pytest.raises(UnitConversionError, match=words):
        value.to(unit)


def test_order_within_one_kind() -> None:
    small, great = amount("1", "1"), Amount(D(3), None, "万元", "at_least")
    assert small < great and great > small and small <= small and small >= small
    assert sorted([great, small]) == [small, great]
    with pytest.raises(TypeError):
        assert small < Quantity(D(1), D(1), "亩")
    with pytest.raises(TypeError):
        assert small < Amount(D(1), D(1), "USD")
    with pytest.raises(TypeError):
        assert EXAMPLES[5] < EXAMPLES[5]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (amount("47080000000", "47080000000"), "470.8亿元"),
        (amount("30000000", None, "at_least"), "3000万元以上"),
        (amount("1270000000000", "1270000000000"), "1.27万亿元"),
        (amount("143", "143", per="月"), "每月143元"),
        (GrowthRate(D("-14.8"), D("-14.8"), "%"), "下降14.8%"),
        (GrowthRate(None, D(-3), "%", "at_least"), "下降3%以上"),
        (GrowthRate(D(-5), D(-3), "%", "range"), "下降3%—5%"),
        (GrowthRate(D(-1), D(2), "%", "range"), "-1%—2%"),
        (GrowthRate(D("2.3"), D("2.3"), "百分点", "about"), "2.3个百分点左右"),
        (Quantity(None, D(200), "人", "at_most"), "200人以内"),
        (amount("47080000000", "47080000000").to("亿元"), "470.8亿元"),
        (Rank(D(3), D(3), scope="全市"), "全市第3位"),
        (Rank(None, D(10), bound="at_most", scope="全省"), "全省前10位"),
        (Rank(D(2), D(2), from_end=True), "倒数第2位"),
        (Ratio(parts=(D("2.5"), D("66.8"), D("30.7"))), "2.5:66.8:30.7"),
        (EXAMPLES[-1], "与经济增长基本同步"),
    ],
)
def test_words(value: Value, words: str) -> None:
    assert str(value) == words


@given(st.integers(-(10**20), 10**20), st.integers(-6, 6))
def test_any_amount_survives_json_and_conversion(digits: int, power: int) -> None:
    number = D(digits).scaleb(power)
    value = Amount(number, number, "CNY")
    assert value_from_dict(value.to_dict()) == value
    assert value.to("亿元").to("CNY").low == number
