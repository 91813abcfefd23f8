import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import load_bundle

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    return __import__("prune")


def spans(folder: Path, document: AnnotatedDocument) -> set[tuple[str, int, int]]:
    return {(m.label, m.start, m.end) for m in Tagger.load(folder).tag(document.document).mentions}


def test_a_narrower_bundle_finds_the_same(
    recipe, tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path
) -> None:
    recipe.prune(tiny_bundle, tmp_path / "out", 64, [tiny_document.document])
    config = json.loads((tmp_path / "out" / "config.json").read_text(encoding="utf-8"))
    assert config["sizes"]["feed_forward"] == 64
    wide, narrow = spans(tiny_bundle, tiny_document), spans(tmp_path / "out", tiny_document)
    assert len(wide & narrow) >= 0.9 * len(wide | narrow)


def test_a_neuron_that_doubles_another_can_go_from_every_layer(recipe) -> None:
    torch.manual_seed(0)
    sizes = ModelSizes(
        vocabulary=30, tags=5, labels=2, relations=1, stages=1, feature_sizes=(2,),
        hidden=16, layers=2, heads=2, feed_forward=24, positions=40, pair_hidden=8, activation="relu",
    )  # fmt: skip
    model = Model(sizes, dropout=0.0).eval()
    windows = [torch.randint(1, 30, (1, 20)) for _ in range(40)]
    layers = model.encoder.bert.encoder.layer
    with torch.no_grad():
        for layer in layers:
            layer.intermediate.dense.weight.normal_()  # as drawn at first they would hardly count
            layer.output.dense.weight.normal_()
            layer.intermediate.dense.weight[3] = layer.intermediate.dense.weight[7]
            layer.intermediate.dense.bias[3] = layer.intermediate.dense.bias[7]
        before, _ = model.encoder(windows[0])
        for layer in layers:
            recipe.narrow(layer, recipe.second_moments(model, layer.output.dense, windows), 23)
        after, _ = model.encoder(windows[0])
    assert [layer.intermediate.dense.out_features for layer in layers] == [23, 23]
    assert torch.allclose(before, after, atol=1e-2)


def test_what_others_can_make_up_for_goes_first_and_is_made_up_for(recipe) -> None:
    torch.manual_seed(0)
    inputs = torch.randn(200, 6, dtype=torch.float64)
    inputs[:, 2] = 0.5 * inputs[:, 0] - inputs[:, 4]  # told by two others
    inputs[:, 5] = 0.0  # never fires
    known = torch.cat([inputs, torch.ones(200, 1, dtype=torch.float64)], dim=1)
    weights = torch.randn(7, 3, dtype=torch.float64)
    before = known @ weights
    kept = recipe.surgeon(known.T @ known, weights, 4)
    assert len(kept) == 4 and 5 not in kept and len({0, 2, 4} & set(kept.tolist())) == 2
    rows = [*kept.tolist(), 6]
    assert torch.allclose(known[:, rows] @ weights[rows], before, atol=0.05)


def test_without_refitting_it_would_be_worse(recipe) -> None:
    torch.manual_seed(1)
    inputs = torch.relu(torch.randn(500, 8, dtype=torch.float64) @ torch.randn(8, 16, dtype=torch.float64))
    known = torch.cat([inputs, torch.ones(500, 1, dtype=torch.float64)], dim=1)
    weights = torch.randn(17, 4, dtype=torch.float64)
    refitted = weights.clone()
    rows = [*recipe.surgeon(known.T @ known, refitted, 10).tolist(), 16]
    before = known @ weights
    cut, refit = (((known[:, rows] @ w[rows]) - before).square().mean() for w in (weights, refitted))
    assert refit < 0.5 * cut


def test_what_it_cannot_do_is_told(
    recipe,
    tiny_bundle: Path,
    tiny_document: AnnotatedDocument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ValueError, match="below 96, the neurons"):
        recipe.prune(tiny_bundle, tmp_path / "out", 96, [tiny_document.document])
    other = replace(load_bundle(tiny_bundle), relations={})
    with monkeypatch.context() as patch, pytest.raises(ValueError, match="another annotation scheme"):
        patch.setattr(recipe, "load_bundle", lambda folder: other)
        recipe.prune(tiny_bundle, tmp_path / "out", 64, [tiny_document.document])
    with pytest.raises(ValueError, match="no text"):
        recipe.prune(tiny_bundle, tmp_path / "out", 64, [])
    assert not (tmp_path / "out").exists()


def command(recipe, monkeypatch: pytest.MonkeyPatch, *arguments: Path | str) -> None:
    folders = ["--annotations", "a", "--reports", "r", "--extra-reports", "e"]
    monkeypatch.setattr(sys, "argv", ["prune", *map(str, arguments), *folders])
    recipe.main()


def test_the_command_fits_to_the_training_reports(
    recipe, tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipe.gold, "documents", lambda args: [tiny_document])
    command(recipe, monkeypatch, tiny_bundle, tmp_path / "out", "--width", "64")
    assert spans(tmp_path / "out", tiny_document)


def test_the_command_says_what_is_wrong(
    recipe, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recipe.gold, "documents", lambda args: [])
    with pytest.raises(SystemExit):
        command(recipe, monkeypatch, tiny_bundle, tmp_path / "out", "--width", "0")
    assert "must be 1 or more" in capsys.readouterr().err
