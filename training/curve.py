"""Learning curve and comparison of encoders: train on the first N reports of a fixed order, score development.

Prints one line of JSON for each N. Few reports are repeated until the run has ``--steps`` steps.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path

from govreport_ie.annotation import AnnotatedDocument, load
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging import Tagger


def score(
    documents: list[AnnotatedDocument], dev: list[AnnotatedDocument], config: TrainingConfig
) -> dict[str, object]:
    """Train on ``documents`` and score ``dev``."""
    with tempfile.TemporaryDirectory() as folder:
        tagger = Tagger.load(train(documents, folder, config, report=lambda line: None))
        scores = evaluate(tagger.tag, dev)
    return {
        "reports": len(documents),
        "mentions": sum(len(document.mentions) for document in documents),
        "encoder": str(config.encoder),
        "seed": config.seed,
        "epochs": config.epochs,
        "mention F1": round(scores.mention_total.f1, 4),
        "relation F1": round(scores.relation_total.f1, 4),
        "labels": {label: round(counts.f1, 3) for label, counts in scores.mentions.items()},
    }


def main() -> None:
    """One run for each number of reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--numbers", default="1,2,4,9,18,36")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--steps", type=int, default=600, help="at least so many steps, whatever the epochs")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    documents = load(args.annotations, split="train", reports=[args.reports])
    dev = load(args.annotations, split="dev", reports=[args.reports])
    random.Random(args.seed).shuffle(documents)
    for number in map(int, args.numbers.split(",")):
        chosen = documents[:number]
        characters = sum(document.document.characters for document in chosen)
        steps_an_epoch = max(1, characters // (TrainingConfig.batch * 150))  # windows hold some 150 characters
        epochs = max(args.epochs, round(args.steps / steps_an_epoch))
        config = TrainingConfig(encoder=args.encoder, epochs=epochs, seed=args.seed)
        print(json.dumps(score(chosen, dev, config), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
