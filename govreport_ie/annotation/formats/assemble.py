"""From the records of other tools to annotated documents on the source of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from govreport_ie.annotation.align import PlacementError, Placer, is_blank
from govreport_ie.annotation.builder import Builder, ReadResult
from govreport_ie.annotation.files import StrPath
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Record
from govreport_ie.annotation.reports import ReportFolders, missing_report
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import Misfit
from govreport_ie.reading import read, read_text
from govreport_ie.types.document import Document

Locate = Callable[[int, int], tuple[int, int] | None]


def read_form(
    form: Form, path: StrPath, *, reports: Iterable[StrPath] = (), scheme: Scheme | None = None
) -> list[ReadResult]:
    """The documents in a file of another tool, each with what does not fit.

    Records are put on the report they name, by offset where the text there is theirs, else by their text.
    Records that name no report make a report of their own, out of their texts.
    """
    path = Path(path)
    records, misfits = form.read_records(path)
    groups: dict[str | None, list[Record]] = {}
    for record in records:
        groups.setdefault(record.report, []).append(record)
    folders = ReportFolders(reports, annotations=path)
    results = [
        _assemble(report, group, str(path), folders, scheme or default_scheme()) for report, group in groups.items()
    ]
    if not results:
        return [ReadResult(None, (*misfits, _nothing(path)))]
    first = results[0]
    return [replace(first, misfits=(*misfits, *first.misfits)), *results[1:]]


def _nothing(path: Path) -> Misfit:
    return Misfit("no-annotations", str(path), None, "", "the file holds no text", "check the path and the form")


def _assemble(
    report: str | None, records: Sequence[Record], file: str, folders: ReportFolders, scheme: Scheme
) -> ReadResult:
    id = report or Path(file).stem
    document = _report(report, records, file, folders)
    if isinstance(document, Misfit):
        return ReadResult(None, (document,))
    builder = Builder(id, document, scheme, file, note=next((item.note for item in records if item.note), ""))
    if records[0].sha256 not in (None, document.sha256):
        problem = f"the report has changed: its SHA-256 is not {records[0].sha256}"
        advice = "the annotations were put on it by their text: look them over"
        builder.misfit("changed-report", None, id, problem, advice, "warning")
    placer = Placer(document)
    for number, record in enumerate(records):
        _add(number, record, builder, placer)
    return builder.finish()


def _report(report: str | None, records: Sequence[Record], file: str, folders: ReportFolders) -> Document | Misfit:
    if report is None:
        return read_text("\n\n".join(record.text for record in records))
    sha256 = records[0].sha256
    path = folders.with_hash(report, sha256) if sha256 else None
    path = path or next((path for path in folders.named(report) if str(path) != file), None)
    return read(path) if path else missing_report(report, folders, file)


def _add(number: int, record: Record, builder: Builder, placer: Placer) -> None:
    try:
        locate = _locator(record, builder.document, placer) if record.mentions else None
    except PlacementError as trouble:
        builder.misfit(trouble.code, record.line, record.text, trouble.problem, trouble.advice)
        locate = None
    for entry in record.mentions:
        key = (number, entry.key)
        if not 0 <= entry.start < entry.end <= len(record.text):
            problem = f"span {entry.start}..{entry.end} is not inside the text of {len(record.text)} characters"
            builder.misfit("bad-span", record.line, entry.label, problem, "correct the offsets")
            builder.refuse(key)
            continue
        span = locate(entry.start, entry.end) if locate else None
        if span is None:
            if locate:
                text, advice = record.text[entry.start : entry.end], "take it out"
                builder.misfit("empty-mention", record.line, text, "the mention cannot be seen", advice)
            builder.refuse(key)
            continue
        builder.mention(key, entry.label, *span, stage=entry.stage, line=record.line)
    for arc in record.relations:
        builder.relation(arc.type, (number, arc.head), (number, arc.tail), line=record.line)
    for offset, period in record.references:
        span = locate(offset, offset + 1) if locate else None
        if span is not None:
            builder.reference(span[0], period, line=record.line)


def _locator(record: Record, document: Document, placer: Placer) -> Locate:
    """A function from spans of the record's text to spans of the source; PlacementError when it is not there."""
    if record.start is not None and record.start >= 0:
        base = record.start
        if document.source.startswith(record.text, base):
            return lambda start, end: (base + start, base + end)
        sentence = document.sentence_at(base)
        if sentence is not None and sentence.text == record.text:
            origin = document.offsets.span_to_clean(0, sentence.start)[1]
            return lambda start, end: document.offsets.span_to_source(origin + start, origin + end)
    positions = iter(placer.place(record.text))
    places = [None if is_blank(character) else next(positions) for character in record.text]

    def locate(start: int, end: int) -> tuple[int, int] | None:
        seen = [place for place in places[start:end] if place is not None]
        return (seen[0], seen[-1] + 1) if seen else None

    return locate
