"""Loading and saving single files and folders with splits."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_ie.annotation import (
    AnnotatedDocument,
    check_files,
    load,
    save,
    split_of,
    validate_files,
    write_inline,
)
from govreport_ie.errors import AnnotationError
from govreport_ie.reading import read
from tests.annotation.documents import annotate

PLACES = {"yunling_2024": "train", "baishi_2024": "dev", "chengjiang_2023": "corpus"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with reports in ``corpus`` and annotations in two splits and in ``annotations/corpus``."""
    for number, (id, split) in enumerate(PLACES.items()):
        report = tmp_path / "corpus" / f"{id}.txt"
        report.parent.mkdir(exist_ok=True)
        report.write_text(f"全县生产总值完成{number + 3}亿元。\n", encoding="utf-8")
        mentions = [("INDICATOR", "生产总值"), ("AMOUNT", f"{number + 3}亿元")]
        annotated = replace(annotate(read(report), mentions, [("VALUE", 0, 1)]), id=id)
        assert save([annotated], tmp_path / "annotations" / split) == []
    return tmp_path


def ids(documents: list[AnnotatedDocument]) -> list[str]:
    return [annotated.id for annotated in documents]


def test_a_folder_is_loaded_with_all_its_subfolders(project: Path) -> None:
    assert ids(load(project / "annotations")) == ["chengjiang_2023", "baishi_2024", "yunling_2024"]


@pytest.mark.parametrize(("id", "split"), PLACES.items())
def test_a_split_and_a_single_file(project: Path, id: str, split: str) -> None:
    assert ids(load(project / "annotations", split=split)) == [id]
    assert ids(load(project / "annotations" / split / f"{id}.jsonl")) == [id]


@pytest.mark.parametrize(
    ("path", "split"),
    [("annotations/train/x.jsonl", "train"), ("test/dev/x.jsonl", "dev"), ("annotations/corpus/test", None)],
)
def test_split_of_a_file(path: str, split: str | None) -> None:
    assert split_of(path) == split


def test_reports_are_found_where_they_are_said_to_be(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "corpus").rename(project / "elsewhere")
    with pytest.raises(AnnotationError) as raised:
        load(project / "annotations")
    assert [misfit.code for misfit in raised.value.misfits] == ["missing-report"] * 3
    assert len(load(project / "annotations", reports=project / "elsewhere")) == 3
    assert len(load(project / "annotations", reports=[str(project / "elsewhere")])) == 3
    monkeypatch.setenv("GOVREPORT_REPORTS", os.pathsep.join(["/not/there", str(project / "elsewhere")]))
    assert len(load(project / "annotations")) == 3


def test_a_file_beside_the_annotations_may_name_the_folders_of_reports(project: Path) -> None:
    (project / "corpus").rename(project / "elsewhere")
    listing = project / "annotations" / "reports.folders"
    listing.write_text("# where the texts are\n\n../nowhere\n../elsewhere  # here\n", encoding="utf-8")
    assert {document.id for document in load(project / "annotations")} == set(PLACES)


def test_all_misfits_of_all_files_are_listed(project: Path) -> None:
    for path in (project / "annotations").rglob("*.jsonl"):
        path.write_text(path.read_text(encoding="utf-8").replace("AMOUNT", "MONEY"), encoding="utf-8")
    with pytest.raises(AnnotationError) as raised:
        load(project / "annotations")
    files = {misfit.file for misfit in raised.value.misfits}
    assert len(files) == 3
    documents = [result.document for result in check_files(project / "annotations")]
    assert [len(document.mentions) for document in documents if document] == [1, 1, 1]


def test_rules_are_checked_with_file_and_line(project: Path) -> None:
    path = project / "annotations" / "train" / "yunling_2024.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"VALUE"', '"GROWTH"'), encoding="utf-8")
    assert validate_files(path) == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('"relations"')] + '"relations": []}', encoding="utf-8")
    places = [(misfit.code, misfit.severity, misfit.line) for misfit in validate_files(path)]
    assert places == [("unlinked", "error", 2), ("unlinked", "warning", 2)]


def test_what_the_reader_lists_is_not_listed_twice(project: Path) -> None:
    path = project / "annotations" / "train" / "yunling_2024.jsonl"
    report = project / "corpus" / "yunling_2024.txt"
    inline = project / "yunling_2024.txt"
    inline.write_text("@ 2023\n全县{I1|生产总值完成3亿元。}", encoding="utf-8")
    report.write_text("全县生产总值完成3亿\n\n元。", encoding="utf-8")
    found = [misfit.code for misfit in validate_files(inline)]
    assert len(found) == len(set(found))
    assert path.exists()


def test_saving_and_loading_inline(project: Path) -> None:
    annotated = load(project / "annotations", split="train")[0]
    assert save(annotated, project / "yunling_2024.txt") == []
    assert load(project / "yunling_2024.txt") == [annotated]


def test_an_inline_file_does_not_take_itself_for_the_report(project: Path) -> None:
    annotated = load(project / "annotations", split="train")[0]
    write_inline(annotated, project / "annotations" / "yunling_2024.txt")
    (project / "corpus" / "yunling_2024.txt").unlink()
    with pytest.raises(AnnotationError, match="missing-report"):
        load(project / "annotations" / "yunling_2024.txt")


@pytest.mark.parametrize("count", [0, 2])
def test_a_file_takes_one_document(project: Path, count: int) -> None:
    documents = load(project / "annotations")[:count]
    with pytest.raises(AnnotationError, match="do not go into one file"):
        save(documents, project / "x.jsonl")


def test_two_documents_with_one_id_are_refused(project: Path) -> None:
    documents = load(project / "annotations", split="train")
    with pytest.raises(AnnotationError, match="same id"):
        save(documents * 2, project / "out")
    assert not (project / "out").exists()


@pytest.mark.parametrize("name", ["gone", "corpus", "corpus/yunling_2024.pdf"])
def test_places_without_annotations_are_refused(project: Path, name: str) -> None:
    with pytest.raises(AnnotationError, match="no-annotations"):
        load(project / name)


def test_unknown_splits_and_forms_are_refused(project: Path) -> None:
    with pytest.raises(AnnotationError, match="train, dev, test"):
        load(project / "annotations", split="testing")
    other = project / "x.docx"
    other.write_bytes(b"")
    with pytest.raises(AnnotationError, match="unknown-form"):
        load(other)


def test_a_failed_write_leaves_the_old_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project / "annotations" / "train" / "yunling_2024.jsonl"
    annotated, before = load(path)[0], path.read_bytes()

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        save(replace(annotated, note="new"), path)
    assert path.read_bytes() == before
