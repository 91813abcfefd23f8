"""Narrower feed-forward layers, without training: the least needed neurons go, the others take over what they did.

Neurons are taken out one by one, each time the one whose loss changes the layer's output least once the remaining
output weights are refitted, measured on real text; layer after layer, each on what the narrower ones before it give.
Source: Hassibi and Stork 1993, Second order derivatives for network pruning: Optimal Brain Surgeon, with the squared
error of a layer's output as the error (there the second derivatives are the second moments of its inputs).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import gold
import torch
from average import SETTINGS
from torch import Tensor, nn

from govreport_ie.annotation.scheme import default_scheme
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.export import export_bundle
from govreport_ie.learning.initial import model_of_bundle, same_scheme
from govreport_ie.learning.model import Model
from govreport_ie.tagging.bundle import load_bundle
from govreport_ie.tagging.windows import make_windows
from govreport_ie.types.document import Document

REPORTS = 40  # some 450,000 tokens, three hundred for each neuron of a layer; other numbers were not tried
DAMPING = 1e-4  # of the mean second moment, so that neurons that never fire do no harm


def prune(folder: Path, out: Path, width: int, documents: Sequence[Document]) -> Path:
    """Write to ``out`` the bundle of ``folder`` with ``width`` neurons a feed-forward layer, fitted to ``documents``.

    Errors: ValueError when there is no text, its layers are no wider than ``width``, or it is of another scheme.
    """
    view = SchemeView.of(default_scheme())
    bundle = load_bundle(folder)
    if not same_scheme(bundle, view):
        raise ValueError(f"{folder} is of another annotation scheme than the library's")
    vocabulary, model = model_of_bundle(folder, view, dropout=0.0)
    if not 0 < width < model.sizes.feed_forward:
        most = model.sizes.feed_forward
        raise ValueError(f"the width must be 1 or more and below {most}, the neurons that {folder} has: not {width}")
    windows = []
    for document in documents:
        made, pieces = make_windows(document, vocabulary, bundle.window)
        windows += [torch.tensor([one.ids]) for one in bundle.gate.open_windows(document.text, made, pieces)]
    if not windows:
        raise ValueError("the documents hold no text to fit to")
    for layer in model.encoder.bert.encoder.layer:
        narrow(layer, second_moments(model, layer.output.dense, windows), width)
    narrower = Model(replace(model.sizes, feed_forward=width), dropout=0.0)
    narrower.load_state_dict(model.state_dict())
    return export_bundle(
        narrower, vocabulary, view, {key: bundle.settings[key] for key in SETTINGS}, out,
        gate=bundle.gate, name=bundle.name, version=bundle.version, int8=bundle.settings["int8"],
    )  # fmt: skip


@torch.no_grad()
def second_moments(model: Model, linear: nn.Linear, windows: Sequence[Tensor]) -> Tensor:
    """Sums of products (inputs + 1 × inputs + 1, float64) of a linear layer's inputs, a constant one behind them."""
    total = torch.zeros(linear.in_features + 1, linear.in_features + 1, dtype=torch.float64)

    def add(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        values = torch.nn.functional.pad(inputs[0][0], (0, 1), value=1.0)
        total.add_((values.T @ values).double())

    hook = linear.register_forward_pre_hook(add)
    model.eval()
    for ids in windows:
        model.encoder(ids)
    hook.remove()
    return total


@torch.no_grad()
def narrow(layer: nn.Module, moments: Tensor, width: int) -> None:
    """Keep ``width`` neurons of a layer's feed-forward part; ``moments`` are those of its second matrix's inputs."""
    first, second = layer.intermediate.dense, layer.output.dense
    # Rows are neurons, the last one is the bias.
    weights = torch.cat([second.weight.T, second.bias[None]]).double()
    kept = surgeon(moments, weights, width)
    first.weight, first.bias = nn.Parameter(first.weight[kept]), nn.Parameter(first.bias[kept])
    second.weight = nn.Parameter(weights[kept].T.float().contiguous())
    second.bias = nn.Parameter(weights[-1].float())
    first.out_features = second.in_features = width


def surgeon(moments: Tensor, weights: Tensor, width: int) -> Tensor:
    """Indices of the ``width`` inputs to keep, ascending; ``weights`` (inputs + 1 × outputs) are refitted in place."""
    size = len(moments) - 1
    damping = DAMPING * moments.diagonal()[:size].mean()
    inverse = torch.linalg.inv(moments + damping * torch.eye(size + 1, dtype=moments.dtype))
    present = torch.ones(size, dtype=torch.bool)
    for _ in range(size - width):
        cost = weights[:size].square().sum(1) / inverse.diagonal()[:size]
        cost[~present] = torch.inf
        least = int(cost.argmin())
        share = inverse[:, least].clone() / inverse[least, least]
        weights -= torch.outer(share, weights[least].clone())
        inverse -= torch.outer(share, inverse[least].clone())
        present[least] = False
        # What is left of it is rounding, which would grow.
        weights[least], inverse[least], inverse[:, least], inverse[least, least] = 0, 0, 0, 1
    return present.nonzero()[:, 0]


def main() -> None:
    """Prune the bundle given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=512, help="neurons to keep in each layer")
    gold.add_arguments(parser)
    args = parser.parse_args()
    documents = [annotated.document for annotated in gold.documents(args)[:REPORTS]]
    try:
        prune(args.bundle, args.out, args.width, documents)
    except ValueError as error:
        parser.error(str(error))
    print(f"bundle: {args.out}")


if __name__ == "__main__":
    main()
