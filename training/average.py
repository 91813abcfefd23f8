"""The mean of the weights of bundles trained further from one and the same: ``OUT``, as a bundle without scores.

With ``--start`` the mean of that and of the bundle that they were trained from. Gate, vocabulary and settings are the
first one's; config.json names the seeds of all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from govreport_ie.annotation.scheme import default_scheme
from govreport_ie.learning.dataset import SchemeView
from govreport_ie.learning.export import export_bundle
from govreport_ie.learning.initial import model_of_bundle, same_scheme
from govreport_ie.learning.model import Model
from govreport_ie.tagging.bundle import Bundle, load_bundle

SETTINGS = ("single_head", "single_tail", "window", "training", "documents")  # what training wrote beside the weights


def mean(models: Sequence[Model]) -> Model:
    """The first model, with the mean of all models' weights."""
    states = [model.state_dict() for model in models]
    models[0].load_state_dict({key: torch.stack([state[key] for state in states]).mean(0) for key in states[0]})
    return models[0]


def average(folders: Sequence[Path], out: Path, start: Path | None = None) -> Path:
    """Write the mean of the bundles, or the mean of their mean and the bundle ``start`` that they were trained from.

    Errors: ValueError when they are not trained from the same start, or ``start`` is not of their make.
    """
    view = SchemeView.of(default_scheme())
    if len(folders) < 2:
        raise ValueError("give two bundles or more")
    bundles = [load_bundle(folder) for folder in folders]
    if len({_kind(bundle) for bundle in bundles}) > 1 or not all(same_scheme(bundle, view) for bundle in bundles):
        raise ValueError(
            f"{', '.join(map(str, folders))}: not the same network trained on the same reports from the same start"
        )
    first = bundles[0]
    model = mean([model_of_bundle(folder, view, dropout=0.0)[1] for folder in folders])
    settings = {key: first.settings[key] for key in SETTINGS}
    seeds = [bundle.settings["training"]["seed"] for bundle in bundles]
    settings["training"] = {**settings["training"], "seed": seeds, "averaged_with_start": start is not None}
    if start is not None:
        model = mean([model, _started(start, first, view)])
    return export_bundle(
        model, first.vocabulary, view, settings, out,
        gate=first.gate, name=first.name, version=first.version, int8=first.settings["int8"],
    )  # fmt: skip


def _started(folder: Path, trained: Bundle, view: SchemeView) -> Model:
    """The network that ``trained`` is said to be trained from: that it is of the same make is all that can be seen."""
    bundle = load_bundle(folder)
    if any(bundle.settings[key] != trained.settings[key] for key in ("sizes", "scheme")) or (
        bundle.vocabulary.tokens != trained.vocabulary.tokens
    ):
        raise ValueError(f"{folder} is another network: {trained.path} has other sizes, vocabulary or scheme")
    return model_of_bundle(folder, view, dropout=0.0)[1]


def _kind(bundle: Bundle) -> str:
    """What bundles to be averaged must share."""
    settings = {key: bundle.settings[key] for key in ("sizes", *SETTINGS)}
    settings["training"] = {key: value for key, value in settings["training"].items() if key != "seed"}
    return repr((settings, bundle.vocabulary.tokens))


def main() -> None:
    """Average the bundles given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundles", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="what they were trained from, to be averaged with their mean")
    args = parser.parse_args()
    try:
        average(args.bundles, args.out, args.start)
    except ValueError as error:
        parser.error(str(error))
    print(f"bundle: {args.out}")


if __name__ == "__main__":
    main()
