"""Label Studio JSON as it is exported, and against the code of its SDK where that is installed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govreport_ie.annotation import default_scheme, load, save
from govreport_ie.annotation.formats.label_studio import labelling_configuration, read_records
from govreport_ie.reading import read
from tests.annotation.documents import annotate

TEXT = "😀重点项目43个开工。"


def region(key: str, start: int, end: int, text: str, label: str = "PROJECT") -> dict[str, Any]:
    value = {"start": start, "end": end, "text": text, "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def stage(key: str, *choices: str) -> dict[str, Any]:
    value = {"start": 1, "end": 8, "text": "重点项目43个", "choices": list(choices)}
    return {"id": key, "from_name": "stage", "to_name": "text", "type": "choices", "value": value}


def write(folder: Path, *results: dict[str, Any], **task: Any) -> Path:
    path = folder / "project.json"
    entry = {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 7, "result": list(results)}], **task}
    path.write_text(json.dumps([entry], ensure_ascii=False), encoding="utf-8")
    return path


def test_an_export_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, region("a", 1, 8, "重点项目43个"), stage("a", "started"))
    assert [(item.label, item.text, item.stage) for item in load(path)[0].mentions] == [
        ("PROJECT", "重点项目43个", "started")
    ]


def test_offsets_in_utf16_units_are_converted(tmp_path: Path) -> None:
    records, misfits = read_records(write(tmp_path, region("a", 2, 9, "重点项目43个")))
    assert misfits == []
    assert (records[0].mentions[0].start, records[0].mentions[0].end) == (1, 8)


@pytest.mark.parametrize(("direction", "head"), [("right", "a"), ("left", "b")])
def test_the_direction_of_a_relation(tmp_path: Path, direction: str, head: str) -> None:
    arc = {"type": "relation", "from_id": "a", "to_id": "b", "direction": direction, "labels": ["SCALE"]}
    results = (region("a", 1, 5, "重点项目"), region("b", 5, 8, "43个", "QUANTITY"), arc)
    records, misfits = read_records(write(tmp_path, *results))
    assert misfits == []
    assert records[0].relations[0].head == head


@pytest.mark.parametrize(
    ("results", "severity"),
    [
        ([region("a", 1, 5, "别的文字")], "error"),
        ([{**region("a", 1, 5, "重点项目"), "value": {"start": 1, "end": 5, "labels": []}}], "error"),
        ([{"type": "relation", "from_id": "a", "to_id": "b", "labels": []}], "error"),
        ([{"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi", "labels": ["VALUE"]}], "error"),
        ([{"type": "labels", "id": "a", "value": []}], "error"),
        ([{"type": "rectangle", "id": "a"}], "warning"),
    ],
)
def test_every_result_that_does_not_fit_is_listed(tmp_path: Path, results: list[dict[str, Any]], severity: str) -> None:
    _, misfits = read_records(write(tmp_path, *results))
    assert [misfit.severity for misfit in misfits] == [severity]
    assert "task 1" in str(misfits[0]) or "no JSON object" in str(misfits[0])


def test_cancelled_annotations_are_passed_over_and_second_ones_listed(tmp_path: Path) -> None:
    first, second = region("a", 1, 8, "重点项目43个"), region("b", 5, 8, "43个", "QUANTITY")
    annotations = [{"was_cancelled": True, "result": []}, {"result": [first]}, {"result": [second]}]
    records, misfits = read_records(write(tmp_path, annotations=annotations))
    assert [item.label for item in records[0].mentions] == ["PROJECT"]
    assert [misfit.severity for misfit in misfits] == ["warning"]


def test_two_stages_on_one_region_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, region("a", 1, 8, "重点项目43个"), stage("a", "started", "ongoing"))
    from govreport_ie.annotation import check_files

    assert [misfit.code for misfit in check_files(path)[0].misfits if misfit.severity == "error"] == ["bad-stage"]


@pytest.mark.parametrize("content", ["{}", "[", '"text"'])
def test_other_files_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    records, misfits = read_records(path)
    assert records == []
    assert "JSON-MIN" in misfits[0].advice


def test_the_sdk_accepts_configuration_and_tasks(tmp_path: Path) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    report = tmp_path / "yunling_2024.txt"
    report.write_text(f"全县{TEXT}总投资3亿元。", encoding="utf-8")
    mentions = [("PROJECT/started", "重点项目43个"), ("AMOUNT", "3亿元")]
    save([annotate(read(report), mentions)], tmp_path / "x.json")
    config = interface.LabelInterface((tmp_path / "x.xml").read_text(encoding="utf-8"))
    config.validate()
    for task in json.loads((tmp_path / "x.json").read_text(encoding="utf-8")):
        assert config.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert config.validate_annotation(annotation)


def test_the_converter_of_the_sdk_finds_our_labels(tmp_path: Path) -> None:
    converter = pytest.importorskip("label_studio_sdk.converter", reason="label-studio-sdk is not installed")
    report = tmp_path / "yunling_2024.txt"
    report.write_text("😀重点项目43个开工。", encoding="utf-8")
    save([annotate(read(report), [("PROJECT", "重点项目43个")])], tmp_path / "x.json")
    tasks = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    numbered = [{"id": number, **task} for number, task in enumerate(tasks)]  # as an import numbers them
    (tmp_path / "x.json").write_text(json.dumps(numbered), encoding="utf-8")
    made = converter.Converter(config=labelling_configuration(default_scheme()), project_dir=str(tmp_path))
    made.convert_to_json_min(str(tmp_path / "x.json"), str(tmp_path / "min"), is_dir=False)
    found = json.loads(next((tmp_path / "min").glob("*.json")).read_text(encoding="utf-8"))
    label = found[0]["label"][0]
    assert (label["labels"], found[0]["text"][label["start"] : label["end"]]) == (["PROJECT"], "重点项目43个")
