"""Stand-off annotations: one JSON Lines file a report, without the report's text.

The first line is the header ``{"format", "id", "sha256", "characters", "note"}``; each other line is a
sentence that holds a mention: ``{"start", "end", "reference", "mentions": [{"id", "label", "start", "end",
"text", "stage"?, "confidence"?}], "relations": [{"type", "head", "tail", "confidence"?}]}``. Offsets are source
offsets, ids are unique in the document; what a model predicted may carry its confidence. The form is described in
docs/annotation.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

from govreport_ie.annotation.builder import Builder, ReadResult
from govreport_ie.annotation.document import AnnotatedDocument, AnnotatedSentence
from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.files import StrPath, read_lines, write_text
from govreport_ie.annotation.reports import ReportFolders, missing_report
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import Misfit
from govreport_ie.reading import read
from govreport_ie.types.document import Document
from govreport_ie.types.mention import Mention, Relation

FORMAT = "govreport-annotations/1"
# Line, type, ids of head and tail, confidence of a relation.
Arc: TypeAlias = "tuple[int, str, str, str, float | None]"


def write_standoff(annotated: AnnotatedDocument, path: StrPath) -> None:
    """Write the stand-off file: a line a sentence, all in the order of the text."""
    header = {
        "format": FORMAT,
        "id": annotated.id,
        "sha256": annotated.document.sha256,
        "characters": annotated.document.characters,
        "note": annotated.note,
    }
    objects = [header, *(_sentence_object(item) for item in annotated)]
    write_text(path, "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects))


def _sentence_object(item: AnnotatedSentence) -> dict[str, Any]:
    return {
        "start": item.sentence.start,
        "end": item.sentence.end,
        "reference": item.reference,
        "mentions": [_mention_object(mention) for mention in item.mentions],
        "relations": [_relation_object(relation) for relation in item.relations],
    }


def _mention_object(mention: Mention) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": mention.id,
        "label": mention.label,
        "start": mention.start,
        "end": mention.end,
    }
    entry["text"] = mention.text
    if mention.stage is not None:
        entry["stage"] = mention.stage
    if mention.confidence is not None:
        entry["confidence"] = mention.confidence
    return entry


def _relation_object(relation: Relation) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": relation.type, "head": relation.head, "tail": relation.tail}
    if relation.confidence is not None:
        entry["confidence"] = relation.confidence
    return entry


def read_standoff(path: StrPath, *, reports: Iterable[StrPath] = (), scheme: Scheme | None = None) -> AnnotatedDocument:
    """The annotations in a stand-off file, on the report found in ``reports`` or the default folders.

    AnnotationError lists every misfit; a missing or changed report is one (see `ReportFolders` for where it
    looks).
    """
    return check_standoff(path, reports=reports, scheme=scheme).checked()


def check_standoff(path: StrPath, *, reports: Iterable[StrPath] = (), scheme: Scheme | None = None) -> ReadResult:
    """Like `read_standoff`, but gives what fits together with the list of what does not."""
    objects, misfits = _objects(path)
    try:
        header = Fields(objects[0][1] if objects else {})
        if header.text("format") != FORMAT:
            raise FieldError(f"the format is {header.text('format')!r}, not {FORMAT!r}")
        id, sha256, note = header.text("id"), header.text("sha256"), header.text("note", "")
        characters = header.number("characters")
    except FieldError as trouble:
        advice = f'line 1 must be {{"format": "{FORMAT}", "id": …, "sha256": …, "characters": …, "note": …}}'
        return ReadResult(None, (*misfits, Misfit("bad-header", str(path), 1, "", str(trouble), advice)))
    document = _report(id, sha256, ReportFolders(reports, annotations=path), str(path))
    if isinstance(document, Misfit):
        return ReadResult(None, (*misfits, document))
    builder = Builder(id, document, scheme or default_scheme(), str(path), note=note, keep_ids=True)
    builder.misfits += misfits
    if characters != document.characters:
        problem = f"the header counts {characters} characters, the report has {document.characters}"
        builder.misfit("bad-header", 1, id, problem, "the report is decoded another way: align the inline form anew")
    arcs: list[Arc] = []
    for line, item in objects[1:]:
        _read_sentence(line, Fields(item), builder, arcs)
    for line, type, head, tail, confidence in arcs:
        builder.relation(type, head, tail, confidence=confidence, line=line)
    return builder.finish()


def _objects(path: StrPath) -> tuple[list[tuple[int, Any]], list[Misfit]]:
    objects: list[tuple[int, Any]] = []
    misfits: list[Misfit] = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        try:
            objects.append((number, json.loads(line)))
        except ValueError as error:
            advice = "each line must be one JSON object"
            misfits.append(Misfit("bad-json", str(path), number, line[:60], f"no JSON: {error}", advice))
    return objects, misfits


def _report(id: str, sha256: str, folders: ReportFolders, file: str) -> Document | Misfit:
    path = folders.with_hash(id, sha256)
    if path is not None:
        return read(path)
    return missing_report(id, folders, file, sha256=sha256, line=1)


def _read_sentence(line: int, entry: Fields, builder: Builder, arcs: list[Arc]) -> None:
    try:
        span, reference = (entry.number("start"), entry.number("end")), entry.text("reference")
        mentions, relations = entry.objects("mentions"), entry.objects("relations")
    except FieldError as trouble:
        builder.misfit("bad-entry", line, "", str(trouble), "a sentence has start, end, reference, mentions, relations")
        return
    starts = [_read_mention(line, mention, builder) for mention in mentions]
    sentences = {builder.sentence_at(start) for start in starts if start is not None}
    for sentence in sentences:
        if sentence is not None:
            builder.reference(sentence.start, reference, line=line)
    if {(sentence.start, sentence.end) for sentence in sentences if sentence is not None} - {span}:
        problem = f"the report's sentences no longer run from {span[0]} to {span[1]}"
        advice = "save the file again to take over the new limits"
        builder.misfit("sentence-limits", line, f"{span[0]}..{span[1]}", problem, advice, "warning")
    if not mentions:
        advice = "take the line out, or add the mentions"
        builder.misfit("no-mention", line, f"{span[0]}..{span[1]}", "the sentence holds no mention", advice, "warning")
    for relation in relations:
        try:
            ends = relation.text("head"), relation.text("tail")
            arcs.append((line, relation.text("type"), *ends, relation.optional_confidence()))
        except FieldError as trouble:
            builder.misfit("bad-entry", line, "", str(trouble), "a relation has type, head and tail")


def _read_mention(line: int, entry: Fields, builder: Builder) -> int | None:
    """Add the mention; its start, or None when its fields are wrong."""
    try:
        id, label, text = entry.text("id"), entry.text("label"), entry.text("text")
        start, end, stage = entry.number("start"), entry.number("end"), entry.optional_text("stage")
        confidence = entry.optional_confidence()
    except FieldError as trouble:
        builder.misfit("bad-entry", line, "", str(trouble), "a mention has id, label, start, end and text")
        return None
    builder.mention(id, label, start, end, text=text, stage=stage, confidence=confidence, line=line)
    return start
