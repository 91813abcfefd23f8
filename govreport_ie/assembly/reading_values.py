"""Each value mention of a sentence as a typed value, read with the sentence around it.

What a list shares (verb, unit, bound) is the business of ``govreport_ie.values``; here stands what only the relations
tell: which reading a goal asks for, and that a level has no sign.
"""

from __future__ import annotations

import re
from dataclasses import replace

from govreport_ie.assembly.graph import SentenceGraph
from govreport_ie.errors import GovReportError
from govreport_ie.types.mention import Mention
from govreport_ie.types.values import Amount, GrowthRate, Quantity, Value
from govreport_ie.values import parse_value

VALUE_LABELS = ("AMOUNT", "QUANTITY", "GROWTH_RATE", "TARGET", "RANK")
_RATE = re.compile(r"[%％‰倍番]|百分|成$|成(?:左右|以上|以内)")
_MINUS = "-－−负"


def sentence_values(graph: SentenceGraph) -> dict[str, Value]:
    """Value of each value mention by mention id; a mention that holds no readable value is left out."""
    values = {}
    for mention in graph.mentions:
        if mention.label in VALUE_LABELS and (value := _parse(graph, mention)) is not None:
            values[mention.id] = value
    return values


def unread_mentions(graph: SentenceGraph, values: dict[str, Value]) -> list[Mention]:
    """Value mentions that `sentence_values` could not read: they are reported, not dropped in silence."""
    return [m for m in graph.mentions if m.label in VALUE_LABELS and m.id not in values]


def _parse(graph: SentenceGraph, mention: Mention) -> Value | None:
    try:
        value = parse_value(
            mention.text, label=_label(graph, mention), before=graph.before(mention), after=graph.after(mention)
        )
    except GovReportError:
        return None
    return None if value is None else replace(_unsigned_level(graph, mention, value), text=mention.text)


def _label(graph: SentenceGraph, mention: Mention) -> str:
    """The label that decides between readings: a goal is read as what its relation says it is."""
    if mention.label == "TARGET" and _RATE.search(mention.text):
        if graph.heads_of(mention, "GROWTH"):
            return "GROWTH_RATE"
        if graph.heads_of(mention, "VALUE", "SCALE") and "番" not in mention.text:
            return "QUANTITY"
    return mention.label


def _unsigned_level(graph: SentenceGraph, mention: Mention, value: Value) -> Value:
    """A level takes no sign from its verb (下降到8% is 8), only one of its own (-3.2)."""
    is_level = bool(graph.heads_of(mention, "VALUE")) and mention.text[0] not in _MINUS
    if not is_level or not isinstance(value, (Amount, GrowthRate, Quantity)) or not value.falling:
        return value
    low, high = (None if end is None else -end for end in (value.high, value.low))
    return replace(value, low=low, high=high)
