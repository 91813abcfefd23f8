"""doccano JSON Lines as doccano exports them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govreport_ie.annotation import load
from govreport_ie.annotation.formats.doccano import read_records, write_records
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.scheme import default_scheme

EXPORTED = {
    "id": 6400,
    "text": "😀全县新增就业3000人。",
    "Comments": [],
    "entities": [
        {"id": 1662, "label": "INDICATOR", "start_offset": 3, "end_offset": 7},
        {"id": 1663, "label": "QUANTITY", "start_offset": 7, "end_offset": 12},
    ],
    "relations": [{"id": 273, "from_id": 1662, "to_id": 1663, "type": "VALUE"}],
}
OLDER = {"id": 1, "text": "新增就业3000人。", "label": [[0, 4, "INDICATOR"], [4, 9, "QUANTITY"]]}


def write(folder: Path, *entries: Any) -> Path:
    path = folder / "project.jsonl"
    path.write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries), encoding="utf-8")
    return path


def test_an_export_is_read(tmp_path: Path) -> None:
    records, misfits = read_records(write(tmp_path, EXPORTED))
    assert misfits == []
    assert records == [
        Record(
            "😀全县新增就业3000人。",
            mentions=(Entry("1662", "INDICATOR", 3, 7), Entry("1663", "QUANTITY", 7, 12)),
            relations=(Arc("VALUE", "1662", "1663"),),
            line=1,
        )
    ]


@pytest.mark.parametrize("name", ["label", "labels"])
def test_an_export_of_sequence_labelling_is_read(tmp_path: Path, name: str) -> None:
    entry = {**OLDER, name: OLDER["label"]}
    if name == "labels":
        del entry["label"]
    records, _ = read_records(write(tmp_path, entry))
    assert [(item.label, item.start, item.end) for item in records[0].mentions] == [
        ("INDICATOR", 0, 4),
        ("QUANTITY", 4, 9),
    ]


def test_texts_without_report_make_one_of_their_own(tmp_path: Path) -> None:
    annotated = load(write(tmp_path, EXPORTED, OLDER))[0]
    assert annotated.id == "project"
    assert [mention.text for mention in annotated.mentions] == ["新增就业", "3000人"] * 2
    assert annotated.document.source == "😀全县新增就业3000人。\n\n新增就业3000人。"
    assert [reference for _, reference in annotated.references] == ["-", "-"]


def test_ids_are_unique_in_the_file(tmp_path: Path) -> None:
    records, _ = read_records(write(tmp_path, EXPORTED, {**EXPORTED, "text": "又：" + str(EXPORTED["text"])}))
    write_records(records, tmp_path / "out.jsonl", default_scheme())
    entries = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [item["id"] for entry in entries for item in entry["entities"]]
    assert len(set(ids)) == len(ids) == 4
    assert entries[1]["relations"][0]["from_id"] == entries[1]["entities"][0]["id"]


@pytest.mark.parametrize(
    "entry",
    [
        [],
        {"entities": []},
        {"text": 1},
        {"text": "产值", "entities": [{"id": 1, "label": "INDICATOR", "start_offset": 0}]},
        {"text": "产值", "entities": [{"id": "a", "label": "INDICATOR", "start_offset": 0, "end_offset": 1}]},
        {"text": "产值", "label": [[0, 1]]},
        {"text": "产值", "label": [["0", 1, "INDICATOR"]]},
        {"text": "产值", "relations": [{"from_id": 1}]},
        {"text": "产值", "start": "0"},
    ],
)
def test_every_line_that_does_not_fit_is_listed(tmp_path: Path, entry: Any) -> None:
    records, misfits = read_records(write(tmp_path, EXPORTED, entry))
    assert len(records) == 1
    assert [(misfit.line, misfit.severity) for misfit in misfits] == [(2, "error")]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"end_offset": 99}, "bad-span"), ({"end_offset": 3}, "bad-span"), ({"label": "WHAT"}, "unknown-label")],
)
def test_offsets_and_labels_are_checked(tmp_path: Path, change: dict[str, Any], code: str) -> None:
    entities = [{**EXPORTED["entities"][0], **change}]  # type: ignore[index]
    path = write(tmp_path, {**EXPORTED, "entities": entities, "relations": []})
    from govreport_ie.annotation import check_files

    assert [misfit.code for misfit in check_files(path)[0].misfits] == [code]
