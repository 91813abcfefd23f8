"""The gold set of the project holds no error."""

from __future__ import annotations

import pytest

from govreport_ie.annotation import check, read_splits
from tests.conftest import ROOT, SHARED_REPORTS


def test_the_reports_of_the_project_are_sound() -> None:
    splits = read_splits(ROOT / "annotations" / "corpus", reports=ROOT / "corpus")
    found = check(splits.documents, misfits=splits.misfits)
    assert [str(finding) for finding in found.findings if finding.severity == "error"] == []
    assert found.counts["corpus"].reports == len(list((ROOT / "annotations" / "corpus").glob("*.jsonl")))


@pytest.mark.skipif(not SHARED_REPORTS.is_dir(), reason="the real reports are not beside the project")
def test_no_text_leaks_between_the_splits() -> None:
    splits = read_splits(ROOT / "annotations", reports=SHARED_REPORTS)
    found = check(splits.documents)
    leaks = {"same-report", "neighbour-report", "shared-text", "unseen-label"}
    assert [str(finding) for finding in found.findings if finding.code in leaks] == []
