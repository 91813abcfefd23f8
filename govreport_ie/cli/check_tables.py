"""A check of annotations on the terminal: counts, findings by kind, and lists to look through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from govreport_ie.annotation import CheckReport
from govreport_ie.annotation.checks import SEVERITIES, Finding, SplitCounts

COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
PLACES_SHOWN = 3


def print_check(report: CheckReport, title: str, show: int, console: Console) -> None:
    """Print the report; of each kind of finding and of each list at most ``show`` entries."""
    reports = sum(entry.reports for entry in report.counts.values())
    console.print(f"[bold]{escape(title)}[/bold]: {reports} annotated reports")
    console.print(_counts(report))
    if report.findings:
        console.print(_summary(report.findings))
    for finding in _shown(report.findings, show):
        console.print(f"[{COLOURS[finding.severity]}]{finding.severity}[/] {escape(_line(finding))}", highlight=False)
    for table in _lists(report, show):
        console.print(table)
    numbers = ", ".join(
        f"{report.number(severity)} {name}" for severity, name in zip(SEVERITIES, _PLURALS, strict=True)
    )
    console.print(f"[bold]{numbers}[/bold]", highlight=False)


_PLURALS = ("errors", "warnings", "pieces of advice")


def _table(title: str, *columns: str) -> Table:
    """A table whose columns with a name in angle brackets hold numbers, at the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        name = column.strip("<>")
        table.add_column(name, justify="right" if name != column else "left", overflow="fold")
    return table


def _counts(report: CheckReport) -> Table:
    table = _table("Counts", "", *(f"<{split}>" for split in report.counts))
    splits = list(report.counts.values())
    for name, row in _rows(splits):
        table.add_row(name, *map(str, row), end_section=name in ("sentences", "mentions", "relations"))
    return table


def _rows(splits: list[SplitCounts]) -> Iterator[tuple[str, list[int]]]:
    yield "reports", [split.reports for split in splits]
    yield "sentences", [split.sentences for split in splits]
    for part in ("mentions", "relations", "stages"):
        tables = [getattr(split, part) for split in splits]
        for name in dict.fromkeys(name for table in tables for name in table):
            yield f"{name} (relation)" if part == "relations" else name, [table.get(name, 0) for table in tables]
        if part != "stages":
            yield part, [sum(table.values()) for table in tables]


def _summary(findings: Iterable[Finding]) -> Table:
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.severity, finding.code), []).append(finding)
    table = _table("Findings", "", "kind", "<number>", "what to do")
    for (severity, code), found in kinds.items():
        table.add_row(f"[{COLOURS[severity]}]{severity}[/]", code, str(len(found)), escape(found[0].advice))
    return table


def _shown(findings: Iterable[Finding], show: int) -> Iterator[Finding]:
    """The first findings of each kind and severity."""
    seen: dict[tuple[str, str], int] = {}
    for finding in findings:
        kind = finding.severity, finding.code
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= show:
            yield finding


def _line(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    return f"[{finding.code}] {place}{finding.problem}{f' in “{finding.text}”' if finding.text else ''}"


def _lists(report: CheckReport, show: int) -> Iterator[Table]:
    if show and report.shared_text:
        table = _table("Most text in common (for information)", "one", "other", "<stretches>", "<share>")
        for pair in report.shared_text[:show]:
            table.add_row(pair.one, pair.other, str(pair.shingles), f"{pair.share:.2%}")
        yield table
    if show and report.mixed_texts:
        title = f"Mention texts with another label, or none, elsewhere ({report.totals['mixed_texts']})"
        table = _table(title, "text", "usual label", "<times>", "<share>", "elsewhere")
        for entry in report.mixed_texts[:show]:
            places = [
                f"{place.split}/{place.document}:{place.start} {place.label or 'free'}"
                for place in entry.exceptions[:PLACES_SHOWN]
            ]
            more = len(entry.exceptions) - len(places)
            places += [f"and {more} more"] if more else []
            table.add_row(escape(entry.text), entry.label, str(entry.count), f"{entry.share:.1%}", ", ".join(places))
        yield table
    if show and report.label_errors:
        title = f"Label error candidates ({report.totals['label_errors']})"
        table = _table(title, "kind", "place", "text", "annotated", "predicted", "<confidence>")
        for error in report.label_errors[:show]:
            predicted = f"{error.predicted or '—'} {error.predicted_text}".strip()
            sure = "" if error.confidence is None else f"{error.confidence:.3f}"
            place = f"{error.split}/{error.document}:{error.start}..{error.end}"
            table.add_row(error.kind, place, escape(error.text), error.gold or "—", escape(predicted), sure)
        yield table
