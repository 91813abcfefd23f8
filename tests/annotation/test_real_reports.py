"""Every stand-off annotation of the project holds on its report, where the report is at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_ie.annotation import annotation_files, check_standoff, read_inline, write_inline
from govreport_ie.annotation.reports import ReportFolders
from govreport_ie.errors import AnnotationError

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"


def project_files() -> list[Path]:
    try:
        return annotation_files(ROOT / "annotations")
    except AnnotationError:
        return []


@pytest.mark.parametrize("path", project_files(), ids=lambda path: path.stem)
def test_annotations_of_the_project_hold(path: Path, tmp_path: Path) -> None:
    if not list(ReportFolders([REPORTS], annotations=path).named(path.stem)):
        pytest.skip(f"the report {path.stem} is not at hand")
    annotated = check_standoff(path, reports=[REPORTS]).checked()
    assert write_inline(annotated, tmp_path / "x.txt") == []
    assert read_inline(tmp_path / "x.txt", annotated.document) == annotated
