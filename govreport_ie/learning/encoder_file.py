"""The file of an encoder: BertModel's weights, from which fine-tuning starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from govreport_ie.errors import TrainingError

FILE = "encoder.safetensors"
LAYER = "encoder.layer."


def layer_of(name: str) -> int | None:
    """The number of the layer that a weight belongs to, None for embeddings."""
    return int(name.removeprefix(LAYER).partition(".")[0]) if name.startswith(LAYER) else None


def read_encoder(folder: Path) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """What the file tells of the sizes (keywords of ModelSizes), and its weights in float32.

    Errors: TrainingError when there is no such file, or it does not hold a BertModel's weights.
    """
    path = folder / FILE
    if not path.is_file():
        raise TrainingError(f"encoder folder {folder} has no {FILE}: see training/README.md")
    try:
        with safe_open(path, framework="pt") as tensors:
            known = tensors.metadata() or {}
            state = {name: tensors.get_tensor(name).float() for name in tensors.keys()}  # noqa: SIM118 (no mapping)
    except SafetensorError as error:
        raise TrainingError(f"{path} cannot be read ({error}): copy or build it again") from error
    try:
        sizes = _sizes(state)
    except KeyError as error:
        raise TrainingError(f"{path} lacks the weight {error} of a BertModel") from error
    heads = {"heads": int(known["heads"])} if "heads" in known else {}
    return {**sizes, **heads, "activation": known.get("activation", "gelu")}, state


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
    save_file(halves, folder / FILE, metadata={"heads": str(heads), "activation": activation})


def keep_layers(state: Mapping[str, torch.Tensor], keep: list[int]) -> dict[str, torch.Tensor]:
    """The weights with the layers ``keep`` alone, numbered anew; embeddings as they are."""
    kept = {}
    for name, tensor in state.items():
        number = layer_of(name)
        if number is None:
            kept[name] = tensor
        elif number in keep:
            kept[name.replace(f"{LAYER}{number}.", f"{LAYER}{keep.index(number)}.", 1)] = tensor
    return kept
