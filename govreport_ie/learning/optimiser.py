"""Muon for the matrices of the encoder's layers, AdamW for all other weights.

Muon steps in the direction of the orthogonalised momentum: all directions of a matrix learn at one pace. After as many
steps it scores higher than AdamW alone (docs/model.md), for a third more time a step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from govreport_ie.learning.model import Model
from govreport_ie.learning.precision import MasterWeights

WEIGHT_DECAY = 0.01
LARGEST_GRADIENT = 1.0  # norm to which the gradient of all weights together is cut


@dataclass(frozen=True)
class Rates:
    """Highest learning rates: Muon's matrices, the encoder's other weights, the heads.

    ``encoder`` shrinks by ``layer_decay`` for each layer further from the output.
    """

    matrices: float
    encoder: float
    heads: float
    layer_decay: float


class Optimiser:
    """Two optimisers that step as one, over a model and the float32 masters of its encoder."""

    def __init__(self, model: Model, weights: MasterWeights, rates: Rates) -> None:
        self._weights = weights
        matrices, others = parameter_groups(model, weights, rates)
        # "match_rms_adamw": updates as large as AdamW's, so that rates and weight decay mean the same for both.
        self._parts: dict[str, torch.optim.Optimizer] = {
            "muon": torch.optim.Muon(matrices, weight_decay=WEIGHT_DECAY, adjust_lr_fn="match_rms_adamw"),
            "adamw": torch.optim.AdamW(others, weight_decay=WEIGHT_DECAY, fused=True),
        }
        self._groups = [group for part in self._parts.values() for group in part.param_groups]
        self._parameters = [parameter for group in self._groups for parameter in group["params"]]

    def step(self, loss: Tensor, share: float) -> None:
        """One step down the gradient of ``loss``, at the ``share`` of the highest rates."""
        for part in self._parts.values():
            part.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._weights.take_gradients()
        torch.nn.utils.clip_grad_norm_(self._parameters, LARGEST_GRADIENT)
        for group in self._groups:
            group["lr"] = group["base"] * share
        for part in self._parts.values():
            part.step()
        self._weights.publish()

    def state_dict(self) -> dict[str, Any]:
        """State of both, by name."""
        return {name: part.state_dict() for name, part in self._parts.items()}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take what ``state_dict`` gave."""
        for name, part in self._parts.items():
            part.load_state_dict(state[name])
        self._groups = [group for part in self._parts.values() for group in part.param_groups]


def parameter_groups(
    model: Model, weights: MasterWeights, rates: Rates
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Groups for Muon and for AdamW, one a rate; "base" keeps the highest rate of a group."""
    depth = model.sizes.layers
    matrices: list[Tensor] = []
    others: dict[float, list[Tensor]] = {}
    for name, master in zip(weights.names, weights.masters, strict=True):
        in_layer = name.startswith("encoder.layer.")
        if in_layer and master.ndim == 2:
            matrices.append(master)
        else:
            below = depth - int(name.split(".")[2]) if in_layer else depth + 1
            others.setdefault(rates.encoder * rates.layer_decay**below, []).append(master)
    heads = [parameter for name, parameter in model.named_parameters() if not name.startswith("encoder.bert.")]
    others.setdefault(rates.heads, []).extend(heads)
    return _groups({rates.matrices: matrices}), _groups(others)


def _groups(by_rate: Mapping[float, list[Tensor]]) -> list[dict[str, Any]]:
    return [{"params": by_rate[rate], "base": rate, "lr": rate} for rate in sorted(by_rate)]
