"""Bounds: the words in front of and behind a number that open or blur it (不低于, 近, 左右, 以内)."""

from __future__ import annotations

import re
from functools import cache

from govreport_ie.values.words import alternatives, spelling, words

#: Where two words disagree, the one that opens an end says more than the one that blurs (约5000余人).
_WEIGHT = {"range": 3, "at_least": 2, "at_most": 2, "about": 1, "held": 0}
_KINDS = ("about", "at_least", "at_most")
_PREFIXES = (*_KINDS, "held")


@cache
def suffix_pattern() -> str:
    """Source of a pattern for the words behind a unit (左右, 以上, 以内, 之间)."""
    return alternatives(word for kind in (*_KINDS, "range") for word in words("suffix", kind))


@cache
def _suffixes() -> dict[str, str]:
    return {spelling(word): kind for kind in (*_KINDS, "range") for word in words("suffix", kind)}


def suffix_bound(word: str | None) -> str | None:
    """The bound of a word behind the unit; None for 之间, which only confirms a range, and for no word."""
    bound = _suffixes()[word] if word else None
    return None if bound == "range" else bound


@cache
def _prefix_pattern() -> re.Pattern[str]:
    groups = "|".join(f"(?P<{kind}>{alternatives(words('prefix', kind))})" for kind in _PREFIXES)
    return re.compile(rf"(?:{groups})(?P<tail>[了到至在达]{{0,2}} ?)\Z")


@cache
def _bare_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(words('prefix', 'bare'))}\Z")


@cache
def _inside_words() -> frozenset[str]:
    """Bound words that are part of a value's span by the annotation rules; the others are verbs in front of it."""
    return frozenset(words("prefix", "inside"))


@cache
def _each() -> re.Pattern[str]:
    """不低于每月800元: what it is counted for may stand between the word and the number."""
    return re.compile(rf"(?:每个?{alternatives(words('per', 'each'))}){{1,2}}\Z")


@cache
def _far() -> re.Pattern[str]:
    """不低于城区面积的30%: the whole may stand between the word and the share."""
    kinds = "|".join(f"(?P<{kind}>{alternatives(words('prefix_of_share', kind))})" for kind in ("at_least", "at_most"))
    return re.compile(rf"(?:{kinds})[^，。；：、,;0-9的\n]{{1,{_FAR - 5}}}的\Z")


_WINDOW = 8
_FAR = 24


def prefix_bound(before: str, *, bare: bool) -> tuple[str | None, int]:
    """The bound of the words that end `before`, and how many of its last characters belong to the value's span.

    Args:
        before: the text in front of the number.
        bare: the numeral is only a power of ten (百, 千亿), in front of which 上 and 过 count too.
    """
    window = before[-_WINDOW:]
    each = _each().search(window) if "每" in window else None
    found = _prefix_pattern().search(window, 0, each.start() if each else len(window))
    if found is None:
        if before.endswith("的") and (far := _far().search(before[-_FAR:])):
            return far.lastgroup, 0
        if bare and (found := _bare_pattern().search(window)):
            return "at_least", len(found[0]) if found[0] in _inside_words() else 0
        return None, 0
    kind = next(name for name in _PREFIXES if found[name] is not None)
    word = found[kind]
    length = len(window) - found.start() if word in _inside_words() and not found["tail"].strip() else 0
    return kind, length


def settled(bound: str | None) -> str:
    """The bound in the end: 控制在5% holds as at_most, unless a word behind says more (控制在5%左右)."""
    if bound is None or bound == "range":
        return "exact"
    return "at_most" if bound == "held" else bound


def stronger(first: str | None, second: str | None) -> str | None:
    """The bound that says more; of two equally strong the first."""
    if first is None or second is None:
        return first or second
    return first if _WEIGHT[first] >= _WEIGHT[second] else second
