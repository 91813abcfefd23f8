"""From the words of one value and its context to the typed value."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from govreport_ie.errors import ValueParseError
from govreport_ie.types.decimals import mirrored
from govreport_ie.types.units import Unit, unit_table
from govreport_ie.types.values import GROWTH_KINDS, Amount, GrowthRate, Quantity, Ratio, RelativeGoal, Value
from govreport_ie.values.bounds import settled, stronger
from govreport_ie.values.context import CLAUSE_LENGTH, Context, counted_unit, read_context
from govreport_ie.values.exclusions import slogan_end
from govreport_ie.values.grammar import NO_UNIT, Expression, UnreadableExpressionError, match_expression, starts
from govreport_ie.values.ranks import find_rank
from govreport_ie.values.relative import find_double_digit, find_relative, whole_relative
from govreport_ie.values.script import plain_script
from govreport_ie.values.words import words

_SPACE = re.compile(r"\s+")
_MINUS = re.compile(r"(?<![0-9A-Za-z%‰个家户人元亩吨-])[-−－]\Z|(?:(?<=[为是由至到从长(（，：])|(?<![\s\S]))负\Z")
_NAME_NUMBER = re.compile(r"[A-Za-z][-.]?\d|\d+[A-Za-z]+|第\d|[×xX+＋#№]\d|\d[×xX+＋]|\d+(?:年|月|日|号|届|版|级|强)")
_TWO = "Give one value at a time, or use find_values on the whole text."
_DIGITS = "Write the number as in 1234.5, 1.2亿 or 十二万, or leave this mention out."


def parse_value(text: str, *, label: str | None = None, before: str = "", after: str = "") -> Value | None:
    """Read the value that a mention states.

    Args:
        text: the mention (`6%左右`, `348万余元`, `与经济增长基本同步`, `全市第3`, `2.5:66.8:30.7`). Words of its clause
            may stand in it too (`力争增长6%左右`).
        label: label of the annotation scheme that decides between readings: with GROWTH_RATE `10%` is a growth rate,
            with QUANTITY a share. AMOUNT, QUANTITY, GROWTH_RATE, TARGET and RANK are known, others change nothing.
        before: text of the sentence in front of the mention; only the value's own clause counts.
        after: text of the sentence behind it.

    Returns:
        The value in base units, or None when the text holds none.

    Raises:
        ValueParseError: the text holds a number that cannot be read, or two values; it names the spot.

    The forms are listed in docs/values.md.
    """
    plain = _SPACE.sub("", plain_script(text))
    before, after = plain_script(before[-CLAUSE_LENGTH:]), plain_script(after[:CLAUSE_LENGTH])
    if label == "RANK":
        return _rank(plain, text, before)
    expression = None if find_double_digit(plain) else _only_expression(plain, text)
    if expression is not None:
        return _value(plain, expression, text, label, before, after)
    return _without_number(plain, text, before, after, label)


def _rank(plain: str, text: str, before: str) -> Value | None:
    found = find_rank(plain, scoped=False) or find_rank(f"第{plain}", scoped=False)
    return None if found is None else found.rank(text, None)


def _only_expression(plain: str, text: str) -> Expression | None:
    """The one expression of the text."""
    found: Expression | None = None
    position = 0
    for start in starts().finditer(plain):
        if start.start() < position:
            continue
        if (end := slogan_end(plain, start.start())) is not None:
            position = end
            continue
        try:
            expression = match_expression(plain, start.start())
        except UnreadableExpressionError as error:
            if _is_name(plain, start) or not re.search("[0-9]", start[0]):
                continue
            raise _error(str(error), text, plain, error.position, _DIGITS) from error
        if expression is None or not _is_value(plain, expression):
            continue
        if found is None or (found.bare and not expression.bare):
            found = expression
        elif expression.bare or expression.numeral == "一":
            # 37个亿元以上工业项目, 9分钟一趟: no value of its own
            continue
        elif not (found.unit is NO_UNIT or expression.unit is NO_UNIT):
            raise _error("a second value", text, plain, expression.start, _TWO)
        elif found.unit is NO_UNIT:
            found = expression
        position = expression.end
    return found


def _is_value(plain: str, expression: Expression) -> bool:
    """A number with a unit is a value, and so is one that is all the text; 5G, 第3, 三农 are not."""
    before = plain[: expression.start]
    if not _may_follow(before) or (expression.unit.name == "位" and before.endswith(("名", "列", "居"))):
        return False
    if expression.unit is not NO_UNIT or expression.parts:
        return True
    if not re.search("[0-9百千万亿]", expression.numeral):
        return False
    rest = plain[expression.end :]
    if re.search("[万亿余多]", expression.numeral) and counted_unit(rest) is not None:
        return True
    return (
        not rest or rest[0] in "，。；、！？）)" or (not expression.bare and rest[0] in words("names", "plain_after"))
    )


def _may_follow(before: str) -> bool:
    """第3 and 7×24 are no values; a dash is a minus sign or part of a heading."""
    return not before or before[-1] in "-－" or before[-1] not in words("names", "before")


def _is_name(plain: str, start: re.Match[str]) -> bool:
    return any(name.start() < start.end() and start.start() < name.end() for name in _NAME_NUMBER.finditer(plain))


def _error(problem: str, text: str, plain: str, position: int, remedy: str) -> ValueParseError:
    """The error with its position in the caller's text, which may hold white space that was left out."""
    kept = [index for index, character in enumerate(text) if not character.isspace()]
    where = kept[position] if position < len(kept) else len(text)
    return ValueParseError(problem, text=text, position=where, remedy=remedy)


