"""Format govreport-ie/1: a report as JSON and back. Its JSON Schema is resources/report.schema.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govreport_ie.errors import FormatError, GovReportError
from govreport_ie.report import ModelInfo, Report
from govreport_ie.types.decimals import decimal_string
from govreport_ie.types.document import DocumentInfo
from govreport_ie.types.facts import Anchored, Indicator, Observation, Project, Span, Target
from govreport_ie.types.mention import Mention, Relation
from govreport_ie.types.period import Period
from govreport_ie.types.values import Amount, GrowthRate, Quantity, Value
from govreport_ie.values import parse_value

FORMAT = "govreport-ie/1"
Table = dict[str, Any]


def to_json(report: Report, *, indent: int | None = 1) -> str:
    """The report as JSON text; numbers of values are decimal strings, never floats."""
    return json.dumps(to_table(report), ensure_ascii=False, indent=indent)


def to_table(report: Report) -> Table:
    """The report as plain dictionaries and lists in the order of the format."""
    document = report.document
    return {
        "format": FORMAT,
        "model": {"name": report.model.name, "version": report.model.version, "sha256": report.model.sha256},
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "characters": document.characters,
            "title": document.title,
            "region": document.region,
            "level": document.level,
            "year": document.year,
            "date": document.date,
            "warnings": list(document.warnings),
        },
        "mentions": [_mention(mention) for mention in report.mentions],
        "relations": [
            {"type": r.type, "head": r.head, "tail": r.tail, "confidence": r.confidence} for r in report.relations
        ],
        "observations": [_fact(fact) for fact in report.observations],
        "targets": [_fact(fact) for fact in report.targets],
        "projects": [_project(project) for project in report.projects],
    }


def _mention(mention: Mention) -> Table:
    names = ("id", "label", "start", "end", "text", "confidence", "stage")
    return {name: getattr(mention, name) for name in names}


def _fact(fact: Observation | Target) -> Table:
    indicator = fact.indicator
    table: Table = {
        "indicator": None
        if indicator is None
        else {"id": indicator.id, "name": indicator.name, "mention": indicator.mention},
        "kind": fact.kind,
        "value": value_table(fact.value),
        "period": _period(fact.period),
    }
    if isinstance(fact, Target):
        table["strength"] = fact.strength
    return {**table, "sentence": _span(fact.sentence), "confidence": fact.confidence}


def _project(project: Project) -> Table:
    return {
        "name": project.name,
        "count": project.count,
        "stage": project.stage,
        "investments": [{**value_table(value), "role": value.role} for value in project.investments],
        "scales": [value_table(value) for value in project.scales],
        "period": _period(project.period),
        "mention": project.mention,
        "sentence": _span(project.sentence),
        "confidence": project.confidence,
    }


def value_table(anchored: Anchored) -> Table:
    """VALUE of the format: ends as decimal strings, unit, bound, per, and where it stands."""
    value = anchored.value
    return {
        "low": None if value.low is None else decimal_string(value.low),
        "high": None if value.high is None else decimal_string(value.high),
        "unit": value.unit,
        "bound": value.bound,
        "per": value.per,
        "text": anchored.text,
        "start": anchored.start,
        "end": anchored.end,
        "mention": anchored.mention,
    }


def _period(period: Period | None) -> Table | None:
    if period is None:
        return None
    return {"start": period.start, "end": period.end, "text": period.text, "inferred": period.inferred}


def _span(span: Span) -> Table:
    return {"start": span.start, "end": span.end}


def from_json(text: str) -> Report:
    """The report of a JSON text. Errors: FormatError when it is not JSON, of another format or lacks a part."""
    try:
        table = json.loads(text)
    except ValueError as error:
        raise FormatError(f"not JSON: {error}; give the output of to_json or of --format json") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        found = table.get("format") if isinstance(table, dict) else type(table).__name__
        raise FormatError(f"format is {found!r}, not {FORMAT!r}; give the output of to_json or of --format json")
    try:
        return _report(table)
    except KeyError as error:
        raise FormatError(f"{FORMAT}: the entry {error} is missing; write the report again with to_json") from error
    except (TypeError, ValueError, ArithmeticError) as error:
        raise FormatError(f"{FORMAT}: {error}; write the report again with to_json") from error


def _report(table: Mapping[str, Any]) -> Report:
    mentions = tuple(Mention(**entry) for entry in table["mentions"])
    labels = {mention.id: mention.label for mention in mentions}
    info = dict(table["document"])
    info["warnings"] = tuple(info["warnings"])
    return Report(
        document=DocumentInfo(**info),
        model=ModelInfo(**table["model"]),
        mentions=mentions,
        relations=tuple(Relation(**entry) for entry in table["relations"]),
        observations=tuple(Observation(**_fact_arguments(entry, labels)) for entry in table["observations"]),
        targets=tuple(
            Target(**_fact_arguments(entry, labels), strength=entry["strength"]) for entry in table["targets"]
        ),
        projects=tuple(_project_of(entry, labels) for entry in table["projects"]),
    )


def _fact_arguments(entry: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    indicator = entry["indicator"]
    return {
        "indicator": None if indicator is None else Indicator(**indicator),
        "kind": entry["kind"],
        "value": _anchored(entry["value"], labels, entry["kind"]),
        "period": _period_of(entry["period"]),
        "sentence": Span(**entry["sentence"]),
        "confidence": entry["confidence"],
    }


def _project_of(entry: Mapping[str, Any], labels: Mapping[str, str]) -> Project:
    return Project(
        name=entry["name"],
        count=entry["count"],
        stage=entry["stage"],
        investments=tuple(_anchored(value, labels, "level") for value in entry["investments"]),
        scales=tuple(_anchored(value, labels, "level") for value in entry["scales"]),
        period=_period_of(entry["period"]),
        mention=entry["mention"],
        sentence=Span(**entry["sentence"]),
        confidence=entry["confidence"],
    )


def _period_of(entry: Mapping[str, Any] | None) -> Period | None:
    return None if entry is None else Period(**entry)


def _anchored(entry: Mapping[str, Any], labels: Mapping[str, str], kind: str) -> Anchored:
    value = _value(entry, labels[entry["mention"]], kind)
    return Anchored(value, entry["text"], entry["start"], entry["end"], entry["mention"], entry.get("role"))


def _value(entry: Mapping[str, Any], label: str, kind: str) -> Value:
    """The typed value of a VALUE: the format keeps no type, so it follows from kind, bound and unit.

    What a rank, ratio or relative goal has besides (scope, parts, comparison) is read from its text again.
    """
    if kind in ("rank", "relative") or entry["unit"] == ":":
        value = parse_value(entry["text"], label=label)
        if value is None:
            raise ValueError(f"value text {entry['text']!r} of mention {entry['mention']} cannot be read")
        return value
    arguments: dict[str, Any] = {key: entry[key] for key in ("unit", "bound", "per", "text")}
    arguments |= {key: None if entry[key] is None else Decimal(entry[key]) for key in ("low", "high")}
    special = GrowthRate if kind == "growth" else Amount
    try:
        return special(**arguments)
    except GovReportError:  # its unit is neither money nor a rate
        return Quantity(**arguments)
