"""The grammar of one value expression, and its reading into an interval with a unit.

    expression = fraction | doubling | proportion | measured
    fraction   = numeral 分之 numeral | digit/digit | 一半 …         三分之二, 百分之十五, 2/3, 过半
    doubling   = 翻 [numeral] 番                                   翻一番, 翻两番
    proportion = numeral : numeral [: numeral …]                   2.5:66.8:30.7
    measured   = numeral [unit] [dash numeral [unit]] [/ per] [suffix]   4.5%—5%, 348万余元, 1-2家, 80万吨/年, 6%左右

All patterns are linear: no repetition inside a repetition can match the same text in two ways. Words come from
`resources/value_words.toml`, units from `resources/units.toml`. Input is in plain script.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from govreport_ie.types.decimals import EXACT, QUOTIENT, exact_decimal, plain
from govreport_ie.types.units import Unit, unit_table
from govreport_ie.values.bounds import suffix_bound, suffix_pattern
from govreport_ie.values.numerals import NUMERAL, Numeral, UnreadableNumeralError, read_numeral
from govreport_ie.values.units import unit_of, unit_pattern
from govreport_ie.values.words import alternatives, words

DASH = r"(?:\s?(?:[-－−–—─~～〜至到]|--|——|——)\s?)"
_SPACE = r"[ \r\n]{0,2}"
_DIGIT = re.compile("[0-9一二两三四五六七八九十数几]")
_SCALE = re.compile(r"[百千万亿]*\Z")
_UNSCALED = re.compile("[0-9.,]+|[一二两三四五六七八九]")
NO_UNIT = Unit("", "", "", Fraction(1))


class Expression(NamedTuple):
    """One expression read: where it stands, its size (never negative), and what its own words say of it."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: Unit
    bound: str | None
    per: str | None
    numeral: str
    parts: tuple[Decimal, ...] = ()
    bare: bool = False


class UnreadableExpressionError(ValueError):
    """A numeral stands here but cannot be read; `position` is an index into the text."""

    def __init__(self, problem: str, position: int) -> None:
        super().__init__(problem)
        self.position = position


@cache
def _pattern() -> re.Pattern[str]:
    unit = unit_pattern()
    per = alternatives((*words("per", "each"), "万元", "百户"))
    figure = r"[0-9]+(?:\.[0-9]+)?"
    return re.compile(
        rf"(?P<whole>{NUMERAL}|百|千|万)分之(?P<piece>{NUMERAL})(?P<s1>{suffix_pattern()})?"
        rf"|(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![0-9./年月日])(?P<s0>{suffix_pattern()})?"
        rf"|翻了?(?P<times>[一二两三四五123456]?)番(?!工程|计划|行动)(?P<s2>{suffix_pattern()})?"
        rf"|(?P<half>{alternatives(words('fractions', 'half'))})(?P<s3>{suffix_pattern()})?"
        rf"|(?P<ratio>{figure}(?:[:：] ?{figure})+)(?P<s4>{suffix_pattern()})?"
        rf"|(?P<n1>{NUMERAL}){_SPACE}(?P<u1>{unit})?"
        rf"(?:(?P<dash>{DASH})(?P<n2>{NUMERAL})(?:{_SPACE}(?P<u2>{unit}))?)?"
        rf"(?:(?:[/每]|每个)(?P<per>{per}))?(?: ?(?P<s5>{suffix_pattern()}))?"
    )


@cache
def starts() -> re.Pattern[str]:
    """What an expression may begin with: a word for half, a numeral, 百分之, or 翻…番."""
    half = alternatives(words("fractions", "half"))
    return re.compile(rf"{half}|{NUMERAL}|[百千](?=分之)|翻(?=了?[一二两三四五1-6]?番)")


