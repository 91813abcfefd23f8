"""A report as tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from govreport_ie.report import Report
    from govreport_ie.types.facts import Anchored, Observation, Target
    from govreport_ie.types.period import Period


def print_report(report: Report, console: Console) -> None:
    """Print targets, observations and projects, each with its place in the text."""
    console.print(report_tables(report))


def report_tables(report: Report) -> RenderableType:
    """Header line and the three tables of a report."""
    document = report.document
    header = Text.assemble(
        (document.title or "(no title)", "bold"),
        f"  {document.region or '?'} · {document.level or '?'} · {document.year or '?'}"
        f" · {document.characters} characters · model {report.model.name} {report.model.version}",
    )
    warnings = [Text(f"! {warning}", style="yellow") for warning in document.warnings]
    tables = [
        _facts("Targets", report.targets),
        _facts("Observations", report.observations),
        _projects(report),
    ]
    return Group(header, *warnings, *tables)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold cyan", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column == "at" else "left", overflow="fold")
    return table


def _facts(title: str, facts: tuple[Observation, ...] | tuple[Target, ...]) -> Table:
    table = _table(f"{title} ({len(facts)})", "indicator", "id", "kind", "value", "bound", "period", "at")
    for fact in facts:
        indicator = fact.indicator
        strength = getattr(fact, "strength", None)
        table.add_row(
            indicator.name if indicator else "—",
            (indicator.id or "") if indicator else "",
            fact.kind,
            f"{strength or ''}{fact.value.value}",
            fact.value.value.bound,
            _period(fact.period),
            str(fact.value.start),
        )
    return table


def _projects(report: Report) -> Table:
    table = _table(f"Projects ({len(report.projects)})", "project", "count", "stage", "money", "size", "period", "at")
    places = {mention.id: mention.start for mention in report.mentions}
    for project in report.projects:
        table.add_row(
            project.name,
            "" if project.count is None else str(project.count),
            project.stage or "",
            _values(project.investments),
            _values(project.scales),
            _period(project.period),
            str(places[project.mention]),
        )
    return table


def _values(values: tuple[Anchored, ...]) -> str:
    return "; ".join(f"{value.value} {value.role or ''}".strip() for value in values)


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    span = period.start if period.start == period.end else f"{period.start}–{period.end}"
    return f"({span})" if period.inferred else f"{span}"
