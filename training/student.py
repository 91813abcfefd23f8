"""A smaller encoder from a larger model: some of its layers, trained on what the model itself found in other reports.

Writes ``OUT/start`` (the layers taken over), ``OUT/bundle`` (the small model as it is then) and ``OUT/encoder``, from
which fine-tuning on annotated reports starts. Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from govreport_ie.annotation import load
from govreport_ie.learning.encoder_file import keep_layers, write_encoder
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import CONFIG, VOCABULARY


def trained_weights(checkpoint: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights in a checkpoint of fine-tuning."""
    weights: dict[str, torch.Tensor] = torch.load(checkpoint, map_location="cpu", weights_only=True)["masters"]
    return weights


def main() -> None:
    """Cut, train, and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("teacher", type=Path, help="folder with finetune.pt and bundle/, as finetune.py leaves it")
    parser.add_argument("labelled", type=Path, help="what self_label.py wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--keep", default="0,1,3,5", help="layers of the larger model to keep")
    parser.add_argument("--activation", default="relu")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    start, encoder, checkpoint = args.out / "start", args.out / "encoder", args.out / "student.pt"
    keep = [int(layer) for layer in args.keep.split(",")]
    heads = json.loads((args.teacher / "bundle" / CONFIG).read_text(encoding="utf-8"))["sizes"]["heads"]
    weights = keep_layers(trained_weights(args.teacher / "finetune.pt"), keep)
    write_encoder(weights, start, heads=heads, activation=args.activation)
    shutil.copy(args.teacher / "bundle" / VOCABULARY, start / VOCABULARY)
    config = TrainingConfig(encoder=start, epochs=args.epochs, seed=args.seed, gate=False, name="student")
    documents = load(args.labelled, reports=[args.labelled])
    train(documents, args.out / "bundle", config, checkpoint=checkpoint, report=lambda line: print(line, flush=True))
    write_encoder(trained_weights(checkpoint), encoder, heads=heads, activation=args.activation)
    shutil.copy(start / VOCABULARY, encoder / VOCABULARY)


if __name__ == "__main__":
    main()
