"""Stand-off files: what is written is read again, and a report that is missing or another one is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from govreport_ie.annotation import (
    AnnotatedDocument,
    check_standoff,
    read_standoff,
    standoff,
    write_standoff,
)
from govreport_ie.errors import AnnotationError
from govreport_ie.reading import read
from tests.annotation.documents import annotate, annotated_documents

REPORT = "云岭县政府工作报告\n\n2023年，全县生产总值完成412.6亿元，增长7%。重点项目43个开工。\n"
MENTIONS = [
    ("PERIOD", "2023年"),
    ("INDICATOR", "生产总值"),
    ("AMOUNT", "412.6亿元"),
    ("GROWTH_RATE", "7%"),
    ("PROJECT/started", "重点项目43个"),
]
RELATIONS = [("VALUE", 1, 2), ("GROWTH", 1, 3), ("PERIOD", 2, 0), ("PERIOD", 3, 0)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the report and its annotation ``a.jsonl``."""
    (tmp_path / "yunling_2024.txt").write_bytes(REPORT.encode())
    document = read(tmp_path / "yunling_2024.txt")
    write_standoff(annotate(document, MENTIONS, RELATIONS), tmp_path / "a.jsonl")
    return tmp_path


def change(folder: Path, line: int, edit: Callable[[dict[str, Any]], object]) -> Path:
    """Edit one JSON object of the file."""
    path = folder / "a.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    entry = json.loads(lines[line - 1])
    edit(entry)
    lines[line - 1] = json.dumps(entry, ensure_ascii=False)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_file_has_the_documented_form(folder: Path) -> None:
    lines = (folder / "a.jsonl").read_text(encoding="utf-8").splitlines()
    header, first, second = (json.loads(line) for line in lines)
    assert list(header) == ["format", "id", "sha256", "characters", "note"]
    assert header["format"] == "govreport-annotations/1"
    assert header["characters"] == len(REPORT)
    assert list(first) == ["start", "end", "reference", "mentions", "relations"]
    assert first["mentions"][0] == {"id": "D11", "label": "PERIOD", "start": 11, "end": 16, "text": "2023年"}
    assert second["mentions"][0]["stage"] == "started"
    assert first["relations"][0] == {"type": "VALUE", "head": "I19", "tail": "A25"}
    ids = [mention["id"] for line in (first, second) for mention in line["mentions"]]
    assert len(set(ids)) == len(ids) == 5


def test_no_text_of_the_report_but_mentions_is_in_the_file(folder: Path) -> None:
    text = (folder / "a.jsonl").read_text(encoding="utf-8")
    assert "全县" not in text
    assert "完成" not in text


def test_round_trip(folder: Path) -> None:
    annotated = read_standoff(folder / "a.jsonl")
    before = (folder / "a.jsonl").read_bytes()
    write_standoff(annotated, folder / "a.jsonl")
    assert (folder / "a.jsonl").read_bytes() == before
    assert [mention.text for mention in annotated.mentions] == [text for _, text in MENTIONS]
    assert len(annotated.relations) == len(RELATIONS)


@given(annotated_documents())
def test_round_trip_on_any_text(annotated: AnnotatedDocument) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        report = Path(name) / f"{annotated.id}.txt"
        report.write_bytes(annotated.document.source.encode())
        patch.setattr(standoff, "read", lambda path: annotated.document)
        write_standoff(annotated, Path(name) / "x.jsonl")
        result = check_standoff(Path(name) / "x.jsonl")
    assert result.misfits == ()
    assert result.document == annotated


@settings(max_examples=30)
@given(annotated_documents())
def test_an_edit_changes_the_lines_of_its_sentence_alone(annotated: AnnotatedDocument) -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "x.jsonl"
        write_standoff(annotated, path)
        lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[-1] == ""
    assert len(lines) == 2 + len(annotated.references)


def test_line_ends_and_byte_order_mark_do_not_matter(folder: Path) -> None:
    path = folder / "a.jsonl"
    expected = read_standoff(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_standoff(path) == expected


def test_a_missing_report_says_where_it_was_looked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "yunling_2024.txt").unlink()
    monkeypatch.setenv("GOVREPORT_REPORTS", "/nowhere/at/all")
    with pytest.raises(AnnotationError, match="missing-report") as raised:
        read_standoff(folder / "a.jsonl", reports=["/not/there"])
    for part in ("yunling_2024.txt", "/not/there", "/nowhere/at/all", str(folder), "$GOVREPORT_REPORTS"):
        assert part in str(raised.value)


def test_a_changed_report_is_refused(folder: Path) -> None:
    (folder / "yunling_2024.txt").write_bytes(REPORT.replace("7%", "11%").encode())
    with pytest.raises(AnnotationError, match="changed-report") as raised:
        read_standoff(folder / "a.jsonl")
    assert str(folder / "yunling_2024.txt") in str(raised.value)
    assert "bring back" in str(raised.value)


