"""The file of an encoder: BertModel's weights, from which fine-tuning starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from govreport_ie.errors import TrainingError
from govreport_ie.tagging.bundle import file_hash

FILE = "encoder.safetensors"
LAYER = "encoder.layer."


def layer_of(name: str) -> int | None:
    """The number of the layer that a weight belongs to, None for embeddings."""
    return int(name.removeprefix(LAYER).partition(".")[0]) if name.startswith(LAYER) else None


def read_encoder(folder: Path) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """What the file tells of the sizes (keywords of ModelSizes), and its weights in float32.

    A file without heads and activation has those of ModelSizes by default. Errors: TrainingError when there is no such
    file, or it does not hold a BertModel's weights.
    """
    path = _file(folder)
    try:
        with safe_open(path, framework="pt") as tensors:
            known = tensors.metadata() or {}
            state = {name: tensors.get_tensor(name).float() for name in tensors.keys()}  # noqa: SIM118 (no mapping)
    except SafetensorError as error:
        raise TrainingError(f"{path} cannot be read ({error}): copy or build it again") from error
    try:
        heads = {"heads": int(known["heads"])} if "heads" in known else {}
        return {**_sizes(state), **heads, "activation": known.get("activation", "gelu")}, state
    except (KeyError, ValueError) as error:
        raise TrainingError(f"{path} is no encoder ({error}): write it with learning.encoder_file") from error


def encoder_hash(folder: Path) -> str:
    """SHA-256 of the encoder's file. Errors: TrainingError when there is none."""
    return file_hash(_file(folder))


def _file(folder: Path) -> Path:
    path = folder / FILE
    if not path.is_file():
        raise TrainingError(f"encoder folder {folder} has no {FILE}: see training/README.md")
    return path


def _sizes(state: Mapping[str, torch.Tensor]) -> dict[str, int]:
    return {
        "hidden": state["embeddings.word_embeddings.weight"].shape[1],
        "layers": len({layer_of(name) for name in state} - {None}),
        "feed_forward": state["encoder.layer.0.intermediate.dense.weight"].shape[0],
        "positions": state["embeddings.position_embeddings.weight"].shape[0],
    }


def write_encoder(state: Mapping[str, torch.Tensor], folder: Path, *, heads: int, activation: str) -> None:
    """Write the weights as float16, with what ``read_encoder`` cannot see in them: attention heads and activation."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = {name: tensor.half().contiguous() for name, tensor in state.items()}
    # Not save_file: it makes files that nobody but their owner may read.
    (folder / FILE).write_bytes(save(halves, metadata={"heads": str(heads), "activation": activation}))


def keep_layers(state: Mapping[str, torch.Tensor], keep: list[int]) -> dict[str, torch.Tensor]:
    """The weights with the layers ``keep`` alone, numbered anew; embeddings as they are.

    Errors: TrainingError when a layer is not there, or named twice.
    """
    there = sorted({number for name in state if (number := layer_of(name)) is not None})
    if not set(keep) <= set(there) or len(set(keep)) < len(keep):
        raise TrainingError(f"layers {keep}: name some of {there}, each once")
    kept = {}
    for name, tensor in state.items():
        number = layer_of(name)
        if number is None:
            kept[name] = tensor
        elif number in keep:
            kept[name.replace(f"{LAYER}{number}.", f"{LAYER}{keep.index(number)}.", 1)] = tensor
    return kept
