"""When a value holds: the period in its sentence, or else the one of its section."""

from __future__ import annotations

from govreport_ie.assembly.graph import SentenceGraph
from govreport_ie.types.mention import Mention
from govreport_ie.types.period import Period
from govreport_ie.values import resolve_period


def period_of(graph: SentenceGraph, mention: Mention) -> Period | None:
    """Period of a mention: its nearest PERIOD tail, resolved; else the section's reference, marked as inferred."""
    links = graph.tails_of(mention, "PERIOD")
    reference = graph.section.reference
    for link in sorted(links, key=lambda item: abs(item.other.start - mention.start)):
        period = resolve_period(
            link.other.text,
            report_year=graph.document.year,
            section_period=reference,
            section_kind=graph.section.kind,
        )
        if period is not None:
            return period
    if reference is None or reference == "-":
        return None
    return Period.from_reference(reference)
