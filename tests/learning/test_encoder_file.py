import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

import torch
from safetensors.torch import save_file

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.encoder_file import keep_layers, read_encoder, write_encoder
from govreport_ie.learning.model import Model, ModelSizes
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.vocabulary import SPECIALS

SIZES = {"hidden": 16, "heads": 2, "feed_forward": 16, "positions": 300, "pair_hidden": 8}
TOKENS = [*SPECIALS, *(f"[S{i}]" for i in range(16)), *"全县地区生产总值亿元"]


def weights(layers: int) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    model = Model(ModelSizes(len(TOKENS), 9, 2, 1, 1, (2,), layers=layers, **SIZES))
    return dict(model.encoder.bert.state_dict())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An encoder of two layers with relu."""
    write_encoder(weights(2), tmp_path, heads=2, activation="relu")
    (tmp_path / "vocabulary.json").write_text(json.dumps(TOKENS), encoding="utf-8")
    return tmp_path


def test_what_is_written_is_read(folder: Path) -> None:
    known, state = read_encoder(folder)
    sizes = {"hidden": 16, "layers": 2, "feed_forward": 16, "positions": 300}
    assert known == {**sizes, "heads": 2, "activation": "relu"}
    for name, tensor in weights(2).items():
        torch.testing.assert_close(state[name], tensor.half().float())


def test_kept_layers_are_numbered_anew() -> None:
    state = weights(3)
    kept = keep_layers(state, [0, 2])
    name = "encoder.layer.{}.output.dense.weight"
    assert torch.equal(kept[name.format(1)], state[name.format(2)])
    assert torch.equal(kept[name.format(0)], state[name.format(0)])
    assert name.format(2) not in kept
    assert torch.equal(kept["embeddings.LayerNorm.weight"], state["embeddings.LayerNorm.weight"])


@pytest.mark.parametrize("keep", [[0, 3], [1, 1], [-1]])
def test_layers_that_are_not_there_or_named_twice_are_an_error(keep: list[int]) -> None:
    with pytest.raises(TrainingError, match="each once"):
        keep_layers(weights(3), keep)


def test_a_checkpoint_of_another_encoder_is_refused(
    folder: Path, tiny_document: AnnotatedDocument, tmp_path: Path
) -> None:
    config, state = TrainingConfig(encoder=folder, epochs=1), tmp_path / "state.pt"
    train([tiny_document], tmp_path / "b", config, checkpoint=state, report=lambda line: None)
    write_encoder(weights(2), folder, heads=2, activation="gelu")
    with pytest.raises(TrainingError, match="other data or settings"):
        train([tiny_document], tmp_path / "b", config, checkpoint=state, report=lambda line: None)


def test_training_takes_the_sizes_from_the_file(folder: Path, tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    config = TrainingConfig(encoder=folder, epochs=1)
    bundle = train([tiny_document], tmp_path / "bundle", config, report=lambda line: None)
    sizes = json.loads((bundle / "config.json").read_text(encoding="utf-8"))["sizes"]
    assert (sizes["layers"], sizes["heads"], sizes["activation"]) == (2, 2, "relu")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.unlink(), "has no encoder.safetensors"),
        (lambda path: path.write_bytes(b"no tensors"), "cannot be read .*: copy or build it again"),
        (lambda path: save_file({"x": torch.zeros(1)}, path), "is no encoder .*embeddings.word_embeddings.weight"),
    ],
)
def test_a_folder_without_weights_is_an_error(
    folder: Path, tiny_document: AnnotatedDocument, spoil: object, message: str
) -> None:
    spoil(folder / "encoder.safetensors")  # type: ignore[operator]
    with pytest.raises(TrainingError, match=message):
        train([tiny_document], folder / "b", TrainingConfig(encoder=folder), report=lambda line: None)


def test_weights_of_other_sizes_are_an_error(folder: Path, tiny_document: AnnotatedDocument) -> None:
    config = TrainingConfig(encoder=folder, sizes={"hidden": 32})
    with pytest.raises(TrainingError, match="do not fit the sizes"):
        train([tiny_document], folder / "b", config, report=lambda line: None)


def test_an_unknown_activation_is_an_error() -> None:
    with pytest.raises(ValueError, match="one of gelu, relu, not 'tanh'"):
        ModelSizes(30, 9, 2, 1, 1, (2,), activation="tanh")
