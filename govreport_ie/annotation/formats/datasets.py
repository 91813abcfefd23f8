"""Hugging Face datasets: a folder written by ``Dataset.save_to_disk``, one row a sentence.

Columns: ``text``, ``mentions`` (label, start, end, stage), ``relations`` (type, and head and tail as
positions in ``mentions``), where the sentence comes from (``report``, ``sha256``, ``start``, ``reference``,
``note``), and, made from the mentions for token classification, ``tokens`` (characters) and ``ner_tags``
(BIO). Source: https://huggingface.co/docs/datasets. The library is loaded when such a folder is read or
written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.formats.conll import tags_of
from govreport_ie.annotation.formats.extras import needed
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.formats.source import source_fields, with_source
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit


def features(scheme: Scheme) -> Any:
    """The ``datasets.Features`` of the columns; ``ner_tags`` is a class label over O and B- and I- of each label."""
    lib = needed("datasets")
    text, whole = lib.Value("string"), lib.Value("int64")
    tags = ["O", *(f"{prefix}-{label.name}" for label in scheme.labels for prefix in "BI")]
    mention = {"label": text, "start": whole, "end": whole, "stage": text}
    columns = {
        "text": text,
        "mentions": lib.List(mention),
        "relations": lib.List({"type": text, "head": whole, "tail": whole}),
        "report": text,
        "sha256": text,
        "start": whole,
        "reference": text,
        "note": text,
        "tokens": lib.List(text),
        "ner_tags": lib.List(lib.ClassLabel(names=tags)),
    }
    return lib.Features(columns)


def dataset_of(records: Sequence[Record], scheme: Scheme) -> Any:
    """The records as a ``datasets.Dataset`` in memory."""
    rows, columns = [_row(record) for record in records], features(scheme)
    values = {name: [row[name] for row in rows] for name in columns}
    return needed("datasets").Dataset.from_dict(values, features=columns)


def _row(record: Record) -> dict[str, Any]:
    keys = {entry.key: number for number, entry in enumerate(record.mentions)}
    return {
        **dict.fromkeys(("report", "sha256", "start", "reference", "note")),
        **source_fields(record),
        "text": record.text,
        "mentions": [
            {"label": entry.label, "start": entry.start, "end": entry.end, "stage": entry.stage}
            for entry in record.mentions
        ],
        "relations": [{"type": arc.type, "head": keys[arc.head], "tail": keys[arc.tail]} for arc in record.relations],
        "tokens": list(record.text),
        "ner_tags": tags_of(len(record.text), record.mentions, bioes=False),
    }


def write_records(records: Sequence[Record], path: Path, scheme: Scheme) -> None:
    """Write the dataset folder; the library datasets must be installed."""
    dataset_of(records, scheme).save_to_disk(str(path))


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each row of the folder, of all splits if it has several."""
    try:
        found = needed("datasets").load_from_disk(str(path))
    except (OSError, ValueError, LookupError) as error:  # an empty folder of shards gives IndexError
        advice = "give a folder that Dataset.save_to_disk has written"
        return [], [Misfit("unreadable", str(path), None, "", f"this is no dataset: {error}", advice)]
    parts = list(found.values()) if isinstance(found, dict) else [found]
    records: list[Record] = []
    misfits: list[Misfit] = []
    for number, row in enumerate((row for part in parts for row in part), 1):
        try:
            records.append(record_of(row))
        except FieldError as error:
            problem, advice = f"row {number}: {error}", "a row has text, mentions and relations"
            misfits.append(Misfit("bad-entry", str(path), None, str(row)[:60], problem, advice))
    return records, misfits


def record_of(row: dict[str, Any]) -> Record:
    """The record of a row; FieldError when a column is missing or of the wrong type."""
    known = Fields({name: value for name, value in row.items() if value is not None})
    mentions = tuple(
        Entry(str(number), item.text("label"), item.number("start"), item.number("end"), item.optional_text("stage"))
        for number, item in enumerate(known.objects("mentions"))
    )
    relations = tuple(
        Arc(item.text("type"), str(item.number("head")), str(item.number("tail")))
        for item in known.objects("relations")
    )
    return with_source(Record(known.text("text"), mentions=mentions, relations=relations), known)


DATASETS = Form(
    "datasets",
    (),
    False,
    frozenset({"relations", "stages", "reference periods", "notes"}),
    read_records,
    write_records,
)
