"""``govreport-ie extract``: files in, facts out as tables, JSON, JSON lines or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from govreport_ie.cli.errors import plain_errors
from govreport_ie.cli.options import model_option
from govreport_ie.report import Report

CSV_TABLES = ("observations", "targets", "projects", "mentions", "relations")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
)
@click.option("--output", type=click.Path(path_type=Path), help="Write here instead of standard output.")
@model_option
@click.option(
    "--table",
    type=click.Choice(CSV_TABLES),
    default="observations",
    show_default=True,
    help="What CSV holds.",
)
@click.option("--threads", type=click.IntRange(1), help="Threads of the model (default: all cores).")
def extract(
    files: tuple[Path, ...],
    form: str,
    output: Path | None,
    model: Path | None,
    table: str,
    threads: int | None,
) -> None:
    """Extract indicators, targets and projects from report FILES.

    table is for reading, json and jsonl hold everything (format govreport-ie/1; json of several files is a list), csv
    one table. A file that cannot be read is named on standard error, the others are extracted, and the exit code is 1.
    """
    from govreport_ie.extractor import Extractor

    with plain_errors():
        extractor = Extractor.load(model, threads=threads)
    failures: list[str] = []
    with _stream(output) as stream:
        _write(_reports(extractor, files, failures), form, table, len(files), stream)
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    if failures:
        sys.exit(1)


def _reports(extractor: object, files: Sequence[Path], failures: list[str]) -> Iterator[Report]:
    """Reports of the files that can be read, with a progress bar on standard error for several files."""
    from rich.console import Console
    from rich.progress import track

    from govreport_ie.errors import GovReportError
    from govreport_ie.extractor import Extractor
    from govreport_ie.reading import read

    assert isinstance(extractor, Extractor)
    console = Console(stderr=True)
    for path in track(files, "Extracting", console=console, disable=len(files) < 2, transient=True):
        try:
            yield extractor.extract(read(path))
        except GovReportError as error:
            failures.append(f"{path}: {error}")


def _write(reports: Iterator[Report], form: str, table: str, count: int, stream: TextIO) -> None:
    if form == "table":
        from rich.console import Console

        from govreport_ie.output.terminal import print_report

        width = None if stream is sys.stdout and stream.isatty() else 140
        for report in reports:
            print_report(report, Console(file=stream, width=width))
    elif form == "jsonl":
        for report in reports:
            stream.write(report.to_json(indent=None) + "\n")
    elif form == "json":
        tables = [json.loads(report.to_json()) for report in reports]
        json.dump(tables if count > 1 else next(iter(tables), None), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
    else:
        for number, report in enumerate(reports):
            frame = report.to_frame(table)
            frame.insert(0, "path", report.document.path)
            frame.to_csv(stream, index=False, header=number == 0, lineterminator="\n")


@contextmanager
def _stream(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file ``output`` in UTF-8."""
    if output is None:
        # A terminal or pipe in another encoding would break on Chinese.
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        stream = output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"cannot write {output}: {error.strerror}; give another --output") from error
    with stream:
        yield stream
