import json
import lzma
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.annotation import AnnotatedDocument, default_scheme, load
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.encoder_file import read_encoder, write_encoder
from govreport_ie.learning.initial import random_model
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import DEFAULT_PATH, VOCABULARY, load_bundle

ROOT = Path(__file__).parent.parent.parent
TINY = Path(__file__).parent.parent / "data" / "tiny.txt"
SIZES = {"hidden": 16, "layers": 2, "heads": 2, "feed_forward": 16, "positions": 300, "pair_hidden": 8}


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))


def run(monkeypatch: pytest.MonkeyPatch, script: str, *arguments: Path | str) -> None:
    module = __import__(script)
    monkeypatch.setattr(sys, "argv", [script, *map(str, arguments)])
    module.main()


@pytest.fixture
def unlabelled(tmp_path: Path) -> Path:
    """A recent report, an old one, and one that is annotated already."""
    annotated = (ROOT / "corpus" / "binhe_2023.txt").read_bytes().decode("utf-8")
    tiny = TINY.read_text(encoding="utf-8")
    known = [("2023", annotated), ("2023", annotated.removesuffix("\n"))]
    entries = [("2024", tiny), ("2001", tiny + "。"), *known, ("", tiny)]
    path = tmp_path / "reports.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"year": year, "text": text}) + "\n" for year, text in entries)
    return path


def test_a_model_labels_recent_reports_that_nobody_annotated(
    unlabelled: Path, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "self"
    run(monkeypatch, "self_label", tiny_bundle, unlabelled, out)
    (document,) = load(out, reports=[out])
    assert document.id == "u0000"
    assert len(document.mentions) > 10
    before = (out / "u0000.jsonl").stat().st_mtime_ns
    run(monkeypatch, "self_label", tiny_bundle, unlabelled, out)
    assert (out / "u0000.jsonl").stat().st_mtime_ns == before


def test_named_reports_of_every_year_are_labelled_and_missing_ones_told(
    unlabelled: Path,
    tiny_bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out, named = tmp_path / "self", tmp_path / "named"
    named.mkdir()
    with pytest.raises(SystemExit):
        run(monkeypatch, "self_label", tiny_bundle, unlabelled, out, "--only", named)
    assert "holds no file" in capsys.readouterr().err
    (named / "u0001.jsonl").touch()
    run(monkeypatch, "self_label", tiny_bundle, unlabelled, out, "--only", named)
    assert [path.stem for path in out.glob("*.jsonl")] == ["u0001"]
    (named / "u0002.jsonl").touch()
    with pytest.raises(SystemExit):
        run(monkeypatch, "self_label", tiny_bundle, unlabelled, out, "--only", named)
    assert "lacks u0002" in capsys.readouterr().err


def test_what_another_bundle_or_list_left_is_refused(
    unlabelled: Path,
    tiny_bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "self"
    run(monkeypatch, "self_label", tiny_bundle, unlabelled, out)
    (out / "u0009.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(monkeypatch, "self_label", tiny_bundle, unlabelled, out)
    assert "left out now (u0009)" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(monkeypatch, "self_label", DEFAULT_PATH, unlabelled, out)
    assert "what another bundle found" in capsys.readouterr().err


@pytest.fixture
def labelled(unlabelled: Path, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a model found in the unlabelled reports."""
    folder = tmp_path / "self"
    run(monkeypatch, "self_label", tiny_bundle, unlabelled, folder)
    return folder


def test_a_student_has_some_layers_of_its_teacher(
    labelled: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, student = tmp_path / "teacher", tmp_path / "student"
    teacher.mkdir()
    config = TrainingConfig(sizes=SIZES, epochs=1, bfloat16=False)
    state = teacher / "finetune.pt"
    train([tiny_document], teacher / "bundle", config, checkpoint=state, report=lambda line: None)
    run(monkeypatch, "student", teacher, labelled, student, "--keep", "1")
    last, first = (read_encoder(folder)[1] for folder in (student / "encoder", student / "start"))
    masters = torch.load(state, weights_only=True)["masters"]
    weight = "encoder.layer.{}.output.dense.weight"
    torch.testing.assert_close(first[weight.format(0)], masters[weight.format(1)].half().float())
    assert not torch.equal(first[weight.format(0)], last[weight.format(0)])
    sizes = load_bundle(student / "bundle").settings["sizes"]
    assert (sizes["layers"], sizes["heads"], sizes["activation"]) == (1, 2, "relu")
    config = TrainingConfig(encoder=student / "encoder", epochs=1)
    again = train([tiny_document], tmp_path / "fine", config, report=lambda line: None)
    assert load_bundle(again).settings["sizes"]["layers"] == 1


def test_a_student_may_start_from_an_encoder(
    labelled: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, student = tmp_path / "encoder", tmp_path / "student"
    words, model = random_model([tiny_document], SchemeView.of(default_scheme()), SIZES, 0.1)
    write_encoder(model.encoder.bert.state_dict(), source, heads=2, activation="relu")
    (source / VOCABULARY).write_text(json.dumps(words.tokens, ensure_ascii=False), encoding="utf-8")
    run(monkeypatch, "student", source, labelled, student)
    first, last = (read_encoder(folder) for folder in (source, student / "encoder"))
    assert first[0] == last[0]
    weight = "encoder.layer.0.output.dense.weight"
    assert not torch.equal(first[1][weight], last[1][weight])