def _value(plain: str, expression: Expression, text: str, label: str | None, before: str, after: str) -> Value:
    context = read_context(before + plain[: expression.start], expression, plain[expression.end :] + after)
    negative = _MINUS.search(plain[: expression.start]) is not None
    return typed_value(expression, context, text, label, negative=negative)


def typed_value(
    expression: Expression, context: Context, text: str, label: str | None, *, negative: bool = False
) -> Value:
    """Join an expression and its context to a value of the right type.

    Args:
        expression: the number with its unit.
        context: what surrounds it.
        text: the words of the value.
        label: the scheme label, or None.
        negative: a minus sign stands in front.
    """
    if expression.parts:
        bound = "about" if stronger(expression.bound, context.bound) == "about" else "exact"
        return Ratio(parts=expression.parts, bound=bound, strength=context.strength, text=text)
    unit = _shared_unit(expression, context, label)
    low, high, bound = _ends(expression, context, unit)
    if context.fall or negative:
        low, high = mirrored(low, high)
    kind = _type(unit, context, label)
    per = expression.per or context.per
    if per is not None and (joined := unit_table().spellings.get(f"{unit.name}/{per}")) is not None:
        # 每立方米23微克 says what 23微克/立方米 does
        unit, per = joined, None
    if expression.per is None and unit.kind in words("per", "undivided"):
        per = per if kind is GrowthRate and per in words("per", "times") else None
    return kind(low=low, high=high, unit=unit.name, bound=bound, per=per, strength=context.strength, text=text)


def _shared_unit(expression: Expression, context: Context, label: str | None) -> Unit:
    """The unit of the expression, or the one that its list lends (3、5个百分点), or 元 for money without unit."""
    unit, lent = expression.unit, context.unit
    if lent is not None and (unit is NO_UNIT or (unit.name == "个" and lent.kind == "points")):
        return lent
    if unit is NO_UNIT and label == "AMOUNT":
        return unit_table().spellings["元"]
    return unit


def _ends(expression: Expression, context: Context, unit: Unit) -> tuple[Decimal | None, Decimal | None, str]:
    if expression.low != expression.high:
        return expression.low, expression.high, "range"
    bound = settled(stronger(expression.bound, context.bound))
    low = None if bound == "at_most" else expression.low
    high = None if bound == "at_least" else expression.high
    return low, high, bound


def _type(unit: Unit, context: Context, label: str | None) -> type[Amount] | type[Quantity] | type[GrowthRate]:
    if unit.kind == "money":
        return Amount
    if unit.kind not in GROWTH_KINDS or label in ("QUANTITY", "AMOUNT"):
        return Quantity
    if label == "GROWTH_RATE" or unit.kind in ("points", "multiple"):
        return GrowthRate
    return GrowthRate if context.change else Quantity


def _without_number(plain: str, text: str, before: str, after: str, label: str | None) -> Value | None:
    digits = find_double_digit(plain)
    if digits is not None:
        return double_digit(before + plain[: digits[0]], plain[digits[1] :] + after, text)
    goal = find_relative(plain) or (whole_relative(plain) if label == "TARGET" else None)
    if goal is not None:
        return relative_goal(goal[2], before + plain[: goal[0]], text)
    rank = find_rank(plain)
    if rank is not None:
        return rank.rank(text, None)
    number = re.search("[0-9]", plain)
    if number is not None and _NAME_NUMBER.search(plain) is None:
        raise _error("a number without unit inside other words", text, plain, number.start(), _DIGITS)
    return None


def double_digit(before: str, after: str, text: str) -> GrowthRate:
    """两位数: a growth of at least 10 %, or a fall of at least 10 %."""
    expression = Expression(0, 0, Decimal(10), Decimal(10), unit_table().spellings["%"], "at_least", None, "")
    context = read_context(before, expression, after)._replace(bound=None, change=True)
    value = typed_value(expression, context, text, "GROWTH_RATE")
    assert isinstance(value, GrowthRate)
    return value


def relative_goal(goal: RelativeGoal, before: str, text: str) -> RelativeGoal:
    """The goal with its own words and the commitment in front of it."""
    expression = Expression(0, 0, Decimal(0), Decimal(0), NO_UNIT, None, None, "")
    return replace(goal, text=text, strength=read_context(before, expression, "").strength)
