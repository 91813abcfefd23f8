import json
import lzma
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch

from govreport_ie.errors import TrainingError
from govreport_ie.learning.encoder_file import read_encoder, write_encoder
from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.tagging.vocabulary import SPECIALS

ROOT = Path(__file__).parent.parent.parent
TEXT = (Path(__file__).parent.parent / "data" / "tiny.txt").read_text(encoding="utf-8")
WEIGHT = "encoder.layer.{}.output.dense.weight"


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))


@pytest.fixture
def unlabelled(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"year": "2023", "text": TEXT}) + "\n")
    return path


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """Three random layers, two heads."""
    torch.manual_seed(1)
    tokens = [*SPECIALS, *(f"[S{i}]" for i in range(16)), *sorted(set(TEXT) - set("\n "))]
    sizes = ModelSizes(
        vocabulary=len(tokens), tags=3, labels=1, relations=1, stages=1, feature_sizes=(2,),
        hidden=16, layers=3, heads=2, feed_forward=16, positions=40,
    )  # fmt: skip
    folder = tmp_path / "encoder"
    write_encoder(Model(sizes, 0.0).encoder.bert.state_dict(), folder, heads=2, activation="gelu")
    (folder / "vocabulary.json").write_text(json.dumps(tokens, ensure_ascii=False), encoding="utf-8")
    return folder


def pretrain(monkeypatch: pytest.MonkeyPatch, unlabelled: Path, encoder: Path, out: Path, *options: str) -> None:
    fixed = ["--reports", str(unlabelled), "--encoder", str(encoder), "--out", str(out), "--activation", "relu"]
    sizes = ["--size", "32", "--batch", "4", "--warm", "2", "--steps", "60", "--lr", "0.01"]
    monkeypatch.setattr(sys, "argv", ["pretrain", *fixed, *sizes, *options])
    __import__("pretrain").main()


@pytest.mark.parametrize("muon", [[], ["--muon", "0.01"]])
def test_an_encoder_learns_on_with_some_of_its_layers(
    unlabelled: Path,
    encoder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    muon: list[str],
) -> None:
    out, better = tmp_path / "out", tmp_path / "better"
    pretrain(monkeypatch, unlabelled, encoder, out, "--keep", "2,0", "--stop", "1", *muon)
    before = capsys.readouterr().out
    pretrain(monkeypatch, unlabelled, encoder, out, "--keep", "2,0", *muon)
    after = capsys.readouterr().out
    assert "resumed at step 1" in after
    perplexities = [float(part.split("perplexity ")[1].split(",")[0]) for part in (before, after)]
    assert perplexities[1] < 0.9 * perplexities[0]
    monkeypatch.setattr(sys, "argv", ["encoder", str(out), str(better)])
    __import__("encoder").write_pretrained(out, better)
    sizes, state = read_encoder(better)
    assert (sizes["layers"], sizes["heads"], sizes["activation"]) == (2, 2, "relu")
    assert (better / "vocabulary.json").read_bytes() == (encoder / "vocabulary.json").read_bytes()
    first = read_encoder(encoder)[1]
    near = (state[WEIGHT.format(0)] - first[WEIGHT.format(2)]).abs().mean()
    assert 0 < near < (state[WEIGHT.format(0)] - first[WEIGHT.format(0)]).abs().mean()


@pytest.mark.parametrize("other", [["--keep", "0"], ["--keep", "0,1", "--muon", "0.01"]])
def test_a_checkpoint_of_another_network_is_refused(
    unlabelled: Path, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: list[str]
) -> None:
    pretrain(monkeypatch, unlabelled, encoder, tmp_path / "out", "--keep", "0,1", "--stop", "1")
    with pytest.raises(SystemExit, match="give another --out"):
        pretrain(monkeypatch, unlabelled, encoder, tmp_path / "out", *other)


def test_layers_that_are_not_there_are_refused(
    unlabelled: Path, encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TrainingError, match=r"layers \[0, 3\]: name some of \[0, 1, 2\]"):
        pretrain(monkeypatch, unlabelled, encoder, tmp_path / "out", "--keep", "0,3")


def test_masks_hide_numbers_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    import random

    from masked import mask_row

    from govreport_ie.tagging.vocabulary import Vocabulary

    words = Vocabulary([*SPECIALS, *sorted(set("增长12.5%的好成绩"))])
    text = "增长12.5%的好成绩"
    seen = set()
    for seed in range(200):
        ids, hidden = mask_row(words.encode(text), words, 0.2, random.Random(seed))
        assert len(ids) == len(text)
        assert set(hidden) & set(range(2, 6)) in (set(), set(range(2, 6)))
        assert all(ids[at] == words.encode(text)[at] for at in range(len(text)) if at not in hidden)
        seen |= set(hidden)
    assert seen == set(range(len(text)))
