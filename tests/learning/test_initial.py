from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument, default_scheme
from govreport_ie.annotation.scheme import LabelType
from govreport_ie.errors import BundleError
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import DEFAULT_PATH, load_bundle
from govreport_ie.tagging.runtime import Runtime

SMALL = {"hidden": 16, "layers": 2, "heads": 2, "feed_forward": 24, "positions": 300, "pair_hidden": 8}
IDS = [2, 9, 10, 11, 12, 3]


def quiet(line: str) -> None:
    pass


def outputs(folder: Path) -> list[np.ndarray]:
    """What the graphs of a bundle compute for one window, one pair and one mention."""
    runtime = Runtime(load_bundle(folder))
    hidden, tags = runtime.encode(IDS)
    pairs, features = np.array([[0, 1]]), np.ones((1, 9), np.int64)
    return [hidden, tags, *runtime.score(hidden[:2], hidden[1:3], np.array([0, 1]), pairs, features)]


@pytest.mark.parametrize("activation", ["gelu", "relu"])
@pytest.mark.parametrize("int8", [False, True])
def test_a_bundle_trained_further_for_no_epoch_is_the_same(
    tiny_document: AnnotatedDocument, tmp_path: Path, int8: bool, activation: str
) -> None:
    sizes = {**SMALL, "activation": activation}
    first = train([tiny_document], tmp_path / "a", TrainingConfig(sizes=sizes, epochs=2, int8=int8), report=quiet)
    again = TrainingConfig(start=first, epochs=0, int8=int8, seed=5)
    second = train([tiny_document], tmp_path / "b", again, report=quiet)
    for one, other in zip(outputs(first), outputs(second), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-3)
    assert load_bundle(first).vocabulary.tokens == load_bundle(second).vocabulary.tokens


def test_training_further_goes_on_learning(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    first = train([tiny_document], tmp_path / "a", TrainingConfig(sizes=SMALL, epochs=1), report=quiet)
    losses: list[str] = []
    train([tiny_document], tmp_path / "b", TrainingConfig(start=first, epochs=3), report=losses.append)
    values = [float(line.split()[3].rstrip(",")) for line in losses if line.startswith("epoch")]
    assert values[-1] < values[0]
    assert not np.allclose(outputs(tmp_path / "a")[1], outputs(tmp_path / "b")[1], atol=1e-3)


def test_with_another_scheme_the_encoder_alone_is_taken_over(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    first = train([tiny_document], tmp_path / "a", TrainingConfig(sizes=SMALL, epochs=1), report=quiet)
    scheme = replace(default_scheme(), labels=(*default_scheme().labels, LabelType("PLACE", "L")))
    config = TrainingConfig(start=first, epochs=0)
    second = train([tiny_document], tmp_path / "b", config, scheme=scheme, report=quiet)
    np.testing.assert_allclose(outputs(first)[0], outputs(second)[0], atol=1e-3)
    assert load_bundle(second).labels == (*load_bundle(first).labels, "PLACE")


def test_start_and_encoder_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not both"):
        TrainingConfig(start=tmp_path, encoder=tmp_path)


def test_a_folder_that_is_no_bundle_is_refused(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"config\.json"):
        train([tiny_document], tmp_path / "out", TrainingConfig(start=tmp_path), report=quiet)


def test_sizes_beside_a_bundle_are_refused() -> None:
    with pytest.raises(ValueError, match="leave out sizes"):
        TrainingConfig(start=DEFAULT_PATH, sizes={"layers": 2})
