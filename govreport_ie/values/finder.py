"""Value expressions in running text, without a model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from govreport_ie.types.values import Value
from govreport_ie.values.bounds import prefix_bound
from govreport_ie.values.context import CLAUSE_LENGTH, read_context
from govreport_ie.values.exclusions import Veil, slogan_end, states_value
from govreport_ie.values.grammar import Expression, UnreadableExpressionError, match_expression, starts
from govreport_ie.values.parse import double_digit, relative_goal, typed_value
from govreport_ie.values.ranks import find_rank, next_rank
from govreport_ie.values.relative import find_double_digit, find_relative
from govreport_ie.values.script import plain_script
from govreport_ie.values.words import alternatives, words

#: 一 is an article, except in these (一倍, 一成, 一至两户)
_AFTER_ONE = tuple("倍成至到-")
_CLAUSE = re.compile(r"[^，。；：！？,;!?:\n]*")
_RANKED = re.compile(
    r"[名居列][0-9]{1,4}位|第[0-9一二三四五六七八九十]|前[0-9一二三四五六七八九十]|首位|榜首|之首|位居首"
)
_RELATIVE = re.compile(r"同步|持平|平均|下达|[省市国区州县]定|正增长|[两双]位数|转正|增速|增幅|水平")
_MINUS = re.compile(r"(?<=[为至到长速幅降增值率数（(，、；：])[-−－]\Z|(?<=[为是由至到从长(（，：])负\Z")


@dataclass(frozen=True, slots=True)
class FoundValue:
    """A value and where it stands in the text that was searched.

    Attributes:
        start, end: half-open offsets into that text.
        value: the typed value; its `text` is `text[start:end]`.
        kind: `amount`, `quantity`, `growth_rate`, `rank`, `ratio` or `relative_goal`.
    """

    start: int
    end: int
    value: Value
    kind: str


def find_values(text: str) -> list[FoundValue]:
    """Find the values that a running text states, in order and without overlaps.

    Numbers in names, slogans, titles, dates, list numbers and thresholds (亿元以上项目) are left out, and numerals
    that cannot be read. Spans follow the annotation rules: bound words are inside, verbs are not.

    Args:
        text: any text; offsets of the result are indices into it.
    """
    plain = plain_script(text)
    veil = Veil(plain)
    found = _numbers(text, plain, veil)
    taken = [(item.start, item.end) for item in found]
    for more in (_ranks(text, plain), _relatives(text, plain)):
        fresh = [item for item in more if not any(item.start < end and start < item.end for start, end in taken)]
        found += fresh
        taken += [(item.start, item.end) for item in fresh]
    return sorted(found, key=lambda item: item.start)


@cache
def _each() -> re.Pattern[str]:
    return re.compile(rf"(?:每个?[0-9十百千万]{{0,4}}{alternatives(words('per', 'each'))}){{1,2}}\Z")


def _numbers(text: str, plain: str, veil: Veil) -> list[FoundValue]:
    found: list[FoundValue] = []
    end = 0
    for start in starts().finditer(plain):
        position = start.start()
        if position < end or (start[0] == "一" and plain[start.end() : start.end() + 1] not in _AFTER_ONE):
            continue
        if (slogan := slogan_end(plain, position)) is not None:
            end = slogan
            continue
        try:
            expression = match_expression(plain, position)
        except UnreadableExpressionError:
            continue
        if expression is None or position in veil:
            continue
        bound, inside = prefix_bound(plain[max(0, position - 8) : position], bare=expression.bare)
        listed = bool(found) and found[-1].value.unit == "" and plain[found[-1].end : position] in ("、", "和")
        if not states_value(plain, expression, bound, listed=listed):
            continue
        item = _typed(text, plain, expression, inside, floor=end)
        found.append(item)
        end = item.end
    return found


def _typed(text: str, plain: str, expression: Expression, inside: int, *, floor: int) -> FoundValue:
    """The value with its span; `floor` is the end of the value in front, whose words are not taken again."""
    start, end = expression.start, expression.end
    before = plain[max(0, start - CLAUSE_LENGTH) : start]
    context = read_context(before, expression, plain[end : end + CLAUSE_LENGTH])
    first = max(floor, start - inside)
    minus = _MINUS.search(plain[max(floor, first - 2) : first])
    each = _each().search(plain[max(floor, first - 8) : first])
    if minus is not None:
        first -= 1
    elif each is not None:
        first -= len(each[0])
    value = typed_value(expression, context, text[first:end], None, negative=minus is not None)
    return FoundValue(first, end, value, value.kind)


def _clause_at(plain: str, position: int) -> tuple[int, int]:
    """The clause around a position, between two punctuation marks."""
    start = position
    while start > 0 and position - start < CLAUSE_LENGTH and plain[start - 1] not in "，。；：！？,;!?:\n":
        start -= 1
    found = _CLAUSE.match(plain, position, position + CLAUSE_LENGTH)
    return start, found.end() if found else position


def _ranks(text: str, plain: str) -> list[FoundValue]:
    found: list[FoundValue] = []
    end = 0
    for trigger in _RANKED.finditer(plain):
        if trigger.start() < end:
            continue
        start, stop = _clause_at(plain, trigger.start())
        start = max(start, end)
        clause = plain[start:stop]
        rank = find_rank(clause)
        while rank is not None:
            first, end = start + rank.start, start + rank.end
            value = rank.rank(text[first:end], None)
            found.append(FoundValue(first, end, value, value.kind))
            rank = next_rank(clause, rank)
    return found


def _relatives(text: str, plain: str) -> list[FoundValue]:
    found: list[FoundValue] = []
    end = 0
    for trigger in _RELATIVE.finditer(plain):
        if trigger.start() < end:
            continue
        start, stop = _clause_at(plain, trigger.start())
        start = max(start, end)
        clause = plain[start:stop]
        value: Value
        if (digits := find_double_digit(clause)) is not None:
            first, last = digits
            value = double_digit(clause[:first], clause[last:], text[start + first : start + last])
        elif (goal := find_relative(clause)) is not None:
            first, last, relative = goal
            value = relative_goal(relative, clause[:first], text[start + first : start + last])
            if re.match("[0-9]", clause[last:]):
                continue
        else:
            continue
        end = start + last
        found.append(FoundValue(start + first, end, value, value.kind))
    return found
