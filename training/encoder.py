"""Take the encoder out of a pre-training checkpoint: ``encoder.safetensors`` (float16) and ``vocabulary.json``."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch

from govreport_ie.learning.encoder_file import write_encoder


def write_pretrained(checkpoint_folder: Path, out: Path) -> None:
    """Write the BertModel weights of the newest checkpoint to the folder ``out``."""
    saved = torch.load(checkpoint_folder / "checkpoint.pt", map_location="cpu")
    prefix = "bert."
    state = {
        name.removeprefix(prefix): tensor
        for name, tensor in saved["model"].items()
        if name.startswith(prefix) and tensor.is_floating_point()
    }
    write_encoder(state, out, heads=saved["heads"], activation=saved["activation"])
    shutil.copy(checkpoint_folder / "vocabulary.json", out / "vocabulary.json")
    print(f"encoder after {saved['step']} steps of pre-training: {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint_folder", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write_pretrained(arguments.checkpoint_folder, arguments.out)
