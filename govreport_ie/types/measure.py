"""What every value has in common: two ends, a unit, a bound, and the rules that tie them together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from govreport_ie.errors import InvalidValueError, UnitConversionError
from govreport_ie.types.decimals import decimal_string
from govreport_ie.types.units import convert

BOUNDS = ("exact", "about", "at_least", "at_most", "range", "relative")

M = TypeVar("M", bound="Measure")


@dataclass(frozen=True, slots=True)
class Measure:
    """A number or an interval with its unit.

    Attributes:
        low, high: the ends in `unit`; None where the words leave an end open.
        unit: canonical unit (`"CNY"`, `"亩"`, `"%"`); `""` for an index value without unit.
        bound: `exact`, `about`, `at_least`, `at_most`, `range` or `relative`. It names what the words say about the
            *size*: a fall (下降3%以上) is the mirror image of a rise, low None and high -3, and still `at_least`.
        per: what one of it is counted for (`"人"`, `"月"`), or None.
        strength: the word of commitment in front (力争, 确保), or None; never part of the bound.
        text: the words it was read from.

    Raises:
        InvalidValueError: ends that are not finite decimals, low above high, or ends that contradict `bound`.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str
    bound: str = "exact"
    per: str | None = None
    strength: str | None = None
    text: str = ""

    #: name of the type in JSON and in `FoundValue.kind`
    kind: ClassVar[str] = "measure"

    def __post_init__(self) -> None:
        for name, end in (("low", self.low), ("high", self.high)):
            if end is not None and not (isinstance(end, Decimal) and end.is_finite()):
                raise self._invalid(f"{name}={end!r} is not a finite Decimal", "Give Decimal('…') or None.")
        if self.bound not in BOUNDS:
            raise self._invalid(f"bound={self.bound!r} is unknown", f"Use one of {', '.join(BOUNDS)}.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise self._invalid(f"low {self.low} is above high {self.high}", "Swap the ends.")
        self._check_ends()

    def _check_ends(self) -> None:
        low, high, bound = self.low, self.high, self.bound
        if bound in ("exact", "about"):
            legal = low is not None and low == high
        elif bound == "range":
            legal = low is not None and high is not None
        elif bound == "at_least":
            legal = (high is None and low is not None) or (low is None and high is not None and high <= 0)
        elif bound == "at_most":
            legal = (low is None and high is not None) or (high is None and low is not None and low <= 0)
        else:
            legal = False
        if not legal:
            raise self._invalid(
                f"low={low}, high={high} do not fit bound {bound!r}",
                "exact and about need two equal ends, range two ends, at_least and at_most exactly one "
                "(the other way round for a fall).",
            )

    def _invalid(self, problem: str, remedy: str) -> InvalidValueError:
        return InvalidValueError(f"{type(self).__name__}: {problem}. {remedy}")

    @property
    def falling(self) -> bool:
        """Whether the value tells of a fall: no end above zero and one below."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return bool(ends) and max(ends) <= 0 and min(ends) < 0

    @property
    def number(self) -> Decimal | None:
        """The number the words state: the low end, or the high end where low is open."""
        return self.low if self.low is not None else self.high

    def to(self: M, unit: str) -> M:
        """The same value in another unit of its kind, converted exactly: `amount.to("亿元").low`.

        Args:
            unit: the unit wanted, with a scale in front if need be (`"亿元"`, `"万亩"`, `"公里"`).

        Returns:
            A value of the same type whose ends count `unit`.

        Raises:
            UnitConversionError: the unit is unknown, of another kind, or the result would have to be rounded.
        """
        low = None if self.low is None else convert(self.low, self.unit, unit)
        high = None if self.high is None else convert(self.high, self.unit, unit)
        if low is None and high is None:
            raise UnitConversionError(f"{self} has no number to turn into {unit}. Check .bound before converting.")
        return replace(self, low=low, high=high, unit=unit)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table: type, low and high as decimal strings (or None), unit, bound, per, strength, text."""
        return {
            "type": self.kind,
            "low": None if self.low is None else decimal_string(self.low),
            "high": None if self.high is None else decimal_string(self.high),
            "unit": self.unit,
            "bound": self.bound,
            "per": self.per,
            "strength": self.strength,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls: type[M], table: dict[str, Any]) -> M:
        """The value of a table made by `to_dict`.

        Raises:
            InvalidValueError: the table belongs to another type, lacks a key, or holds an illegal value.
        """
        if table.get("type", cls.kind) != cls.kind:
            raise InvalidValueError(
                f"{cls.__name__}: the table is of type {table['type']!r}. Use value_from_dict to read any type."
            )
        try:
            return cls(**cls._arguments(table))
        except (KeyError, TypeError, ArithmeticError) as error:
            raise InvalidValueError(
                f"{cls.__name__}: cannot be made from {table!r} ({error!r}). Give the keys that to_dict writes."
            ) from error

    @classmethod
    def _arguments(cls, table: dict[str, Any]) -> dict[str, Any]:
        """The constructor's arguments from a table; types with more fields add theirs."""
        return measure_arguments(table)

    def _order(self, other: object) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]] | None:
        """The sort keys of two values of one type in one unit; None when they cannot be compared."""
        if not isinstance(other, Measure) or type(other) is not type(self):
            return None
        mine, theirs = self.number, other.number
        if mine is None or theirs is None:
            return None
        try:
            same = self if self.unit == other.unit else self.to(other.unit)
        except UnitConversionError:
            return None
        return _sort_key(same), _sort_key(other)

    def __lt__(self, other: object) -> bool:
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] < keys[1]

    def __le__(self, other: object) -> bool:
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] <= keys[1]

    def __gt__(self, other: object) -> bool:
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] > keys[1]

    def __ge__(self, other: object) -> bool:
        keys = self._order(other)
        return NotImplemented if keys is None else keys[0] >= keys[1]


def _sort_key(value: Measure) -> tuple[Decimal, Decimal]:
    stated = value.number
    assert stated is not None
    return stated, value.high if value.high is not None else stated


def measure_arguments(table: dict[str, Any]) -> dict[str, Any]:
    """The arguments that every value has, from a table made by `Measure.to_dict`."""
    low, high = table["low"], table["high"]
    return {
        "low": None if low is None else Decimal(low),
        "high": None if high is None else Decimal(high),
        "unit": table["unit"],
        "bound": table["bound"],
        "per": table.get("per"),
        "strength": table.get("strength"),
        "text": table.get("text", ""),
    }
