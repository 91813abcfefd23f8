"""The command check: what it prints and writes, and its exit codes."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govreport_ie.annotation import AnnotatedDocument, save
from govreport_ie.cli import main

DATA = Path(__file__).parent.parent / "data"
# The tiny report is far too small to train on: without these limits that is an error.
LENIENT = """
[examples]
mentions = { error = 0, warning = 0 }
relations = { error = 0, warning = 0 }
stages = { error = 0, warning = 0 }
"""
TINY_MODEL = """
sizes = { hidden = 16, layers = 1, heads = 2, feed_forward = 16, positions = 320, pair_hidden = 8 }
epochs = 1
"""


@pytest.fixture
def annotations(tiny_document: AnnotatedDocument, tmp_path: Path) -> Path:
    """A folder annotations/train with the tiny report's annotations, its text in corpus beside it, lenient limits."""
    (tmp_path / "corpus").mkdir()
    shutil.copy(DATA / "tiny.txt", tmp_path / "corpus" / "tiny.txt")
    save([tiny_document], tmp_path / "annotations" / "train")
    (tmp_path / "lenient.toml").write_text(LENIENT, encoding="utf-8")
    return tmp_path / "annotations"


def run(annotations: Path, *arguments: str) -> Result:
    limits = ["--limits", str(annotations.parent / "lenient.toml")] if "--limits" not in arguments else []
    return CliRunner().invoke(main, ["check", str(annotations), *limits, *arguments])


def spoil(annotations: Path, old: str, new: str) -> None:
    file = annotations / "train" / "tiny.jsonl"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_sound_folder_passes(annotations: Path) -> None:
    result = run(annotations)
    assert result.exit_code == 0, result.output
    for word in ("Counts", "train", "INDICATOR", "VALUE (relation)", "operating", "0 errors, 0 warnings"):
        assert word in result.stdout


def test_too_few_examples_are_errors_by_default(annotations: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(annotations)])
    assert result.exit_code == 1
    assert "few-examples" in result.stdout


@pytest.mark.parametrize(("options", "exit_code"), [([], 0), (["--strict"], 1)])
def test_strict_fails_on_warnings(annotations: Path, options: list[str], exit_code: int) -> None:
    file = annotations / "train" / "tiny.jsonl"
    header, *sentences = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    for sentence in sentences:
        sentence["relations"] = [arc for arc in sentence["relations"] if arc["type"] != "PERIOD"]
    file.write_text("\n".join(map(json.dumps, (header, *sentences))), encoding="utf-8")
    result = run(annotations, *options)
    assert result.exit_code == exit_code, result.output
    assert "unlinked-period" in result.stdout


def test_errors_are_listed_with_their_place(annotations: Path) -> None:
    spoil(annotations, '"312.5亿元"', '"312.6亿元"')
    result = run(annotations)
    assert result.exit_code == 1
    assert "text-differs" in result.stdout
    assert "tiny.jsonl:2" in result.stdout


def test_a_leak_is_an_error(annotations: Path) -> None:
    shutil.copytree(annotations / "train", annotations / "test")
    result = run(annotations)
    assert result.exit_code == 1
    assert "same-report" in result.stdout
    shutil.move(annotations / "test", annotations / "second")
    assert run(annotations).exit_code == 0


def test_json_holds_everything(annotations: Path, tmp_path: Path) -> None:
    file = tmp_path / "check.json"
    result = run(annotations, "--json", str(file), "--show", "0")
    assert result.exit_code == 0, result.output
    table = json.loads(file.read_text(encoding="utf-8"))
    assert table["format"] == "govreport-check/1"
    assert table["counts"]["train"]["mentions"]["PROJECT"] == 4
    assert set(table) == {"format", "counts", "totals", "findings", "shared_text", "mixed_texts", "label_errors"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--split", "test"], "no such file or folder"),
        (["--limits", "gone.toml"], "gone.toml"),
        (["--form", "docx"], "form 'docx' is unknown"),
        (["--folds", "2", "--model", "x"], "give one of them"),
        (["--keep", "x"], "--folds"),
        (["--folds", "1"], "1 is not in the range"),
        (["--model", "gone"], "no config.json"),
        (["--predictions", "gone"], "no such file or folder"),
        (["--json", "no/folder.json"], "give another --json"),
        (["--no-such-option"], "No such option"),
    ],
)
def test_bad_use_exits_with_two(annotations: Path, arguments: list[str], complaint: str) -> None:
    result = run(annotations, *arguments)
    assert result.exit_code == 2, result.output
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_folder_is_bad_use(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "gone")])
    assert result.exit_code == 2
    assert "no such file or folder" in result.stderr


