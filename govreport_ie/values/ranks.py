"""Ordinal positions with their scope: 全市第3, 全省第二位, 全国前十, 倒数第二, 全省首位."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from govreport_ie.types.values import Rank
from govreport_ie.values.numerals import UnreadableNumeralError, read_numeral
from govreport_ie.values.words import alternatives, words

_ORDINAL = "[0-9一二两三四五六七八九十百]{1,5}"
_GAP = r"[^，。；：、！？,;0-9第前”\n]{0,8}?"


class FoundRank(NamedTuple):
    """A rank and where it stands; `scope` is `""` when the words name none."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal
    scope: str
    from_end: bool

    def rank(self, text: str, strength: str | None) -> Rank:
        """The value, with the words it was read from."""
        bound = "at_most" if self.low is None else "exact" if self.low == self.high else "range"
        return Rank(
            low=self.low, high=self.high, bound=bound, strength=strength, text=text, scope=self.scope,
            from_end=self.from_end,
        )  # fmt: skip


@cache
def _pattern() -> re.Pattern[str]:
    scope, verb = alternatives(words("rank", "scope")), alternatives(words("rank", "verb"))
    first, other = alternatives(words("rank", "first")), alternatives(words("rank", "not_ordinal"))
    more = alternatives(words("rank", "scope_more"))
    end = rf"(?![0-9一二三四五六七八九十百]|{other})(?:位次|位|名)?"
    return re.compile(
        rf"(?:(?P<scope>(?:{scope}){{1,3}}{more}{{0,2}}){_GAP}(?:{verb}){{0,3}})?"
        rf"(?:(?P<last>倒数)?第(?P<n>{_ORDINAL})(?:[-—~～至到](?P<m>{_ORDINAL}))?{end}"
        rf"|前(?P<top>{_ORDINAL})(?:[位名强](?!企业|县)|(?=[，。；、！？,;）)]|\Z))"
        rf"|(?<=[名居列])(?P<place>[0-9]{{1,4}})位|(?P<first>{first}))"
    )


@cache
def _next() -> re.Pattern[str]:
    other = alternatives(words("rank", "not_ordinal"))
    return re.compile(
        rf"(?:、|和|及)(?P<rank>(?:第|(?=[0-9]{{1,3}}位))(?P<n>{_ORDINAL})(?![0-9一二三四五六七八九十百]|{other})(?:位次|位|名)?)"
    )


def next_rank(text: str, rank: FoundRank) -> FoundRank | None:
    """The rank that follows another in a list and shares its scope: 全省第2位、第3位."""
    found = _next().match(text, rank.end)
    if found is None:
        return None
    try:
        position = _position(found["n"])
    except UnreadableNumeralError:
        return None
    return FoundRank(found.start("rank"), found.end("rank"), position, position, rank.scope, rank.from_end)


def find_rank(text: str, position: int = 0, *, scoped: bool = True) -> FoundRank | None:
    """The first rank of a plain-script text from `position` on.

    Args:
        text: the text.
        position: where to begin.
        scoped: only ranks whose words name a scope (全市第3); a bare 第3 is a rank only where a label says so.
    """
    for found in _pattern().finditer(text, position):
        if scoped and found["scope"] is None:
            continue
        rank = _read(found)
        if rank is not None:
            return rank
    return None


def _read(found: re.Match[str]) -> FoundRank | None:
    scope, from_end = found["scope"] or "", found["last"] is not None
    if found["first"] is not None:
        return FoundRank(found.start(), found.end(), Decimal(1), Decimal(1), scope, False)
    try:
        if found["top"] is not None:
            return FoundRank(found.start(), found.end(), None, _position(found["top"]), scope, False)
        low = _position(found["n"] or found["place"])
        high = _position(found["m"]) if found["m"] is not None else low
    except UnreadableNumeralError:
        return None
    if not 1 <= low <= high:
        return None
    return FoundRank(found.start(), found.end(), low, high, scope, from_end)


def _position(text: str) -> Decimal:
    number = read_numeral(text).high
    if number < 1:
        raise UnreadableNumeralError("rank zero")
    return number
