"""Projects: a name or a counted group, with its money, size, stage and date."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport_ie.assembly.graph import SentenceGraph
from govreport_ie.assembly.periods import period_of
from govreport_ie.resources import load_toml
from govreport_ie.types.facts import Anchored, Project, Span
from govreport_ie.types.mention import Mention
from govreport_ie.types.values import Amount, GrowthRate, Quantity, Value
from govreport_ie.values import find_values

ROLE_REACH = 14
_COUNTERS = frozenset(["个", "项", "件", "处", "座", "条", "批", "家", "组", "类", "宗"])
_HEAD = re.compile(r"项目|工程|工地|园区|基地")


def sentence_projects(graph: SentenceGraph, values: dict[str, Value]) -> list[Project]:
    """A Project for each PROJECT mention of the sentence."""
    return [_project(graph, mention, values) for mention in graph.mentions if mention.label == "PROJECT"]


def anchored(graph: SentenceGraph, mention: Mention, value: Value, role: str | None = None) -> Anchored:
    """A value with its place."""
    return Anchored(value, mention.text, mention.start, mention.end, mention.id, role)


def _project(graph: SentenceGraph, mention: Mention, values: dict[str, Value]) -> Project:
    money = [link.other for link in graph.tails_of(mention, "INVESTMENT") if link.other.id in values]
    scales = [link.other for link in graph.tails_of(mention, "SCALE") if link.other.id in values]
    return Project(
        name=mention.text,
        count=group_count(mention.text),
        stage=mention.stage,
        investments=tuple(anchored(graph, m, values[m.id], investment_role(graph, m)) for m in money),
        scales=tuple(anchored(graph, m, values[m.id]) for m in scales),
        period=period_of(graph, mention),
        mention=mention.id,
        sentence=Span(graph.sentence.start, graph.sentence.end),
        confidence=mention.confidence,
    )


def group_count(name: str) -> int | None:
    """How many projects a counted group holds (164个重点项目 → 164, 签约项目43个 → 43); None for a name.

    A number with a counter counts the group only at the name's head, in front of its head noun, or at its end:
    197万吨 and 3号线 are part of a name.
    """
    if not _HEAD.search(name):
        return None
    for found in find_values(name):
        value = found.value
        if not isinstance(value, (Quantity, Amount, GrowthRate)) or value.unit not in _COUNTERS or value.low is None:
            continue
        if found.end == len(name) or _HEAD.search(name, found.end):
            return int(value.low)
    return None


def investment_role(graph: SentenceGraph, money: Mention) -> str:
    """Which money a sum is, by the cue word nearest in front of it: total, planned, completed or signed."""
    before = graph.before(money)[-ROLE_REACH:]
    before = re.split(r"[，；。,;]", before)[-1]
    best = (-1, 0, "")
    for role, cues in _roles().items():
        for cue in cues:
            at = before.rfind(cue)
            if at >= 0:
                best = max(best, (at + len(cue), len(cue), role))
    if best[2]:
        return best[2]
    return "planned" if money.label == "TARGET" else "total"


@lru_cache(maxsize=1)
def _roles() -> dict[str, list[str]]:
    roles: dict[str, list[str]] = load_toml("assembly.toml")["roles"]
    return roles