def test_a_renamed_report_is_found_by_its_hash(folder: Path) -> None:
    expected = read_standoff(folder / "a.jsonl").mentions
    (folder / "yunling_2024.txt").rename(folder / "other name.md")
    (folder / "yunling_2024.txt").write_text("另一份报告。", encoding="utf-8")
    assert read_standoff(folder / "a.jsonl").mentions == expected


@pytest.mark.parametrize(
    ("line", "edit", "code"),
    [
        (1, lambda entry: entry.update(format="other/1"), "bad-header"),
        (1, lambda entry: entry.pop("sha256"), "bad-header"),
        (1, lambda entry: entry.update(characters="9"), "bad-header"),
        (1, lambda entry: entry.update(characters=9), "bad-header"),
        (1, lambda entry: entry.update(id="../x"), "bad-id"),
        (2, lambda entry: entry.pop("reference"), "bad-entry"),
        (2, lambda entry: entry.update(mentions={}), "bad-entry"),
        (2, lambda entry: entry.update(mentions=[1]), "bad-entry"),
        (2, lambda entry: entry.update(reference="soon"), "bad-reference"),
        (2, lambda entry: entry.update(end=13), "sentence-limits"),
        (3, lambda entry: entry.update(mentions=[]), "no-mention"),
        (2, lambda entry: entry["mentions"][0].pop("label"), "bad-entry"),
        (2, lambda entry: entry["mentions"][0].update(start=True), "bad-entry"),
        (2, lambda entry: entry["mentions"][0].update(label="WHEN"), "unknown-label"),
        (2, lambda entry: entry["mentions"][0].update(text="2024年"), "text-differs"),
        (2, lambda entry: entry["mentions"][0].update(start=12), "text-differs"),
        (2, lambda entry: entry["mentions"][0].update(end=999), "bad-span"),
        (2, lambda entry: entry["mentions"][0].update(start=-1), "bad-span"),
        (2, lambda entry: entry["mentions"][0].update(stage="ongoing"), "bad-stage"),
        (3, lambda entry: entry["mentions"][0].update(stage=7), "bad-entry"),
        (3, lambda entry: entry["mentions"][0].update(id="D11"), "duplicate-id"),
        (2, lambda entry: entry["mentions"].append({**entry["mentions"][0], "id": "x"}), "overlap"),
        (2, lambda entry: entry["relations"][0].pop("tail"), "bad-entry"),
        (2, lambda entry: entry["relations"][0].update(tail="gone"), "loose-relation"),
        (2, lambda entry: entry["relations"][0].update(type="AGE"), "wrong-relation"),
        (2, lambda entry: entry["relations"].append(entry["relations"][0]), "duplicate-relation"),
    ],
)
def test_each_misfit_is_listed_with_its_line(
    folder: Path, line: int, edit: Callable[[dict[str, Any]], object], code: str
) -> None:
    result = check_standoff(change(folder, line, edit))
    assert code in [misfit.code for misfit in result.misfits]
    assert all(misfit.line == line for misfit in result.misfits if misfit.code not in ("bad-id", "no-reference"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "bad-header"),
        ("[]", "bad-header"),
        ("{", "bad-json"),
        ('{"format": 1}', "bad-header"),
        ("\0", "bad-json"),
    ],
)
def test_files_of_another_form_are_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=code):
        read_standoff(path)


def test_broken_lines_are_all_listed(folder: Path) -> None:
    path = folder / "a.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], "{", lines[1], "]"]), encoding="utf-8")
    result = check_standoff(path)
    assert [(misfit.code, misfit.line) for misfit in result.misfits] == [("bad-json", 2), ("bad-json", 4)]
    assert len(result.document.mentions) == 4  # type: ignore[union-attr]


@pytest.mark.parametrize("confidence", [0.0, 0.25, 1.0])
def test_the_confidence_of_predictions_is_kept(folder: Path, confidence: float) -> None:
    annotated = read_standoff(folder / "a.jsonl")
    tagged = replace(
        annotated.tagged,
        mentions=tuple(replace(mention, confidence=confidence) for mention in annotated.mentions),
        relations=tuple(replace(relation, confidence=confidence) for relation in annotated.relations),
    )
    predicted = replace(annotated, tagged=tagged)
    write_standoff(predicted, folder / "b.jsonl")
    assert read_standoff(folder / "b.jsonl") == predicted


@pytest.mark.parametrize("part", ["mentions", "relations"])
@pytest.mark.parametrize("confidence", [-0.1, 1.1, "high", True])
def test_a_confidence_is_a_number_from_0_to_1(folder: Path, part: str, confidence: object) -> None:
    path = change(folder, 2, lambda entry: entry[part][0].update(confidence=confidence))
    (misfit,) = [misfit for misfit in check_standoff(path).misfits if misfit.code == "bad-entry"]
    assert "confidence" in misfit.problem
