"""Fine-tune a model, calibrate it on development, score it and write its card.

With ``--without-test`` the test reports are not read: for models on the way to the bundled one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import gold
from finish import finish
from reviewed import REVIEWED, decided_starts

from govreport_ie.annotation import load
from govreport_ie.learning.train import TrainingConfig, train


def settings(args: argparse.Namespace) -> TrainingConfig:
    """The settings of the run; ``--share`` goes for all rates."""
    usual = TrainingConfig()
    return TrainingConfig(
        encoder=args.encoder,
        start=args.start,
        epochs=args.epochs,
        learning_rate=usual.learning_rate * args.share,
        matrix_learning_rate=usual.matrix_learning_rate * args.share,
        head_learning_rate=usual.head_learning_rate * args.share,
        seed=args.seed,
        name=args.name,
        version=args.version,
    )


def main() -> None:
    """Train, calibrate, score once on each split, and write README.md into the bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    gold.add_arguments(parser)
    parser.add_argument("--reviewed", type=Path, help="what reviewed.py wrote, to learn from that too")
    parser.add_argument("--decided", type=Path, default=REVIEWED, help="the decided sentences that reviewed.py read")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--encoder", type=Path)
    source.add_argument("--start", type=Path, help="a bundle to train further")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=TrainingConfig.epochs)
    parser.add_argument("--share", type=float, default=1.0, help="of the usual learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="govreport-small")
    parser.add_argument("--version", default="0.6.0")
    args = parser.parse_args()
    documents, splits = gold.documents(args), gold.splits(args)
    reviewed = load(args.reviewed, reports=[args.reviewed]) if args.reviewed else []
    args.out.mkdir(parents=True, exist_ok=True)
    train(
        [*documents, *reviewed],
        args.out,
        settings(args),
        checkpoint=args.out.parent / "finetune.pt",
        only={document.id: decided_starts(args.decided / f"{document.id}.jsonl") for document in reviewed},
        report=lambda line: print(line, flush=True),
    )
    finish(args.out, documents, splits)


if __name__ == "__main__":
    main()
