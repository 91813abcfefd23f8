"""Each value mention of a sentence as a typed value, with what its list shares: verb, unit and bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from govreport_ie.assembly.graph import SentenceGraph
from govreport_ie.errors import GovReportError
from govreport_ie.resources import load_toml
from govreport_ie.types.mention import Mention
from govreport_ie.types.values import Amount, GrowthRate, Quantity, Value
from govreport_ie.values import parse_value

VALUE_LABELS = ("AMOUNT", "QUANTITY", "GROWTH_RATE", "TARGET", "RANK")
_CHANGE = re.compile(r"[%％‰倍番]|百分点|成$")
_NUMBER = re.compile(r"[\d.,０-９．]+|[零一二三四五六七八九十百千万亿两]+")
_MEASURED = (Amount, Quantity, GrowthRate)


def sentence_values(graph: SentenceGraph) -> dict[str, Value]:
    """Value of each value mention by mention id; a mention that holds no readable value is left out."""
    values: dict[str, Value] = {}
    for run in graph.runs(*VALUE_LABELS):
        lead = graph.before(run[0])
        shared = len(run) > 1 and _distributes(lead)
        parsed = [_parse(graph, mention, lead if shared else graph.before(mention), run) for mention in run]
        if shared:
            parsed = _share_bound(parsed)
        values.update({m.id: value for m, value in zip(run, parsed, strict=True) if value is not None})
    return values


def unread_mentions(graph: SentenceGraph, values: dict[str, Value]) -> list[Mention]:
    """Value mentions that `sentence_values` could not read: they are reported, not dropped in silence."""
    return [m for m in graph.mentions if m.label in VALUE_LABELS and m.id not in values]


def _parse(graph: SentenceGraph, mention: Mention, before: str, run: Sequence[Mention]) -> Value | None:
    text = mention.text
    if _NUMBER.fullmatch(text.strip()) and mention.label != "QUANTITY":
        text += _unit_of(run[-1].text)
    try:
        value = parse_value(text, label=_label(graph, mention), before=before, after=graph.after(mention))
    except GovReportError:
        return None
    if value is None:
        return None
    return replace(_level_sign(graph, mention, value), text=mention.text)


def _label(graph: SentenceGraph, mention: Mention) -> str:
    """The label that decides between readings: a goal is read as what its relation says it is."""
    if mention.label != "TARGET":
        return mention.label
    if graph.heads_of(mention, "GROWTH") and _CHANGE.search(mention.text):
        return "GROWTH_RATE"
    if graph.heads_of(mention, "VALUE", "SCALE") and _CHANGE.search(mention.text) and "番" not in mention.text:
        return "QUANTITY"
    return "TARGET"


def _level_sign(graph: SentenceGraph, mention: Mention, value: Value) -> Value:
    """A level has no sign of its verb: 下降到8% is 8."""
    if not isinstance(value, _MEASURED) or not graph.heads_of(mention, "VALUE") or mention.text[0] in "-－−负":
        return value
    low, high = value.low, value.high
    if all(end is None or end <= 0 for end in (low, high)):
        swapped = (None if high is None else -high, None if low is None else -low)
        return replace(value, low=swapped[0], high=swapped[1])
    return value


def _share_bound(values: Sequence[Value | None]) -> list[Value | None]:
    """Give the bound at the end of a distributed list, or at its head, to the values between that have none."""
    measured = [value for value in values if isinstance(value, _MEASURED)]
    if len(measured) < len(values) or not measured:
        return list(values)
    ends = [value for value in (measured[-1], measured[0]) if value.bound in ("about", "at_least", "at_most")]
    others = {value.bound for value in measured} - {ends[0].bound if ends else ""}
    if not ends or others != {"exact"}:
        return list(values)
    return [_with_bound(value, ends[0].bound) if value.bound == "exact" else value for value in measured]


def _with_bound(value: Amount | Quantity | GrowthRate, bound: str) -> Value:
    """An exact value under another bound; of a fall the magnitude is bounded."""
    if bound == "about":
        return replace(value, bound=bound)
    number = value.low
    falls = number is not None and number < 0
    open_high = (bound == "at_least") != falls
    return replace(value, low=number if open_high else None, high=None if open_high else number, bound=bound)


def _distributes(lead: str) -> bool:
    tail = lead[max(lead.rfind(mark) for mark in "，；。,;") + 1 :]
    return any(cue in tail for cue in _cues())


def _unit_of(text: str) -> str:
    """What stands behind the number of a value text: the unit (and bound) that a bare neighbour shares."""
    match = _NUMBER.search(text)
    return re.sub(r"(左右|以上|以下|以内|余|多)+$", "", text[match.end() :]) if match else ""


@lru_cache(maxsize=1)
def _cues() -> tuple[str, ...]:
    return tuple(load_toml("assembly.toml")["distribution"]["cues"])
