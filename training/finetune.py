"""Fine-tune a model, calibrate it on development, score it and write its card.

With ``--without-test`` the test reports are not read: for the larger model from which the bundled one is made.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from finish import finish

from govreport_ie.annotation import load
from govreport_ie.learning.train import TrainingConfig, train

EXTRA = Path(__file__).parent / "annotations"


def main() -> None:
    """Train, calibrate, score once on each split, and write README.md into the bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--extra-reports", type=Path, required=True, help="what extra_reports.py wrote")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=TrainingConfig.epochs)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="govreport-small")
    parser.add_argument("--version", default="0.4.0")
    parser.add_argument("--without-test", action="store_true", help="score the development reports alone")
    args = parser.parse_args()
    splits = {
        name: load(args.annotations, split=name, reports=[args.reports])
        for name in ("dev", "test")
        if not (args.without_test and name == "test")
    }
    documents = [
        *load(args.annotations, split="train", reports=[args.reports]),
        *load(EXTRA, reports=[args.extra_reports]),
    ]
    config = TrainingConfig(
        encoder=args.encoder, epochs=args.epochs, seed=args.seed, name=args.name, version=args.version
    )
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out.parent / "finetune.pt"
    train(documents, args.out, config, checkpoint=checkpoint, report=lambda line: print(line, flush=True))
    finish(args.out, documents, splits)


if __name__ == "__main__":
    main()
