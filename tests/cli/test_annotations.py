"""The commands on annotation files: evaluate, validate, convert."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport_ie.annotation import AnnotatedDocument, save
from govreport_ie.cli import main

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def annotations(tiny_document: AnnotatedDocument, tmp_path: Path) -> Path:
    """A folder annotations/dev with the tiny report's annotations, and its text in corpus beside it."""
    (tmp_path / "corpus").mkdir()
    shutil.copy(DATA / "tiny.txt", tmp_path / "corpus" / "tiny.txt")
    save([tiny_document], tmp_path / "annotations" / "dev")
    return tmp_path / "annotations"


def test_evaluate_prints_scores_per_label(tiny_bundle: Path, annotations: Path) -> None:
    pytest.importorskip("seqeval", reason="evaluation needs the extra 'train'")
    result = CliRunner().invoke(main, ["evaluate", str(annotations), "--split", "dev", "--model", str(tiny_bundle)])
    assert result.exit_code == 0, result.output
    for word in ("Mentions (strict, seqeval)", "INDICATOR", "Relations (end to end)", "GROWTH", "1.000"):
        assert word in result.stdout


def test_evaluate_on_an_empty_split_says_so(tiny_bundle: Path, annotations: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(annotations), "--split", "test", "--model", str(tiny_bundle)])
    assert result.exit_code == 1
    assert "test" in result.stderr
    assert "Traceback" not in result.output


def test_validate_passes_and_fails(annotations: Path) -> None:
    result = CliRunner().invoke(main, ["validate", str(annotations)])
    assert result.exit_code == 0, result.output
    assert "0 errors" in result.stdout
    file = annotations / "dev" / "tiny.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('"312.5亿元"', '"312.6亿元"'), encoding="utf-8")
    result = CliRunner().invoke(main, ["validate", str(annotations)])
    assert result.exit_code == 1
    assert "312.6亿元" in result.stdout


def test_convert_to_the_inline_form_and_back(annotations: Path, tmp_path: Path) -> None:
    inline, back = tmp_path / "tiny.txt", tmp_path / "tiny.jsonl"
    source = annotations / "dev" / "tiny.jsonl"
    for one, two in ((source, inline), (inline, back)):
        result = CliRunner().invoke(main, ["convert", str(one), str(two), "--reports", str(tmp_path / "corpus")])
        assert result.exit_code == 0, result.output
    assert back.read_text(encoding="utf-8") == source.read_text(encoding="utf-8")
