"""The six kinds of value a report states. All are frozen, hashable, ordered within their kind, and legal or not made.

Numbers are exact `Decimal`s in base units: 470.8亿元 is 47080000000 `CNY`, 43.66万亩 is 436600 `亩`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from govreport_ie.errors import InvalidValueError
from govreport_ie.types.decimals import decimal_string
from govreport_ie.types.measure import Measure, measure_arguments
from govreport_ie.types.units import unit_table
from govreport_ie.types.wording import worded_measure

GROWTH_KINDS = frozenset({"share", "points", "multiple"})
COMPARISONS = ("same", "above", "at_least", "below", "at_most", "positive", "assigned")


@dataclass(frozen=True, slots=True)
class Amount(Measure):
    """A sum of money; `unit` is a currency code (`CNY`, `USD` …), or money with a scale after `.to("亿元")`."""

    kind: ClassVar[str] = "amount"

    def __post_init__(self) -> None:
        Measure.__post_init__(self)
        found = unit_table().find(self.unit)
        if found is None or found[0].kind != "money":
            raise self._invalid(f"unit={self.unit!r} is not money", "Use a currency code such as 'CNY'.")

    def __str__(self) -> str:
        return worded_measure(self)


@dataclass(frozen=True, slots=True)
class Quantity(Measure):
    """A count, a physical quantity, a share or an index value; counters keep themselves as unit (`家`, `户`)."""

    kind: ClassVar[str] = "quantity"

    def __str__(self) -> str:
        return worded_measure(self)

    @property
    def measures(self) -> str:
        """What the unit measures (`"mass"`, `"people"`, `"items"` …); `""` where the table does not know it."""
        found = unit_table().find(self.unit)
        return "" if found is None else found[0].kind


@dataclass(frozen=True, slots=True)
class GrowthRate(Measure):
    """A relative change in `%`, `‰`, `百分点` or `倍`; falls are negative."""

    kind: ClassVar[str] = "growth_rate"

    def __post_init__(self) -> None:
        Measure.__post_init__(self)
        found = unit_table().find(self.unit)
        if found is None or found[0].kind not in GROWTH_KINDS:
            raise self._invalid(f"unit={self.unit!r} is not a rate", "Use %, ‰, 百分点 or 倍.")

    def __str__(self) -> str:
        return worded_measure(self)


@dataclass(frozen=True, slots=True)
class Rank(Measure):
    """An ordinal position in a scope: 全市第3 is low 3, high 3, scope `全市`; 全省前十 is at_most 10.

    Attributes:
        scope: who is ranked (`全市`, `全省`), `""` when the words do not say.
        from_end: counted from the last (倒数第二).
    """

    unit: str = "位"
    scope: str = ""
    from_end: bool = False

    kind: ClassVar[str] = "rank"

    def __post_init__(self) -> None:
        Measure.__post_init__(self)
        for end in (self.low, self.high):
            if end is not None and (end < 1 or end != end.to_integral_value()):
                raise self._invalid(f"position {end} is no ordinal", "Use whole numbers from 1.")

    def __str__(self) -> str:
        last = "倒数" if self.from_end else ""
        if self.bound == "at_most":
            return f"{self.scope}{last}前{self.high}位"
        place = f"{self.low}—{self.high}" if self.low != self.high else f"{self.low}"
        return f"{self.scope}{last}第{place}位"

    def to_dict(self) -> dict[str, Any]:
        """As every value, and `scope` and `from_end`."""
        return {**Measure.to_dict(self), "scope": self.scope, "from_end": self.from_end}

    @classmethod
    def _arguments(cls, table: dict[str, Any]) -> dict[str, Any]:
        more = {"scope": table.get("scope", ""), "from_end": bool(table.get("from_end", False))}
        return {**measure_arguments(table), **more}


@dataclass(frozen=True, slots=True)
class Ratio(Measure):
    """A proportion of several parts: 2.5:66.8:30.7. It has no single number, so low and high are None.

    Attributes:
        parts: two or more positive numbers, in the order of the text.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ":"
    parts: tuple[Decimal, ...] = ()

    kind: ClassVar[str] = "ratio"

    def __post_init__(self) -> None:
        if len(self.parts) < 2 or not all(isinstance(p, Decimal) and p.is_finite() and p >= 0 for p in self.parts):
            raise self._invalid(f"parts={self.parts!r}", "Give two or more Decimals that are not negative.")
        if self.bound not in ("exact", "about") or self.low is not None or self.high is not None:
            raise self._invalid("a ratio has no ends", "Leave low and high None; bound is exact or about.")

    def __str__(self) -> str:
        return ":".join(map(decimal_string, self.parts)) + ("左右" if self.bound == "about" else "")

    def to_dict(self) -> dict[str, Any]:
        """As every value, and `parts` as decimal strings."""
        return {**Measure.to_dict(self), "parts": [decimal_string(part) for part in self.parts]}

    @classmethod
    def _arguments(cls, table: dict[str, Any]) -> dict[str, Any]:
        return {**measure_arguments(table), "parts": tuple(Decimal(part) for part in table["parts"])}


@dataclass(frozen=True, slots=True)
class RelativeGoal(Measure):
    """A goal measured against something else, without a number of its own: 与经济增长基本同步.

    Attributes:
        comparison: `same`, `above`, `at_least`, `below`, `at_most`, `positive` (正增长) or `assigned` (省下达任务).
        reference: what it is compared with (`经济增长`, `省下达任务`), `""` for 正增长.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    bound: str = "relative"
    comparison: str = "same"
    reference: str = ""

    kind: ClassVar[str] = "relative_goal"

    def __post_init__(self) -> None:
        if self.comparison not in COMPARISONS:
            raise self._invalid(f"comparison={self.comparison!r}", f"Use one of {', '.join(COMPARISONS)}.")
        if self.bound != "relative" or self.low is not None or self.high is not None:
            raise self._invalid("a relative goal has no ends", "Leave low and high None and bound 'relative'.")

    def __str__(self) -> str:
        return self.text or f"{self.comparison}: {self.reference}"

    def to_dict(self) -> dict[str, Any]:
        """As every value, and `comparison` and `reference`."""
        return {**Measure.to_dict(self), "comparison": self.comparison, "reference": self.reference}

    @classmethod
    def _arguments(cls, table: dict[str, Any]) -> dict[str, Any]:
        more = {"comparison": table["comparison"], "reference": table.get("reference", "")}
        return {**measure_arguments(table), **more}


Value = Amount | Quantity | GrowthRate | Rank | Ratio | RelativeGoal

VALUE_TYPES: dict[str, type[Value]] = {
    cls.kind: cls for cls in (Amount, Quantity, GrowthRate, Rank, Ratio, RelativeGoal)
}


def value_from_dict(table: dict[str, Any]) -> Value:
    """The value of any type from a table made by `to_dict`; `type` says which.

    Raises:
        InvalidValueError: the type is unknown or the table does not hold a legal value.
    """
    cls = VALUE_TYPES.get(table.get("type", ""))
    if cls is None:
        raise InvalidValueError(f"type {table.get('type')!r} is not a value type. Use one of {', '.join(VALUE_TYPES)}.")
    return cls.from_dict(table)
