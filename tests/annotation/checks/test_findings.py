"""What a finding says of itself."""

from __future__ import annotations

import pytest

from govreport_ie.annotation import Finding
from govreport_ie.errors import Misfit

LONE = Finding("lone-sign", "error", "it begins with “(”", "take both", "train", "yunling_2024", 3, 6, "PROJECT (路")


def test_a_finding_says_where_what_and_what_to_do() -> None:
    assert str(LONE) == ("train/yunling_2024:3..6: error [lone-sign] it begins with “(” in “PROJECT (路”; take both")
    assert str(Finding("x", "advice", "few", "add some")) == "advice [x] few; add some"


@pytest.mark.parametrize(("line", "place"), [(3, "a.jsonl:3"), (None, "a.jsonl")])
def test_a_misfit_of_a_file_keeps_file_and_line(line: int | None, place: str) -> None:
    finding = Finding.of_misfit(Misfit("overlap", "a.jsonl", line, "3亿元", "it overlaps", "keep one"))
    assert (finding.place, finding.severity, finding.code) == (place, "error", "overlap")


def test_a_misfit_of_a_document_gets_its_offsets() -> None:
    misfit = Misfit("unlinked", "x", 1, "AMOUNT 3亿元", "p", "a", "warning", (4, 7))
    finding = Finding.of_misfit(misfit, split="dev", document="yunling_2024")
    assert finding.place == "dev/yunling_2024:4..7"


def test_the_table_holds_what_is_known() -> None:
    assert Finding("x", "advice", "few", "add some").to_dict() == {
        "code": "x",
        "severity": "advice",
        "problem": "few",
        "advice": "add some",
    }
    assert LONE.to_dict()["start"] == 3


def test_severities_are_three() -> None:
    with pytest.raises(ValueError, match="error, warning, advice"):
        Finding("x", "fatal", "p", "a")
