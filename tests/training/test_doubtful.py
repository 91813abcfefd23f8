import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.tagging.bundle import DEFAULT_PATH
from govreport_ie.tagging.spans import LabelledSpan

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


def test_a_model_has_few_doubts_in_what_it_knows_by_heart(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "tiny.txt"
    report.write_bytes(tiny_document.document.source.encode("utf-8"))
    own = listed(monkeypatch, tmp_path / "own", tiny_bundle, tiny_bundle, report=report)
    others = listed(monkeypatch, tmp_path / "others", DEFAULT_PATH, report=report)
    assert len(own) < len(others)


def test_sure_is_what_all_find_alike_with_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    both, unsure, alone, bold = (LabelledSpan(at, at + 3, 1, 0.95) for at in (0, 5, 10, 15))
    unsure = replace(unsure, confidence=0.6)
    middle = [both, unsure]
    sure, doubtful = __import__("doubtful").divided([[both, unsure, alone], [both, unsure], middle, [*middle, bold]])
    assert sure == {(0, 3, 1)}
    assert doubtful == {(5, 8, 1), (10, 13, 1), (15, 18, 1)}


def test_bundles_with_other_vocabularies_are_refused(
    tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        listed(monkeypatch, tmp_path, DEFAULT_PATH, tiny_bundle)
    assert "differ in labels, vocabulary or window" in capsys.readouterr().err
