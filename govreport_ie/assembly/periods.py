"""When a value holds: the period in its sentence, or else the one of its section."""

from __future__ import annotations

from govreport_ie.assembly.graph import Link, SentenceGraph
from govreport_ie.types.mention import Mention
from govreport_ie.types.period import Period
from govreport_ie.values import resolve_period


def period_of(graph: SentenceGraph, mention: Mention) -> Period | None:
    """Period of a mention: the PERIOD that dates it, resolved; else the section's reference, marked as inferred.

    Of several PERIODs the one linked with most confidence counts, then one in front of the mention, then the nearest.
    """

    def rank(link: Link) -> tuple[float, bool, int]:
        sure = 1.0 if link.confidence is None else link.confidence
        return -sure, link.other.start > mention.start, abs(link.other.start - mention.start)

    reference = graph.section.reference
    for link in sorted(graph.tails_of(mention, "PERIOD"), key=rank):
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
