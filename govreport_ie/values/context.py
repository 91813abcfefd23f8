"""What the words around a value say of it: direction, bound, commitment, what it is counted for.

Only the value's own clause counts: the stretch back to the last punctuation mark or the last number of another
value. Values of one list (分别下降3.2%、4.1%) share one clause: the words in front of the first and behind the last
reach all of them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from govreport_ie.types.units import Unit
from govreport_ie.values.bounds import prefix_bound, stronger, suffix_bound, suffix_pattern
from govreport_ie.values.direction import read_direction
from govreport_ie.values.grammar import NO_UNIT, Expression
from govreport_ie.values.lists import list_lead, list_tail
from govreport_ie.values.units import unit_of
from govreport_ie.values.words import alternatives, words

# greedy up to the last mark or figure: one pass forward, one back
_LAST_MARK = re.compile(r"[\s\S]*[，。；！？：,;!?:（）()《》\n]")
_FIGURE = re.compile("[0-9]")
# 每10万人 is no other value
_LAST_FIGURE = re.compile(r"(?:[\s\S]*(?<![每0-9.])|\A)[0-9]+(?:\.[0-9]+)?")
_DISTRIBUTED = re.compile("分别|依次|各自")
_GREAT = re.compile("[万亿余多]")
#: How far a clause reaches, in characters; longer ones do not occur.
CLAUSE_LENGTH = 120


class Context(NamedTuple):
    """What surrounds a value.

    Attributes:
        fall: the value is a fall.
        change: the value says how much something changed (True), how large it is (False), or None when the words
            tell neither.
        bound: the bound that the words around give.
        inside: how many characters in front of the number belong to the value's span.
        per: what it is counted for.
        strength: the word of commitment.
        unit: the unit that a later value of the list lends.
    """

    fall: bool
    change: bool | None
    bound: str | None
    inside: int
    per: str | None
    strength: str | None
    unit: Unit | None


@cache
def _counted() -> list[tuple[re.Pattern[str], Unit]]:
    return [
        (re.compile(rf"[^，。；、：,;0-9的\n]{{0,14}}?{alternatives(words('counted', name))}"), unit_of(name))
        for name in ("人", "户")
    ]


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(words('counted', 'money'))}[^的]{{0,8}}\Z")


@cache
def _strength() -> re.Pattern[str]:
    return re.compile(alternatives(words("strength", "words")))


@cache
def _per() -> re.Pattern[str]:
    each = alternatives(words("per", "each"))
    averaged = alternatives(words("per", "averaged"))
    return re.compile(rf"每(?:个)?(?P<each>[0-9十百千万]{{0,4}}{each})|(?P<averaged>{averaged})均(?!衡)")


@cache
def _after() -> re.Pattern[str]:
    fall, growth = (
        alternatives(words("direction", "fall_after")),
        alternatives(words("direction", "growth_after")),
    )
    return re.compile(rf"(?P<bound>{suffix_pattern()})?(?:(?P<fall>{fall})|(?P<growth>{growth}))?")


def read_context(before: str, expression: Expression, after: str) -> Context:
    """Read the surroundings of an expression.

    Args:
        before: plain-script text in front of the number.
        expression: the expression itself.
        after: plain-script text behind it.
    """
    before = last_clause(before)
    bound, inside = prefix_bound(before, bare=expression.bare)
    own = before[: len(before) - inside] if inside else before
    lead, first_bound = list_lead(own)
    clause = _own(lead)
    distributed = _DISTRIBUTED.search(clause) is not None
    if lead is not own and distributed:
        bound = bound or first_bound
    tail = _after().match(after)
    assert tail is not None
    bound = stronger(bound, suffix_bound(tail["bound"]))
    distributed = distributed and bound is None and expression.bound is None
    unit: Unit | None = None
    if distributed or expression.unit is NO_UNIT or expression.unit.name == "个":
        unit, list_bound = list_tail(after[tail.end() :])
        bound = list_bound if distributed else bound
    if unit is None and expression.unit is NO_UNIT and _GREAT.search(expression.numeral):
        unit = counted_unit(after) or (unit_of("元") if names_money(clause) else None)
    fall, change = read_direction(clause, after)
    if tail["fall"] or tail["growth"]:
        fall, change = tail["fall"] is not None, True
    strengths = _strength().findall(lead)
    per = _counted_for(clause + before[len(own) :])
    return Context(fall, change, bound, inside, per, strengths[-1] if strengths else None, unit)


def counted_unit(after: str) -> Unit | None:
    """What a number without counter counts, by the noun behind it: 60多万农村群众 are people."""
    return next((unit for pattern, unit in _counted() if pattern.match(after)), None)


def last_clause(before: str) -> str:
    """The end of a text from its last punctuation mark on, at most CLAUSE_LENGTH characters."""
    before = before[-CLAUSE_LENGTH:]
    found = _LAST_MARK.match(before)
    return before if found is None else before[found.end() :]


def _own(lead: str) -> str:
    """The end of a clause that belongs to one value alone: behind the last figure of another."""
    if _FIGURE.search(lead) is None:
        return lead
    found = _LAST_FIGURE.match(lead)
    return lead if found is None else lead[found.end() :]


def names_money(before: str) -> bool:
    """Whether the words in front of a number without unit name money (总投资152亿)."""
    return _money().search(before) is not None


def _counted_for(clause: str) -> str | None:
    """每月 → 月, 人均 → 人, 每人每月 → 人·月."""
    per: str | None = None
    end = -1
    for found in _per().finditer(clause):
        name = found["each"] or found["averaged"]
        per = f"{per}·{name}" if found.start() == end else name
        end = found.end()
    return per
