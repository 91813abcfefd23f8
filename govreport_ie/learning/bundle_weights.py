"""The weights of a bundle as a network to train further: what ``export`` wrote, read back into float32."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from safetensors import safe_open
from torch import Tensor

from govreport_ie.learning.encoder_graph import linear_layers
from govreport_ie.learning.model import ModelSizes
from govreport_ie.tagging.bundle import WEIGHTS, Bundle


def bundle_sizes(bundle: Bundle) -> ModelSizes:
    """Sizes of the network in a bundle."""
    known = dict(bundle.settings["sizes"])
    return ModelSizes(**{**known, "feature_sizes": tuple(known["feature_sizes"])})


def encoder_state(bundle: Bundle) -> dict[str, Tensor]:
    """BertModel's weights, by its names. From an int8 bundle they are as coarse as it stores them."""
    stored = _tensors(bundle, "encoder.")
    state = {name: tensor for name, tensor in stored.items() if "LayerNorm" in name}
    state["embeddings.word_embeddings.weight"] = stored["embeddings.word"]
    state["embeddings.position_embeddings.weight"] = stored["embeddings.position"]
    # The bundle keeps the sum of both tables: windows have one kind of token only.
    state["embeddings.token_type_embeddings.weight"] = torch.zeros(2, stored["embeddings.word"].shape[1])
    for name, parts in linear_layers(bundle_sizes(bundle)).items():
        weights, biases = _matrix(stored, name).T, stored[f"{name}.bias"]
        size = len(biases) // len(parts)
        for index, part in enumerate(parts):
            own = slice(index * size, (index + 1) * size)
            state[f"{part}.weight"], state[f"{part}.bias"] = weights[own].contiguous(), biases[own]
    return state


def scorer_states(bundle: Bundle) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Weights of the tag scorer, and of the heads for relations and stages."""
    tags = _tensors(bundle, "encoder.tags.")
    return {"weight": tags["weight"].T.contiguous(), "bias": tags["bias"]}, _tensors(bundle, "heads.")


def _tensors(bundle: Bundle, prefix: str) -> dict[str, Tensor]:
    """The stored tensors whose names begin with ``prefix``, without it, in float32."""
    with safe_open(bundle.path / WEIGHTS, framework="pt") as tensors:
        names = [name for name in tensors.keys() if name.startswith(prefix)]  # noqa: SIM118 (no mapping)
        return {name.removeprefix(prefix): tensors.get_tensor(name).float() for name in names}


def _matrix(stored: Mapping[str, Tensor], name: str) -> Tensor:
    """A matrix product's weight, in × out."""
    if f"{name}.int8" in stored:
        return stored[f"{name}.int8"] * stored[f"{name}.scale"]
    return stored[f"{name}.weight"]
