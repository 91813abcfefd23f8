import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument, default_scheme, save
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.encoder_file import write_encoder
from govreport_ie.learning.initial import random_model
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import VOCABULARY

ROOT = Path(__file__).parent.parent.parent
TINY = Path(__file__).parent.parent / "data" / "tiny.txt"
SIZES = {"hidden": 16, "layers": 1, "heads": 2, "feed_forward": 16, "positions": 300, "pair_hidden": 8}


@pytest.fixture
def gold(tiny_document: AnnotatedDocument, tmp_path: Path) -> tuple[Path, Path]:
    """Folders of annotations, with the splits train and dev, and of their texts."""
    annotations, reports = tmp_path / "annotations", tmp_path / "reports"
    reports.mkdir()
    for split, names in {"train": ("a", "b"), "dev": ("c",)}.items():
        (annotations / split).mkdir(parents=True)
        for name in names:
            save(replace(tiny_document, id=name), annotations / split / f"{name}.jsonl")
            shutil.copy(TINY, reports / f"{name}.txt")
    return annotations, reports


@pytest.fixture
def encoder(tiny_document: AnnotatedDocument, tmp_path: Path) -> Path:
    """The folder of an encoder with random weights."""
    _, model = random_model([tiny_document], SchemeView.of(default_scheme()), SIZES, 0.0)
    folder = tmp_path / "encoder"
    write_encoder(model.encoder.bert.state_dict(), folder, heads=2, activation="gelu")
    bundle = train(
        [tiny_document], tmp_path / "bundle", TrainingConfig(sizes=SIZES, epochs=0), report=lambda line: None
    )
    shutil.copy(bundle / VOCABULARY, folder / VOCABULARY)
    return folder


def test_a_learning_curve_has_a_line_for_each_number_and_seed(
    gold: tuple[Path, Path], encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    annotations, reports = gold
    options = ["--annotations", annotations, "--reports", reports, "--encoder", encoder, "--numbers", "1,2"]
    monkeypatch.setattr(sys, "argv", ["curve", *map(str, options), "--seeds", "1,2", "--steps", "2"])
    __import__("curve").main()
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["reports"], line["seed"]) for line in lines] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert lines[2]["mentions"] == 2 * lines[0]["mentions"]
