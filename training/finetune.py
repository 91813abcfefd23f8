"""Fine-tune a model, calibrate it on development, score it and write its card.

With ``--without-test`` the test reports are not read: for the larger model from which the bundled one is made.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from model_card import write_card
from rich.console import Console

from govreport_ie.annotation import load
from govreport_ie.learning.calibration import calibrate, calibration_errors
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.score_table import print_evaluation
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import CONFIG

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
    names = ("train", "dev") if args.without_test else ("train", "dev", "test")
    splits = {name: load(args.annotations, split=name, reports=[args.reports]) for name in names}
    documents = [*splits.pop("train"), *load(EXTRA, reports=[args.extra_reports])]
    config = TrainingConfig(
        encoder=args.encoder, epochs=args.epochs, seed=args.seed, name=args.name, version=args.version
    )
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out.parent / "finetune.pt"
    train(documents, args.out, config, checkpoint=checkpoint, report=lambda line: print(line, flush=True))
    print(f"temperatures: {calibrate(args.out, splits['dev'])}")
    tagger = Tagger.load(args.out)
    scores, errors = {}, {}
    for split, gold in splits.items():
        scores[split] = evaluate(tagger.tag, gold)
        errors[split] = calibration_errors(tagger, gold)
        print_evaluation(scores[split], split, Console(width=120))
        print(f"expected calibration error: {errors[split]}")
    config_table = json.loads((args.out / CONFIG).read_text(encoding="utf-8"))
    write_card(args.out / "README.md", config_table, documents, scores, errors)


if __name__ == "__main__":
    main()
