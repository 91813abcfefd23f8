import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.annotation import AnnotatedDocument
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


def test_it_is_a_command(
    recipe,
    tiny_bundle: Path,
    tiny_document: AnnotatedDocument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(recipe.gold, "documents", lambda args: [tiny_document])
    folders = ["--annotations", "a", "--reports", "r", "--extra-reports", "e"]
    for width in ("0", "64"):
        monkeypatch.setattr(sys, "argv", ["prune", str(tiny_bundle), str(tmp_path / width), "--width", width, *folders])
        if width == "0":
            with pytest.raises(SystemExit):
                recipe.main()
            assert "must be 1 or more" in capsys.readouterr().err
        else:
            recipe.main()
            assert spans(tmp_path / width, tiny_document)
