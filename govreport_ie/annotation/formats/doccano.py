"""doccano JSON Lines (sequence labelling with relations): one sentence a line.

``{"text", "entities": [{"id", "label", "start_offset", "end_offset"}], "relations": [{"id", "from_id",
"to_id", "type"}], …}``; the other fields (``report``, ``sha256``, ``start``, ``reference``, ``note``) are
kept by doccano as metadata. The older ``label``: ``[[start, end, "LABEL"]]`` is read too. Source: doccano's
import and export code (backend/data_import/pipeline, backend/data_export/pipeline).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.files import read_lines, write_text
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.formats.source import source_fields, with_source
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit


def write_records(records: Sequence[Record], path: Path, scheme: Scheme) -> None:
    """Write one line a record; entity and relation ids are unique in the file."""
    lines, entities, relations = [], 0, 0
    for record in records:
        ids = {entry.key: entities + number for number, entry in enumerate(record.mentions, 1)}
        entry: dict[str, Any] = {"text": record.text}
        entry["entities"] = [
            {"id": ids[item.key], "label": item.label, "start_offset": item.start, "end_offset": item.end}
            for item in record.mentions
        ]
        entry["relations"] = [
            {"id": relations + number, "from_id": ids[arc.head], "to_id": ids[arc.tail], "type": arc.type}
            for number, arc in enumerate(record.relations, 1)
        ]
        entities, relations = entities + len(record.mentions), relations + len(record.relations)
        lines.append(json.dumps({**entry, **source_fields(record)}, ensure_ascii=False) + "\n")
    write_text(path, "".join(lines))


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each line."""
    records: list[Record] = []
    misfits: list[Misfit] = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        try:
            records.append(_record(Fields(json.loads(line)), number))
        except (ValueError, FieldError) as error:
            advice = "a line is a JSON object with text, entities and relations (format JSONL of doccano)"
            misfits.append(Misfit("bad-entry", str(path), number, line[:60], str(error), advice))
    return records, misfits


def _record(entry: Fields, line: int) -> Record:
    mentions = [
        Entry(str(item.number("id")), item.text("label"), item.number("start_offset"), item.number("end_offset"))
        for item in entry.objects("entities")
    ]
    for name in ("label", "labels"):
        mentions += [_triple(item, len(mentions) + at) for at, item in enumerate(entry.items(name))]
    relations = [
        Arc(item.text("type"), str(item.number("from_id")), str(item.number("to_id")))
        for item in entry.objects("relations")
    ]
    plain = Record(entry.text("text"), mentions=tuple(mentions), relations=tuple(relations), line=line)
    return with_source(plain, entry)


def _triple(item: Any, number: int) -> Entry:
    if not isinstance(item, list) or len(item) != 3 or not isinstance(item[2], str):
        raise FieldError(f"{item!r} is not [start, end, label]")
    if not all(isinstance(offset, int) for offset in item[:2]):
        raise FieldError(f"the offsets of {item!r} are no whole numbers")
    return Entry(f"label {number}", item[2], item[0], item[1])


DOCCANO = Form(
    "doccano",
    (".doccano.jsonl",),
    False,
    frozenset({"relations", "reference periods", "notes"}),
    read_records,
    write_records,
)
