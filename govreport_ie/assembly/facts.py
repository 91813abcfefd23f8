"""From a tagged document to facts: observations, targets and projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govreport_ie.assembly.graph import Link, SentenceGraph, sentence_graphs
from govreport_ie.assembly.indicators import sentence_indicators
from govreport_ie.assembly.periods import period_of
from govreport_ie.assembly.projects import anchored, sentence_projects
from govreport_ie.assembly.reading_values import VALUE_LABELS, sentence_values, unread_mentions
from govreport_ie.types.facts import Indicator, Observation, Project, Span, Target
from govreport_ie.types.mention import Mention, TaggedDocument
from govreport_ie.types.values import GrowthRate, RelativeGoal, Value

INDICATOR_RELATIONS = ("VALUE", "GROWTH", "RANKED")
PROJECT_RELATIONS = ("INVESTMENT", "SCALE")


@dataclass(frozen=True)
class Facts:
    """What assembly makes of a tagged document; ``unread`` are value mentions whose text holds no readable value."""

    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    projects: tuple[Project, ...]
    unread: tuple[Mention, ...]


def assemble(tagged: TaggedDocument) -> Facts:
    """Facts of a tagged document, in the order of the text.

    Every value mention gives a fact of its own for each indicator it is linked to, or one without an indicator;
    reported money and sizes that belong to a project alone stand in the project. Source: docs/assembly.md.
    """
    observations: list[Observation] = []
    targets: list[Target] = []
    projects: list[Project] = []
    unread: list[Mention] = []
    for graph in sentence_graphs(tagged):
        values = sentence_values(graph)
        indicators = sentence_indicators(graph)
        for mention in graph.mentions:
            if mention.id not in values:
                continue
            for link in _facts_of(graph, mention):
                value = values[mention.id]
                relative = isinstance(value, RelativeGoal)
                for indicator in indicators.of(link.other, mention, relative) if link else (None,):
                    if mention.label == "TARGET":
                        targets.append(_target(graph, mention, value, link, indicator))
                    else:
                        observations.append(_observation(graph, mention, value, link, indicator))
        projects += sentence_projects(graph, values)
        unread += unread_mentions(graph, values)
    return Facts(tuple(observations), tuple(targets), tuple(projects), tuple(unread))


def _facts_of(graph: SentenceGraph, mention: Mention) -> Iterable[Link | None]:
    """The indicator links a fact is made for; [None] for a value that has no indicator."""
    if mention.label not in VALUE_LABELS:
        return []
    links = graph.heads_of(mention, *INDICATOR_RELATIONS)
    if links:
        return links
    # Money put into a project and its size are told by the project; a goal is a goal all the same.
    if mention.label != "TARGET" and graph.heads_of(mention, *PROJECT_RELATIONS):
        return []
    return [None]


def _observation(
    graph: SentenceGraph, mention: Mention, value: Value, link: Link | None, indicator: Indicator | None
) -> Observation:
    return Observation(
        indicator=indicator,
        kind="rank" if mention.label == "RANK" else _kind(graph, mention, value, link),
        value=anchored(graph, mention, value),
        period=period_of(graph, mention),
        sentence=Span(graph.sentence.start, graph.sentence.end),
        confidence=_confidence(mention, link),
    )


def _target(
    graph: SentenceGraph, mention: Mention, value: Value, link: Link | None, indicator: Indicator | None
) -> Target:
    return Target(
        indicator=indicator,
        kind="relative" if isinstance(value, RelativeGoal) else _kind(graph, mention, value, link),
        value=anchored(graph, mention, value),
        period=period_of(graph, mention),
        strength=value.strength,
        sentence=Span(graph.sentence.start, graph.sentence.end),
        confidence=_confidence(mention, link),
    )


def _kind(graph: SentenceGraph, mention: Mention, value: Value, link: Link | None) -> str:
    """Level, growth (a rate) or change (an absolute difference), by relation and type of value."""
    if link is None:
        return "growth" if isinstance(value, GrowthRate) else "level"
    if link.type == "GROWTH":
        return "growth" if isinstance(value, GrowthRate) else "change"
    return "level"


def _confidence(mention: Mention, link: Link | None) -> float | None:
    """Of a fact: its value's and its relation's confidence together; None when either is unknown."""
    if mention.confidence is None or (link is not None and link.confidence is None):
        return None
    return round(mention.confidence * (link.confidence or 1.0 if link else 1.0), 4)
