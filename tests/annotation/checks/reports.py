"""Made-up annotated reports for the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.types.document import Document
from tests.annotation.documents import annotate, make_document

Labels = list[tuple[str, str]]
Arcs = Sequence[tuple[str, int, int]]

OUTPUT: Labels = [("INDICATOR", "工业产值"), ("AMOUNT", "3亿元")]
LINK: Arcs = [("VALUE", 0, 1)]


def report(
    id: str,
    source: str = "工业产值3亿元。",
    mentions: Labels | None = None,
    relations: Arcs | None = None,
    *,
    region: str | None = None,
    year: int | None = None,
    section: str = "review",
) -> AnnotatedDocument:
    """An annotated report with id, region, year and the kind of its one section; by default of one sentence."""
    document: Document = replace(make_document(source), region=region, year=year)
    document = replace(document, sections=(replace(document.sections[0], kind=section),))
    found = OUTPUT if mentions is None else mentions
    arcs = (LINK if mentions is None else ()) if relations is None else relations
    return replace(annotate(document, found, arcs), id=id)