def test_predictions_from_files(annotations: Path, tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    first, *others = (replace(mention, confidence=0.97) for mention in tiny_document.mentions)
    tagged = replace(tiny_document.tagged, mentions=(replace(first, label="RANK"), *others), relations=())
    save([replace(tiny_document, tagged=tagged)], tmp_path / "predicted")
    result = run(annotations, "--predictions", str(tmp_path / "predicted"), "--show", "1")
    assert result.exit_code == 0, result.output
    assert "Label error candidates" in result.stdout
    assert "0.970" in result.stdout


def test_a_model_is_not_asked_about_reports_it_was_trained_on(annotations: Path, tiny_bundle: Path) -> None:
    result = run(annotations, "--model", str(tiny_bundle))
    assert result.exit_code == 0, result.output
    assert "label errors were not sought in train/tiny" in result.stdout
    assert "tagging 0 reports" in result.stderr


def test_a_model_contradicts_a_report_that_it_does_not_know(
    annotations: Path, tiny_bundle: Path, tiny_document: AnnotatedDocument
) -> None:
    first, second, *others = tiny_document.mentions
    kept = {mention.id for mention in others}
    relations = tuple(arc for arc in tiny_document.relations if {arc.head, arc.tail} <= kept)
    tagged = replace(tiny_document.tagged, mentions=(replace(first, label="INDICATOR"), *others), relations=relations)
    (annotations / "train" / "tiny.jsonl").unlink()
    save([replace(tiny_document, id="unknown", tagged=tagged)], annotations / "train")
    file = annotations.parent / "check.json"
    run(annotations, "--model", str(tiny_bundle), "--json", str(file))
    found = json.loads(file.read_text(encoding="utf-8"))["label_errors"]
    kinds = {(entry["kind"], entry["text"]): entry for entry in found}
    assert kinds["other-label", first.text]["predicted"] == first.label
    assert kinds["not-annotated", second.text]["confidence"] > 0.9


def test_folds_are_trained_and_kept(annotations: Path, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    text = (DATA / "tiny.txt").read_text(encoding="utf-8").replace("白石", "云岭")
    (tmp_path / "corpus" / "yunling.txt").write_text(text, encoding="utf-8")
    inline = (DATA / "tiny.ann.txt").read_text(encoding="utf-8").replace("白石", "云岭").replace(": tiny", ": yunling")
    (tmp_path / "yunling.txt").write_text(inline, encoding="utf-8")
    convert = ["convert", str(tmp_path / "yunling.txt"), str(annotations / "train" / "yunling.jsonl")]
    assert CliRunner().invoke(main, [*convert, "--reports", str(tmp_path / "corpus")]).exit_code == 0
    (tmp_path / "model.toml").write_text(TINY_MODEL, encoding="utf-8")
    options = ["--folds", "2", "--training", str(tmp_path / "model.toml"), "--keep", str(tmp_path / "kept")]
    result = run(annotations, *options)
    assert result.exit_code == 0, result.output
    assert "trained without tiny" in result.stderr
    assert result.stderr.count("tagging 1 reports") == 2
    assert "not sought" not in result.stdout
    kept = [option for number in (1, 2) for option in ("--model", str(tmp_path / "kept" / f"fold-{number}"))]
    assert "not sought" not in run(annotations, *kept).stdout


def test_more_folds_than_regions_are_refused(annotations: Path) -> None:
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    result = run(annotations, "--folds", "2")
    assert result.exit_code == 2
    assert "cannot be dealt to 2 folds" in result.stderr
