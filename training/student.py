"""Train a pre-trained encoder on what a model itself found in unlabelled reports, before the annotated ones.

Writes ``OUT/bundle`` (the model as it is then) and ``OUT/encoder``, from which fine-tuning on annotated reports starts.
Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from govreport_ie.annotation import load
from govreport_ie.learning.encoder_file import read_encoder, write_encoder
from govreport_ie.learning.model import ModelSizes
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import VOCABULARY


def trained_weights(checkpoint: Path) -> dict[str, torch.Tensor]:
    """The encoder's weights in a checkpoint of fine-tuning."""
    weights: dict[str, torch.Tensor] = torch.load(checkpoint, map_location="cpu", weights_only=True)["masters"]
    return weights


def main() -> None:
    """Train, and write the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path, help="folder of the encoder to train")
    parser.add_argument("labelled", type=Path, help="what self_label.py wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    encoder, checkpoint = args.out / "encoder", args.out / "student.pt"
    args.out.mkdir(parents=True, exist_ok=True)
    config = TrainingConfig(encoder=args.start, epochs=args.epochs, seed=args.seed, gate=False, name="student")
    documents = load(args.labelled, reports=[args.labelled])
    train(documents, args.out / "bundle", config, checkpoint=checkpoint, report=lambda line: print(line, flush=True))
    sizes = {"heads": ModelSizes.heads, **read_encoder(args.start)[0]}
    write_encoder(trained_weights(checkpoint), encoder, heads=sizes["heads"], activation=sizes["activation"])
    shutil.copy(args.start / VOCABULARY, encoder / VOCABULARY)


if __name__ == "__main__":
    main()
