"""A report as pandas tables with fixed columns and dtypes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govreport_ie.output.json_format import to_table

if TYPE_CHECKING:
    import pandas

    from govreport_ie.report import Report

TEXT, NUMBER, WHOLE, FLAG = "string", "Float64", "Int64", "boolean"

DOCUMENT = {"region": TEXT, "level": TEXT, "year": WHOLE, "document_sha256": TEXT}
VALUE = {
    "low": NUMBER, "high": NUMBER, "low_exact": TEXT, "high_exact": TEXT, "unit": TEXT, "bound": TEXT, "per": TEXT,
    "text": TEXT, "start": WHOLE, "end": WHOLE, "mention": TEXT,
}  # fmt: skip
PERIOD = {"period_start": TEXT, "period_end": TEXT, "period_text": TEXT, "period_inferred": FLAG}
PLACE = {"sentence_start": WHOLE, "sentence_end": WHOLE, "confidence": NUMBER}
INDICATOR = {"indicator_id": TEXT, "indicator": TEXT, "kind": TEXT}

COLUMNS: dict[str, dict[str, str]] = {
    "observations": {**DOCUMENT, **INDICATOR, **VALUE, **PERIOD, **PLACE},
    "targets": {**DOCUMENT, **INDICATOR, **VALUE, **PERIOD, "strength": TEXT, **PLACE},
    "projects": {
        **DOCUMENT, "name": TEXT, "count": WHOLE, "stage": TEXT, "investment": NUMBER, "investment_exact": TEXT,
        "investment_unit": TEXT, "investment_role": TEXT, "investments": TEXT, "scales": TEXT, **PERIOD,
        "mention": TEXT, **PLACE,
    },
    "mentions": {
        **DOCUMENT, "id": TEXT, "label": TEXT, "start": WHOLE, "end": WHOLE, "text": TEXT, "confidence": NUMBER,
        "stage": TEXT,
    },
    "relations": {**DOCUMENT, "type": TEXT, "head": TEXT, "tail": TEXT, "confidence": NUMBER},
}  # fmt: skip


def to_frame(report: Report, table: str = "observations") -> pandas.DataFrame:
    """One table of a report; ``table`` is one of COLUMNS.

    ``low``/``high`` are floats for computing; ``low_exact``/``high_exact`` are the decimal strings. Columns and dtypes
    are the same for every report, empty ones included, so that frames of many reports can be concatenated.
    Errors: ValueError names the tables there are. Source: docs/output.md.
    """
    import pandas  # not at import time of the library: it takes half a second

    if table not in COLUMNS:
        raise ValueError(f"no table {table!r}: choose one of {', '.join(COLUMNS)}")
    entries = to_table(report)[table]
    document = report.document
    common = dict(zip(DOCUMENT, (document.region, document.level, document.year, document.sha256), strict=True))
    rows = [{**common, **_row(entry)} for entry in entries]
    frame = pandas.DataFrame(rows, columns=list(COLUMNS[table]))
    typed: pandas.DataFrame = frame.astype(COLUMNS[table])
    return typed


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    """The flat row of an entry of the JSON format."""
    row = {key: value for key, value in entry.items() if not isinstance(value, (dict, list))}
    if "indicator" in entry:
        indicator = entry["indicator"] or {}
        row |= {"indicator_id": indicator.get("id"), "indicator": indicator.get("name")}
    if "value" in entry:
        value = entry["value"]
        row |= {**value, "low": _float(value["low"]), "high": _float(value["high"])}
        row |= {"low_exact": value["low"], "high_exact": value["high"]}
    if "period" in entry:
        period = entry["period"] or {}
        row |= {f"period_{key}": period.get(key) for key in ("start", "end", "text", "inferred")}
    if "sentence" in entry:
        row |= {f"sentence_{key}": entry["sentence"][key] for key in ("start", "end")}
    if "investments" in entry:
        row |= _money(entry)
    return row


def _money(entry: dict[str, Any]) -> dict[str, Any]:
    """The first investment in columns of its own, all of them and all scales as the words that state them."""
    row: dict[str, Any] = {
        "investments": "；".join(value["text"] for value in entry["investments"]) or None,
        "scales": "；".join(value["text"] for value in entry["scales"]) or None,
    }
    if entry["investments"]:
        first = entry["investments"][0]
        stated = first["low"] if first["low"] is not None else first["high"]
        row |= {"investment": _float(stated), "investment_exact": stated}
        row |= {"investment_unit": first["unit"], "investment_role": first["role"]}
    return row


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)
