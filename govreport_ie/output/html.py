"""A report as a self-contained HTML page: facts in tables, the text with its mentions marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from govreport_ie.types.document import Document
from govreport_ie.types.facts import Observation, Project, Target
from govreport_ie.types.mention import Mention
from govreport_ie.types.period import Period

if TYPE_CHECKING:
    from govreport_ie.report import Report

STYLE = """
.gie{font:14px/1.6 system-ui,sans-serif;color:#222}.gie table{border-collapse:collapse;margin:.5em 0 1.5em}
.gie td,.gie th{padding:.15em .7em;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}
.gie th{background:#f4f4f4}.gie mark{padding:0 .15em;border-radius:.2em}.gie p{max-width:50em}
.gie .INDICATOR{background:#dbe9ff}.gie .AMOUNT{background:#d8f3d3}.gie .QUANTITY{background:#e9f7c8}
.gie .GROWTH_RATE{background:#c9f0ee}.gie .TARGET{background:#ffe2b8}.gie .PROJECT{background:#f3d9f7}
.gie .PERIOD{background:#e6e6e6}.gie .RANK{background:#ffd3d3}.gie .inferred{color:#888}
"""


def to_html(report: Report) -> str:
    """The whole page; every text of the report is escaped."""
    title = escape(report.document.title or "govreport_ie")
    body = fragment(report) + _marked_text(report)
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f'<!DOCTYPE html><html lang="zh">{head}<body>{body}</body></html>'


def fragment(report: Report) -> str:
    """Header and tables of the facts, for a notebook cell."""
    document = report.document
    head = (
        f"{document.title or ''} · {document.region or '?'} · {document.year or '?'} · {document.characters} characters"
    )
    warnings = "".join(f"<p>⚠ {escape(warning)}</p>" for warning in document.warnings)
    fact_head = ("indicator", "id", "kind", "value", "bound", "period", "at")
    project_head = ("project", "count", "stage", "money", "size", "period")
    return (
        f'<style>{STYLE}</style><div class="gie"><h2>{escape(head)}</h2>{warnings}'
        + _table("Targets", fact_head, [_fact(fact) for fact in report.targets])
        + _table("Observations", fact_head, [_fact(fact) for fact in report.observations])
        + _table("Projects", project_head, [_project(project) for project in report.projects])
        + "</div>"
    )


def _table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    cells = "".join(f"<th>{name}</th>" for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<h3>{title} ({len(rows)})</h3><table><tr>{cells}</tr>{lines}</table>"


def _fact(fact: Observation | Target) -> tuple[str, ...]:
    indicator = fact.indicator
    strength = fact.strength or "" if isinstance(fact, Target) else ""
    link = f'<a href="#{escape(fact.value.mention)}">{fact.value.start}</a>'
    return (
        escape(indicator.name) if indicator else "—",
        escape(indicator.id or "") if indicator else "",
        fact.kind,
        escape(f"{strength}{fact.value.value}"),
        fact.value.value.bound,
        _period(fact.period),
        link,
    )


def _project(project: Project) -> tuple[str, ...]:
    money = "; ".join(f"{value.value} ({value.role})" for value in project.investments)
    return (
        f'<a href="#{escape(project.mention)}">{escape(project.name)}</a>',
        "" if project.count is None else str(project.count),
        project.stage or "",
        escape(money),
        escape("; ".join(str(value.value) for value in project.scales)),
        _period(project.period),
    )


def _period(period: Period | None) -> str:
    if period is None:
        return ""
    span = escape(period.start if period.start == period.end else f"{period.start} – {period.end}")
    return f'<span class="inferred">{span}</span>' if period.inferred else span


def _marked_text(report: Report) -> str:
    """The sentences with their mentions marked; nothing after ``from_json``, which keeps no text."""
    document = report.document
    if not isinstance(document, Document):
        return ""
    mentions = sorted(report.mentions, key=lambda mention: mention.start)
    parts, at = [], 0
    for sentence in document.sentences:
        pieces, position = [], sentence.start
        while at < len(mentions) and mentions[at].start < sentence.end:
            mention = mentions[at]
            pieces.append(escape(document.clean(position, mention.start)) + _mark(mention))
            position, at = mention.end, at + 1
        pieces.append(escape(document.clean(position, sentence.end)))
        tag = "h4" if sentence.heading else "p"
        parts.append(f"<{tag}>{''.join(pieces)}</{tag}>")
    return f'<div class="gie"><h3>Text</h3>{"".join(parts)}</div>'


def _mark(mention: Mention) -> str:
    known = mention.confidence is not None
    title = (
        f"{mention.label}{' ' + mention.stage if mention.stage else ''}{f' {mention.confidence:.2f}' if known else ''}"
    )
    label = escape(mention.label)
    return f'<mark id="{escape(mention.id)}" class="{label}" title="{escape(title)}">{escape(mention.text)}</mark>'
