"""Reading the annotations of all splits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument, read_splits, save
from govreport_ie.errors import AnnotationError
from govreport_ie.reading import read
from tests.annotation.documents import annotate

SPLITS = {"yunling_2024": "train", "baishi_2024": "dev", "qingshui_2024": "second"}


@pytest.fixture
def annotated(tmp_path: Path) -> dict[str, AnnotatedDocument]:
    """Three reports in ``corpus``, annotated, by split."""
    found = {}
    for number, (id, split) in enumerate(SPLITS.items()):
        report = tmp_path / "corpus" / f"{id}.txt"
        report.parent.mkdir(exist_ok=True)
        report.write_text(f"全县生产总值完成{number + 3}亿元。\n", encoding="utf-8")
        mentions = [("INDICATOR", "生产总值"), ("AMOUNT", f"{number + 3}亿元")]
        found[split] = replace(annotate(read(report), mentions, [("VALUE", 0, 1)]), id=id)
    return found


def ids(path: Path, **options: str) -> dict[str, list[str]]:
    splits = read_splits(path, reports=path.parent / "corpus", **options)  # type: ignore[arg-type]
    return {split: [annotated.id for annotated in documents] for split, documents in splits.documents.items()}


@pytest.mark.parametrize("suffix", ["", "inline.txt", "brat", "x.doccano.jsonl"])
def test_subfolders_are_splits_in_any_form(
    tmp_path: Path, annotated: dict[str, AnnotatedDocument], suffix: str
) -> None:
    root = tmp_path / "annotations"
    for split, document in annotated.items():
        if suffix == "brat":
            save([document], root / split, form="brat")
        elif suffix == "inline.txt":
            save(document, root / split / f"{document.id}.txt")
        else:
            save([document], root / split / suffix)
    form = {"form": "inline"} if suffix == "inline.txt" else {}
    assert ids(root, **form) == {split: [id] for id, split in sorted(SPLITS.items(), key=lambda pair: pair[1])}


def test_a_single_folder_or_file_is_a_split_too(tmp_path: Path, annotated: dict[str, AnnotatedDocument]) -> None:
    for split, document in annotated.items():
        save([document], tmp_path / "annotations" / split)
    root = tmp_path / "annotations"
    assert ids(root / "train") == ids(root / "train" / "yunling_2024.jsonl") == {"train": ["yunling_2024"]}
    assert ids(root, split="dev") == {"dev": ["baishi_2024"]}


def test_folders_of_other_tools_and_stand_off_files_side_by_side(
    tmp_path: Path, annotated: dict[str, AnnotatedDocument]
) -> None:
    root = tmp_path / "annotations"
    save([annotated["train"]], root / "train", form="brat")
    save([annotated["dev"]], root / "dev" / "deeper")
    assert ids(root) == {"train": ["yunling_2024"], "dev": ["baishi_2024"]}


def test_what_does_not_fit_is_listed_and_the_rest_is_kept(
    tmp_path: Path, annotated: dict[str, AnnotatedDocument]
) -> None:
    save([annotated["train"], annotated["dev"]], tmp_path / "annotations" / "train")
    file = tmp_path / "annotations" / "train" / "yunling_2024.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace("AMOUNT", "MONEY"), encoding="utf-8")
    (tmp_path / "corpus" / "baishi_2024.txt").unlink()
    splits = read_splits(tmp_path / "annotations", reports=tmp_path / "corpus")
    assert [misfit.code for misfit in splits.misfits] == ["missing-report", "unknown-label"]
    assert [len(document.mentions) for document in splits.documents["train"]] == [1]


def test_a_place_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no-annotations"):
        read_splits(tmp_path)
