"""Lists of values (3.2%、4.1%和5%左右): what stands in front of the first, and what the later ones lend the earlier."""

from __future__ import annotations

import re

from govreport_ie.types.units import Unit
from govreport_ie.values.bounds import prefix_bound
from govreport_ie.values.grammar import Expression, UnreadableExpressionError, match_expression, starts

_SEPARATOR = re.compile(r"(?:、|和|及|以及|与)\s?\Z")
_NEXT_SEPARATOR = re.compile(r"\s?(?:、|以及|和|及|与)\s?")
#: How many items behind a value may tell what it is.
_ITEMS = 8


def list_lead(clause: str) -> tuple[str, str | None]:
    """What stands in front of the first value of a list.

    Args:
        clause: plain-script text in front of a value (`两项支出分别超过5亿元、`).

    Returns:
        The text in front of the list's first value and of its bound word (`两项支出分别`), and the bound of that word
        (`at_least`). Where the value is no later item of a list, the clause itself and None.
    """
    bound: str | None = None
    separator = _SEPARATOR.search(clause[-3:])
    if separator is None:
        return clause, None
    end = len(clause) - len(separator[0])
    lead = clause
    for item in reversed(_expressions(clause)):
        if item.end != end:
            break
        bound, inside = prefix_bound(clause[: item.start], bare=item.bare)
        lead = clause[: item.start - inside]
        separator = _SEPARATOR.search(lead[-3:])
        if separator is None:
            break
        end = len(lead) - len(separator[0])
    return lead, bound


def _expressions(text: str) -> list[Expression]:
    """All expressions in a text, left to right; unreadable ones are left out."""
    found: list[Expression] = []
    end = 0
    for start in starts().finditer(text):
        if start.start() < end:
            continue
        try:
            expression = match_expression(text, start.start())
        except UnreadableExpressionError:
            continue
        if expression is not None:
            found.append(expression)
            end = expression.end
    return found


def list_tail(after: str) -> tuple[Unit | None, str | None]:
    """What the rest of a list lends to a value in front of it.

    Args:
        after: plain-script text behind the value (`、4.1和5个百分点左右`).

    Returns:
        The first unit named (百分点), and the first bound named (`about`); None where there is none.
    """
    unit: Unit | None = None
    position = 0
    while (separator := _NEXT_SEPARATOR.match(after, position)) is not None:
        try:
            item = match_expression(after, separator.end())
        except UnreadableExpressionError:
            break
        if item is None:
            break
        if unit is None and item.unit.name:
            unit = item.unit
        if item.bound is not None and item.bound != "range":
            return unit, item.bound
        position = item.end
    return unit, None


def lends_unit(after: str) -> bool:
    """Whether a list goes on behind a number and names the unit later (4.1、6.7和0.8个百分点)."""
    return list_tail(after)[0] is not None


def last_item(text: str, expression: Expression) -> Expression:
    """The last expression of the list that goes on behind an expression of a text; itself where none does.

    Only so many items are looked at, so that a text that is one list is still read in linear time.
    """
    last = expression
    for _ in range(_ITEMS):
        separator = _NEXT_SEPARATOR.match(text, last.end)
        if separator is None:
            break
        try:
            item = match_expression(text, separator.end())
        except UnreadableExpressionError:
            break
        if item is None:
            break
        last = item
    return last
