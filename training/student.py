"""A smaller encoder from a larger model: some of its layers, trained on what the model itself found in other reports.

Writes ``OUT/start`` (the layers taken over), ``OUT/bundle`` (the small model as it is then) and ``OUT/encoder``, from
which fine-tuning on annotated reports starts. Given an encoder's folder in place of the larger model's, it starts from
that encoder as it is. Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from govreport_ie.annotation import load
from govreport_ie.learning.encoder_file import FILE, keep_layers, read_encoder, write_encoder
from govreport_ie.learning.model import ModelSizes
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import CONFIG, VOCABULARY


def trained_weights(checkpoint: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights in a checkpoint of fine-tuning."""
    weights: dict[str, torch.Tensor] = torch.load(checkpoint, map_location="cpu", weights_only=True)["masters"]
    return weights


def write_start(source: Path, keep: list[int], activation: str, start: Path) -> None:
    """Write the encoder to start from: the layers ``keep`` of a larger model, or the encoder that ``source`` holds."""
    if (source / FILE).is_file():
        shutil.copytree(source, start, dirs_exist_ok=True)
        return
    heads = json.loads((source / "bundle" / CONFIG).read_text(encoding="utf-8"))["sizes"]["heads"]
    weights = keep_layers(trained_weights(source / "finetune.pt"), keep)
    write_encoder(weights, start, heads=heads, activation=activation)
    shutil.copy(source / "bundle" / VOCABULARY, start / VOCABULARY)


def main() -> None:
    """Cut, train, and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="finetune.pt and bundle/, as finetune.py leaves them; or an encoder")
    parser.add_argument("labelled", type=Path, help="what self_label.py wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--keep", default="0,1,3,5", help="layers of the larger model to keep")
    parser.add_argument("--activation", default="relu")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    start, encoder, checkpoint = args.out / "start", args.out / "encoder", args.out / "student.pt"
    write_start(args.source, [int(layer) for layer in args.keep.split(",")], args.activation, start)
    config = TrainingConfig(encoder=start, epochs=args.epochs, seed=args.seed, gate=False, name="student")
    documents = load(args.labelled, reports=[args.labelled])
    train(documents, args.out / "bundle", config, checkpoint=checkpoint, report=lambda line: print(line, flush=True))
    sizes = {"heads": ModelSizes.heads, **read_encoder(start)[0]}
    write_encoder(trained_weights(checkpoint), encoder, heads=sizes["heads"], activation=sizes["activation"])
    shutil.copy(start / VOCABULARY, encoder / VOCABULARY)


if __name__ == "__main__":
    main()
