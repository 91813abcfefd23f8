"""Where a record comes from, as plain fields beside its text: report, SHA-256, start, reference, note."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from govreport_ie.annotation.fields import Fields
from govreport_ie.annotation.formats.record import Record


def source_fields(record: Record) -> dict[str, Any]:
    """The fields of a record that is one sentence; those not known are left out."""
    fields = {
        "report": record.report,
        "sha256": record.sha256,
        "start": record.start,
        "reference": record.reference,
        "note": record.note or None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def with_source(record: Record, entry: Fields) -> Record:
    """The record with what the fields say of its source; FieldError when one is of the wrong type.

    The reference period stands at the record's first mention, as its sentence is the one that holds it.
    """
    reference = entry.optional_text("reference")
    first = min((item.start for item in record.mentions), default=0)
    return replace(
        record,
        report=entry.optional_text("report"),
        sha256=entry.optional_text("sha256"),
        start=None if entry.entry.get("start") is None else entry.number("start"),
        references=((first, reference),) if reference is not None else (),
        note=entry.optional_text("note") or "",
    )
