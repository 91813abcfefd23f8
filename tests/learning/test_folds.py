"""Folds of reports, and settings of their training."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.folds import make_folds, predict_out_of_fold, read_config, train_folds
from tests.annotation.checks.reports import report

REGIONS = st.lists(st.sampled_from(["云岭县", "白石县", "澄江湾市", None]), min_size=1, max_size=12)


@given(REGIONS, st.integers(2, 6))
def test_every_report_is_in_one_fold_and_regions_stay_together(regions: list[str | None], number: int) -> None:
    documents = [report(f"r{index}", f"第{index}年工业产值3亿元。", region=name) for index, name in enumerate(regions)]
    groups = len({name for name in regions if name}) + regions.count(None)
    if number > groups:
        with pytest.raises(TrainingError, match=f"{groups} regions"):
            make_folds(documents, number)
        return
    folds = make_folds(documents, number)
    assert len(folds) == number
    assert all(folds)
    assert sorted(annotated.id for fold in folds for annotated in fold) == sorted(a.id for a in documents)
    for name in {name for name in regions if name}:
        assert sum(any(annotated.document.region == name for annotated in fold) for fold in folds) == 1


def test_a_report_is_tagged_by_a_model_that_does_not_know_it(
    tiny_bundle: Path, tiny_document: AnnotatedDocument
) -> None:
    other = report("new", "全县工业产值完成3亿元。")
    said: list[str] = []
    predictions = predict_out_of_fold([tiny_bundle], [tiny_document, other, other], report=said.append)
    assert list(predictions) == [other.document.sha256]
    assert "tagging 1 reports" in said[0]


def test_absence_is_told_of_mentions_that_are_not_seen(tiny_bundle: Path) -> None:
    nothing = report("new", "我们的工作，请予审议。", [("PROJECT", "工作")])
    (prediction,) = predict_out_of_fold([tiny_bundle], [nothing], report=lambda line: None).values()
    seen = {position for m in prediction.tagged.mentions for position in range(m.start, m.end)}
    missed = {m.id for m in nothing.mentions if seen.isdisjoint(range(m.start, m.end))}
    assert set(prediction.absence) == missed
    assert all(0 <= share <= 1 for share in prediction.absence.values())


def test_settings_come_from_a_file(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    file = tmp_path / "model.toml"
    file.write_text('encoder = "e5"\nepochs = 3\nsizes = { hidden = 8 }', encoding="utf-8")
    config = read_config(file)
    assert (config.encoder, config.epochs, config.sizes) == (tmp_path / "e5", 3, {"hidden": 8})
    file.write_text('start = "bundle"', encoding="utf-8")
    assert read_config(file).start == tmp_path / "bundle"


@pytest.mark.parametrize("text", ["epoch = 3", "epochs", "encoder = 3", "start = 'a'\nencoder = 'b'"])
def test_wrong_settings_are_refused_by_file(tmp_path: Path, text: str) -> None:
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    file = tmp_path / "model.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TrainingError, match=r"model\.toml"):
        read_config(file)


def test_without_torch_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "govreport_ie.learning.train", None)
    with pytest.raises(TrainingError, match=r"govreport_ie\[train\]"):
        train_folds([report("a")], 2, tmp_path)
    with pytest.raises(TrainingError, match=r"govreport_ie\[train\]"):
        read_config(tmp_path / "model.toml")
