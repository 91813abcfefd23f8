import shutil
import sys
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.tagging.bundle import DEFAULT_PATH

ROOT = Path(__file__).parent.parent.parent
REPORT = ROOT / "corpus" / "binhe_2023.txt"


def listed(monkeypatch: pytest.MonkeyPatch, out: Path, *bundles: Path, report: Path = REPORT) -> list[list[str]]:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    reports = out / "reports"
    reports.mkdir(parents=True)
    shutil.copy(report, reports)
    arguments = [*map(str, bundles), "--reports", str(reports), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", ["doubtful", *arguments])
    __import__("doubtful").main()
    text = (out / f"{report.stem}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def test_doubts_are_mentions_in_the_text_and_every_sentence_listed_has_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = listed(monkeypatch, tmp_path, DEFAULT_PATH)
    source = REPORT.read_bytes().decode("utf-8")
    kinds: dict[str, set[str]] = {}
    for sentence, start, end, kind, _, text in found:
        assert source[int(start) : int(end)].replace("\n", "") == text
        kinds.setdefault(sentence, set()).add(kind)
    assert all("doubtful" in each for each in kinds.values())
    assert 0 < len(kinds) < source.count("。")


def test_a_model_that_is_sure_of_what_it_knows_by_heart_has_few_doubts(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "tiny.txt"
    report.write_bytes(tiny_document.document.source.encode("utf-8"))
    alone = listed(monkeypatch, tmp_path / "alone", tiny_bundle, report=report)
    twice = listed(monkeypatch, tmp_path / "twice", tiny_bundle, tiny_bundle, report=report)
    assert alone == twice
    assert sum(line[3] == "doubtful" for line in alone) < len(tiny_document.mentions)


def test_bundles_with_other_vocabularies_are_refused(
    tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        listed(monkeypatch, tmp_path, DEFAULT_PATH, tiny_bundle)
    assert "differ in labels or vocabulary" in capsys.readouterr().err