def match_expression(text: str, position: int = 0) -> Expression | None:
    """Read the expression that begins at `position`, or None when none does.

    Raises:
        UnreadableExpressionError: a numeral begins here, but it names no number, or a range runs backwards.
    """
    found = _pattern().match(text, position)
    if found is None:
        return None
    if found["n1"] is not None:
        return _measured(found)
    if found["whole"] is not None:
        return _fraction(found, _numeral(found, "whole").low, _numeral(found, "piece"), "s1")
    if found["top"] is not None:
        return _fraction(found, Decimal(found["bottom"]), _numeral(found, "top"), "s0")
    if found["times"] is not None:
        power = read_numeral(found["times"] or "一").low
        return _finished(found, Decimal(2) ** int(power), unit_of("倍"), "s2")
    if found["half"] is not None:
        bound = "about" if "近" in found["half"] else "at_least" if set(found["half"]) & set("过上大") else None
        return _finished(found, Decimal(50), unit_of("%"), "s3", bound)
    parts = tuple(plain(Decimal(part.strip())) for part in re.split("[:：]", found["ratio"]))
    return _finished(found, parts[0], NO_UNIT, "s4")._replace(parts=parts)


def _finished(found: re.Match[str], number: Decimal, unit: Unit, suffix: str, bound: str | None = None) -> Expression:
    bound = suffix_bound(found[suffix]) or bound
    return Expression(found.start(), found.end(), number, number, unit, bound, None, found[0])


def _numeral(found: re.Match[str], group: str) -> Numeral:
    try:
        return read_numeral(found[group])
    except UnreadableNumeralError as error:
        raise UnreadableExpressionError(str(error), found.start(group) + error.offset) from error


def _fraction(found: re.Match[str], whole: Decimal, piece: Numeral, suffix: str) -> Expression:
    if whole <= 0:
        raise UnreadableExpressionError("a fraction of zero parts", found.start())
    if whole == 1000:
        return _finished(found, piece.low, unit_of("‰"), suffix)
    quotient = exact_decimal(Fraction(piece.low) * 100 / Fraction(whole))
    if quotient is None:
        quotient = QUOTIENT.divide(piece.low * 100, whole)
    return _finished(found, quotient, unit_of("%"), suffix, "at_least" if piece.open_end else None)


def _measured(found: re.Match[str]) -> Expression:
    first = _numeral(found, "n1")
    unit = _unit(found["u1"], found["n1"])
    low, high = first.low, first.high
    bound = "at_least" if first.open_end else "range" if low != high else None
    end, suffix = found.end(), found["s5"]
    if found["n2"] is not None:
        other = _unit(found["u2"], found["n2"])
        ends = _range(found, first, unit, other)
        if ends is None:
            # not a range after all (21万人次到6万栋楼): the first number stands alone
            end, suffix = found.start("dash"), None
        else:
            (low, high), unit, bound = ends, other or unit, "range"
    if unit is not None and unit.name == "成":
        low, high, unit = low * 10, high * 10, unit_of("%")
    bare = not _DIGIT.search(found["n1"])
    per = found["per"] if end == found.end() else None
    bound = suffix_bound(suffix) or bound
    return Expression(found.start(), end, low, high, unit or NO_UNIT, bound, per, found["n1"], (), bare)


def _unit(spelling: str | None, numeral: str) -> Unit | None:
    if spelling is not None:
        return unit_of(spelling)
    return unit_of("元") if "个" in numeral else None


def _range(
    found: re.Match[str], first: Numeral, unit: Unit | None, other: Unit | None
) -> tuple[Decimal, Decimal] | None:
    """The ends of a range, or None when the two numbers are none; in 8-10万元 the first takes the second's scale."""
    connector = found["dash"].strip()
    if connector in ("到", "至") and found.string[max(0, found.start() - 1) : found.start()] in ("从", "由", "自"):
        # 由5%到8% tells of a change between two values
        return None
    second = _numeral(found, "n2")
    low, high = first.low, second.high
    if unit is not None and unit != other:
        converted = None if other is None else _converted(low, unit, other)
        if converted is None:
            return None
        low = converted
    elif unit is None:
        scale = _SCALE.search(found["n2"].rstrip("余多"))
        if scale and scale[0] and _UNSCALED.fullmatch(found["n1"]):
            shared = low.scaleb(unit_table().scales.get(scale[0], 0), context=EXACT)
            low = plain(shared) if shared <= high else low
    if low > high:
        if connector in ("到", "至"):
            return None
        raise UnreadableExpressionError(f"a range from {low} down to {high}", found.start("n2"))
    return low, high


def _converted(number: Decimal, unit: Unit, other: Unit) -> Decimal | None:
    if (unit.kind, unit.base) != (other.kind, other.base):
        return None
    return exact_decimal(Fraction(number) * unit.factor / other.factor)
