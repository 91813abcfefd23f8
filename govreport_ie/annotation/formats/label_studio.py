"""Label Studio JSON: a list of tasks, one sentence each, and the labelling configuration beside it.

A task is ``{"data": {"text", "report", "sha256", "start", "reference", "note"}, "annotations": [{"result":
[…]}]}``. Mentions are results of type ``labels``, stages of type ``choices`` on the same region, relations
of type ``relation`` with the direction ``right``. Offsets count code points; files of versions that counted
UTF-16 units are recognised by their texts and converted. Source: label-studio-sdk,
https://labelstud.io/guide/export.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.files import read_text, write_text
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.formats.source import source_fields, with_source
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit


def labelling_configuration(scheme: Scheme) -> str:
    """The labelling interface of the scheme (XML): labels, relations, and the stage as a choice of its region."""
    view = ElementTree.Element("View")
    relations = ElementTree.SubElement(view, "Relations")
    for relation in scheme.relations:
        ElementTree.SubElement(relations, "Relation", value=relation.name)
    labels = ElementTree.SubElement(view, "Labels", name="label", toName="text")
    for label in scheme.labels:
        ElementTree.SubElement(labels, "Label", value=label.name, hotkey=label.letter.lower())
    ElementTree.SubElement(view, "Text", name="text", value="$text")
    staged = ",".join(label.name for label in scheme.labels if label.staged)
    if staged and scheme.stages:
        where = {"perRegion": "true", "whenTagName": "label", "whenLabelValue": staged}
        choices = ElementTree.SubElement(view, "Choices", {"name": "stage", "toName": "text", **where})
        for stage in scheme.stages:
            ElementTree.SubElement(choices, "Choice", value=stage)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def write_records(records: Sequence[Record], path: Path, scheme: Scheme) -> None:
    """Write the tasks, and the labelling configuration as ``NAME.xml`` beside them."""
    tasks = []
    for record in records:
        data: dict[str, Any] = {"text": record.text, **source_fields(record)}
        tasks.append({"data": data, "annotations": [{"result": _result(record)}]})
    write_text(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    write_text(path.with_suffix(".xml"), labelling_configuration(scheme))


def _result(record: Record) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    for entry in record.mentions:
        span: dict[str, Any] = {"start": entry.start, "end": entry.end, "text": record.text[entry.start : entry.end]}
        region: dict[str, Any] = {"id": entry.key, "to_name": "text"}
        result.append({**region, "from_name": "label", "type": "labels", "value": {**span, "labels": [entry.label]}})
        if entry.stage:
            value = {**span, "choices": [entry.stage]}
            result.append({**region, "from_name": "stage", "type": "choices", "value": value})
    result += [
        {"type": "relation", "from_id": arc.head, "to_id": arc.tail, "direction": "right", "labels": [arc.type]}
        for arc in record.relations
    ]
    return result


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each task, from its first annotation that was not cancelled."""
    try:
        tasks = json.loads(read_text(path))
        if not isinstance(tasks, list):
            raise ValueError("the file is no list of tasks")
    except ValueError as error:
        advice = "export the project from Label Studio as JSON (not JSON-MIN)"
        return [], [Misfit("bad-json", str(path), None, "", str(error), advice)]
    reader = _Reader(str(path))
    for number, task in enumerate(tasks, 1):
        reader.read(number, task)
    return reader.records, reader.misfits


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.records: list[Record] = []
        self.misfits: list[Misfit] = []

    def misfit(self, task: int, problem: str, advice: str, severity: str = "error", text: str = "") -> None:
        problem = f"task {task}: {problem}"
        self.misfits.append(Misfit("bad-entry", self.file, None, text, problem, advice, severity))

    def read(self, number: int, task: Any) -> None:
        try:
            entry = Fields(task)
            data = Fields(entry.entry.get("data"))
            annotations = [item for item in entry.objects("annotations") if not item.entry.get("was_cancelled")]
            if len(annotations) > 1:
                problem = f"{len(annotations)} annotations: the first one is read"
                self.misfit(number, problem, "keep one annotation for a task", "warning")
            results = annotations[0].objects("result") if annotations else []
            text = data.text("text")
            mentions = self._mentions(number, text, results)
            relations = [arc for item in results for arc in self._relations(number, item)]
            record = Record(text, mentions=tuple(mentions), relations=tuple(relations))
            self.records.append(with_source(record, data))
        except FieldError as error:
            self.misfit(number, str(error), "a task has data.text and annotations with results")

    def _mentions(self, number: int, text: str, results: list[Fields]) -> list[Entry]:
        entries: dict[str, Entry] = {}
        stages: dict[str, str] = {}
        for item in results:
            kind = item.text("type")
            if kind == "labels":
                key = item.text("id")
                entry = self._entry(number, key, text, Fields(item.entry.get("value")))
                if entry is not None:
                    entries[key] = entry
            elif kind == "choices" and item.entry.get("from_name") == "stage":
                choices = Fields(item.entry.get("value")).items("choices")
                stages[item.text("id")] = str(choices[0]) if len(choices) == 1 else str(choices)
            elif kind != "relation":
                self.misfit(
                    number, f"a result of type {kind} is not read", "only labels, stage, relation are", "warning"
                )
        return [Entry(key, entry.label, entry.start, entry.end, stages.get(key)) for key, entry in entries.items()]

    def _entry(self, number: int, key: str, text: str, value: Fields) -> Entry | None:
        labels, start, end = value.items("labels"), value.number("start"), value.number("end")
        shown = value.optional_text("text")
        if len(labels) != 1:
            self.misfit(number, f"region {key} has {len(labels)} labels", "give it one", text=shown or "")
            return None
        if shown is not None and _plain(text[start:end]) != _plain(shown):
            units = _utf16(text, start, end)
            if _plain(text[slice(*units)]) != _plain(shown):
                problem = f"region {key}: the text has “{text[start:end]}” at {start}..{end}"
                self.misfit(number, problem, "correct the offsets", text=shown)
                return None
            start, end = units
        return Entry(key, str(labels[0]), start, end)

    def _relations(self, number: int, item: Fields) -> list[Arc]:
        if item.entry.get("type") != "relation":
            return []
        labels, head, tail = item.items("labels"), item.text("from_id"), item.text("to_id")
        if len(labels) != 1 or item.entry.get("direction", "right") not in ("right", "left"):
            self.misfit(number, f"relation {head} {tail} needs one label and one direction", "correct it")
            return []
        if item.entry.get("direction") == "left":
            head, tail = tail, head
        return [Arc(str(labels[0]), head, tail)]


def _plain(text: str) -> str:
    """The text without the white space that browsers change."""
    return "".join(text.split()).replace("\\n", "")


def _utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Code point offsets of offsets that count UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    before, inside = units[: 2 * start], units[2 * start : 2 * end]
    first = len(before.decode("utf-16-le", "replace"))
    return first, first + len(inside.decode("utf-16-le", "replace"))


LABEL_STUDIO = Form(
    "label-studio",
    (".json",),
    False,
    frozenset({"relations", "stages", "reference periods", "notes"}),
    read_records,
    write_records,
)
