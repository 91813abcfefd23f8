"""The annotation page: its example is a sound annotation, and its tables are those of the scheme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from govreport_ie.annotation import FORM_NAMES, default_scheme, load, save, validate
from govreport_ie.annotation.formats import FORMS

PAGE = (Path(__file__).parents[2] / "docs" / "annotation.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r'```text title="([^"]+)"\n(.*?)```', PAGE, re.DOTALL))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files of the page's example."""
    for name, text in BLOCKS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_example_is_a_sound_annotation(project: Path) -> None:
    annotated = load(project / "annotations" / "yunling_2024.txt", reports=project)[0]
    assert annotated.note == "by hand, read twice"
    assert len(annotated.mentions) == 19
    warnings = [str(misfit) for misfit in validate(annotated)]
    assert warnings == []


def test_the_example_in_standoff_is_what_the_page_says(project: Path) -> None:
    annotated = load(project / "annotations" / "yunling_2024.txt", reports=project)[0]
    save(annotated, project / "x.jsonl")
    header, _, second, *_ = (project / "x.jsonl").read_text(encoding="utf-8").splitlines()
    shown = re.search(r"```json\n(.*)\n(.*)\n```", PAGE)
    assert shown
    assert shown[1] == re.sub(r'"sha256": "\w+"', '"sha256": "…"', header)
    start, end = shown[2].split(", …")
    assert second.startswith(start)
    assert second.endswith(end)


@pytest.mark.parametrize("label", default_scheme().labels, ids=lambda label: label.name)
def test_every_label_has_its_row(label: object) -> None:
    assert f"| {label.letter} | {label.name} |" in PAGE  # type: ignore[attr-defined]


@pytest.mark.parametrize("relation", default_scheme().relations, ids=lambda relation: relation.name)
def test_every_relation_has_its_row(relation: object) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {relation.name} |"))  # type: ignore[attr-defined]
    named = re.findall(r"[A-Z_]{4,}", row.split("|", 2)[2])
    assert set(named) == {*relation.heads, *relation.tails}  # type: ignore[attr-defined]


@pytest.mark.parametrize("stage", default_scheme().stages)
def test_every_stage_has_its_row(stage: str) -> None:
    assert f"| {stage} |" in PAGE


@pytest.mark.parametrize("name", FORM_NAMES)
def test_every_form_has_its_row(name: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("|") and f"`{name}`" in line.split("|")[1])
    for kind in ("relations", "stages", "reference periods"):
        if name in FORMS and kind in FORMS[name].holds:
            assert kind in row or "everything" in row
