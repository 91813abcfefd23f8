"""What the INDICATOR mentions of a sentence measure: shared heads, one name for several values, catalogue ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from govreport_ie.assembly.catalogue import CatalogueEntry, expand, find_indicator, find_members
from govreport_ie.assembly.graph import SentenceGraph
from govreport_ie.resources import load_toml
from govreport_ie.types.facts import Indicator
from govreport_ie.types.mention import Mention

VALUE_LABELS = ("AMOUNT", "QUANTITY", "GROWTH_RATE", "TARGET", "RANK")
_JOINT = re.compile(r"、|以及|[和与及/]")


@dataclass(frozen=True)
class SentenceIndicators:
    """The indicators of a sentence; ``names`` are the mentions' texts with the head they share, by mention id."""

    graph: SentenceGraph
    names: dict[str, str]

    def of(self, indicator_mention: Mention, value_mention: Mention, relative: bool = False) -> tuple[Indicator, ...]:
        """What the value measures: the mention's indicator, or its member the value is for (城乡居民收入分别…).

        Several for a growth, or a goal without a number (``relative``), that a list of measures in one mention shares.
        Source: docs/indicators.md.
        """
        name = self.names[indicator_mention.id]
        relation = self._relation(indicator_mention, value_mention)
        entry = self._member(name, indicator_mention, value_mention, relation)
        entry = entry or find_indicator(name, growth=relation == "GROWTH")
        if entry is not None:
            return (Indicator(entry.id, entry.name, indicator_mention.id),)
        alone = len(self._alike(indicator_mention, value_mention, relation)) == 1
        listed = listed_members(name) if alone and (relative or relation == "GROWTH") else ()
        return tuple(Indicator(each.id, each.name, indicator_mention.id) for each in listed) or (
            Indicator(None, name, indicator_mention.id),
        )

    def _relation(self, indicator: Mention, value: Mention) -> str | None:
        links = self.graph.heads.get(value.id, ())
        return next((link.type for link in links if link.other.id == indicator.id), None)

    def _alike(self, indicator: Mention, value: Mention, relation: str | None) -> list[str]:
        """The values of the indicator that have the value's relation and label."""
        if relation is None:
            return []
        return [link.other.id for link in self.graph.tails_of(indicator, relation) if link.other.label == value.label]

    def _member(self, name: str, indicator: Mention, value: Mention, relation: str | None) -> CatalogueEntry | None:
        """Of a name with several members the one told by the value, when there is a value for each.

        The values of one kind are those in the value's own list (5.2%、7.1%), or all of its relation and label.
        """
        members = members_of(name)
        if not members or relation is None:
            return None
        kind = self._alike(indicator, value, relation)
        lists = [[m.id for m in run if m.id in kind] for run in self.graph.runs(*VALUE_LABELS)]
        in_order = [m.id for m in self.graph.mentions if m.id in kind]
        for values in (*lists, in_order):
            if value.id in values and len(values) == len(members):
                return members[values.index(value.id)]
        return None


def sentence_indicators(graph: SentenceGraph) -> SentenceIndicators:
    """The indicators of a sentence, each under its full name."""
    names: dict[str, str] = {}
    for run in graph.runs("INDICATOR"):
        full = complete_names([mention.text for mention in run])
        names.update(zip((mention.id for mention in run), full, strict=True))
    return SentenceIndicators(graph, names)


def members_of(name: str) -> tuple[CatalogueEntry, ...]:
    """Measures that one name stands for, in order: by the catalogue, or named one by one (农民和城镇居民收入)."""
    return find_members(name) or listed_members(name)


def listed_members(name: str) -> tuple[CatalogueEntry, ...]:
    """Measures that a name lists one by one, if the catalogue knows them all."""
    parts = [part for part in _JOINT.split(name) if part]
    found = [find_indicator(part) for part in complete_names(parts)] if len(parts) > 1 else []
    return tuple(entry for entry in found if entry) if all(found) else ()


def complete_names(names: Sequence[str]) -> list[str]:
    """Names of a list, each with the head or the beginning it shares with its neighbours.

    城镇、农村居民收入 gives 城镇居民收入, 农村居民收入; a name that stands by itself stays as it is.
    """
    full: list[str] = []
    for at, name in enumerate(names):
        full.append(_with_head(name, names[at + 1 :]) or _with_beginning(name, full) or name)
    return full


def _with_head(name: str, followers: Sequence[str]) -> str | None:
    """The name with the tail of a follower, if that is in the catalogue, or the name is but a modifier."""
    bare = is_bare(name)
    if not bare and find_indicator(name, growth=True):
        return None
    for follower in followers:
        for cut in range(1, len(follower)):
            if bare and not is_bare(follower[:cut]):
                continue
            if find_indicator(name + follower[cut:]):
                return name + follower[cut:]
    return next(_heads(name, followers), None) if bare else None


def _heads(name: str, followers: Sequence[str]) -> Iterator[str]:
    """The modifier with the head of a follower that is a modifier and a head itself.

    第一 takes 产业投资 of 第二产业投资, 第一产业 takes 投资.
    """
    for follower in followers:
        for head in _words().heads:
            doubled = name.endswith("业") and head.startswith("产业")
            if follower.endswith(head) and not doubled and is_bare(follower.removesuffix(head)):
                yield name + head


def _with_beginning(name: str, before: Sequence[str]) -> str | None:
    """The name with the beginning of the one before (单位GDP能耗、二氧化碳排放), if that is in the catalogue."""
    if not before or find_indicator(name, growth=True) or not find_indicator(before[-1]):
        return None
    previous = before[-1]
    full = (previous[:cut] + name for cut in range(len(previous) - 1, 0, -1))
    return next((text for text in full if find_indicator(text)), None)


def is_bare(name: str) -> bool:
    """Whether a name is but a modifier: 城镇, 第一产业, 高技术制造业."""
    return name in _words().bare or name.endswith(_words().bare_endings)


@dataclass(frozen=True)
class _SharedHeads:
    bare: frozenset[str]
    bare_endings: tuple[str, ...]
    heads: tuple[str, ...]


@lru_cache(maxsize=1)
def _words() -> _SharedHeads:
    data = load_toml("indicators.toml")["shared_heads"]
    bare = frozenset(word for item in data["bare"] for word in expand(item))
    return _SharedHeads(bare, tuple(data["bare_endings"]), tuple(sorted(data["heads"], key=len, reverse=True)))
