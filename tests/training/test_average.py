import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.annotation import AnnotatedDocument, default_scheme
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.initial import model_of_bundle
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import DEFAULT_PATH

ROOT = Path(__file__).parent.parent.parent
VIEW = SchemeView.of(default_scheme())


def averaged(monkeypatch: pytest.MonkeyPatch, *folders: Path | str) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    module = __import__("average")
    monkeypatch.setattr(sys, "argv", ["average", *map(str, folders)])
    module.main()


def trained(tiny_bundle: Path, document: AnnotatedDocument, out: Path, **settings: int) -> Path:
    config = TrainingConfig(start=tiny_bundle, gate=False, **{"epochs": 1, **settings})
    return train([document], out, config, report=lambda line: None)


def test_the_mean_of_two_bundles_is_a_bundle_with_the_mean_of_their_weights(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [trained(tiny_bundle, tiny_document, tmp_path / str(seed), seed=seed) for seed in (1, 2)]
    averaged(monkeypatch, *folders, tmp_path / "mean")
    first, second, mean = (
        model_of_bundle(folder, VIEW, 0.0)[1].state_dict() for folder in (*folders, tmp_path / "mean")
    )
    assert not torch.equal(first["encoder.tags.weight"], second["encoder.tags.weight"])
    for key in mean:  # three times rounded to 8 bits, where it is a matrix of the encoder
        between = (first[key] + second[key]) / 2
        assert (mean[key] - between).norm() <= 0.02 * between.norm(), key
    config = json.loads((tmp_path / "mean" / "config.json").read_text(encoding="utf-8"))
    assert config["training"]["seed"] == [1, 2]
    assert Tagger.load(tmp_path / "mean").tag(tiny_document.document).mentions


def test_bundles_of_different_training_are_not_averaged(
    tiny_bundle: Path,
    tiny_document: AnnotatedDocument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    longer = trained(tiny_bundle, tiny_document, tmp_path / "longer", epochs=2)
    with pytest.raises(SystemExit):
        averaged(monkeypatch, trained(tiny_bundle, tiny_document, tmp_path / "once"), longer, tmp_path / "mean")
    assert "from the same start" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        averaged(monkeypatch, longer, longer, tmp_path / "mean", "--start", DEFAULT_PATH)
    assert "another network" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        averaged(monkeypatch, longer, tmp_path / "mean")
    assert "two bundles or more" in capsys.readouterr().err
    assert not (tmp_path / "mean").exists()


def test_the_start_counts_as_much_as_the_mean_of_what_was_trained_from_it(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [trained(tiny_bundle, tiny_document, tmp_path / str(seed), seed=seed) for seed in (1, 2)]
    averaged(monkeypatch, *folders, tmp_path / "mean", "--start", tiny_bundle)
    first, second, start, mean = (
        model_of_bundle(folder, VIEW, 0.0)[1].state_dict()["encoder.tags.weight"]
        for folder in (*folders, tiny_bundle, tmp_path / "mean")
    )
    assert torch.allclose(mean, (first + second) / 4 + start / 2, atol=1e-6)
    config = json.loads((tmp_path / "mean" / "config.json").read_text(encoding="utf-8"))
    assert config["training"]["averaged_with_start"]
