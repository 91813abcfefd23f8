"""Learning curve and comparisons: train on the first N reports of a fixed order, score the development reports.

Prints one line of JSON for each run. All runs take about as many steps (``--steps``): few reports are repeated. The
order is that of the gold set's training reports, then of the further ones, each shuffled by a fixed seed.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path

from gold import EXTRA

from govreport_ie.annotation import AnnotatedDocument, load
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging import Tagger

ORDER = 7  # seed of the order of the reports
# An epoch reads three quarters of a report's characters (behind a gate some less); a window holds 140 on average.
READ, WINDOW = 0.75, 140


def ordered(annotations: Path, reports: Path, extra: Path | None) -> list[AnnotatedDocument]:
    """The training reports in a fixed order."""
    parts = [load(annotations, split="train", reports=[reports])]
    if extra is not None:
        parts.append(load(EXTRA, reports=[extra]))
    for part in parts:
        random.Random(ORDER).shuffle(part)
    return [document for part in parts for document in part]


def score(
    documents: list[AnnotatedDocument], dev: list[AnnotatedDocument], config: TrainingConfig
) -> dict[str, object]:
    """Train on ``documents`` and score ``dev`` with the bundle."""
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
    """One run for each number of reports and seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--extra-reports", type=Path, help="what extra_reports.py wrote, for more than 36 reports")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--numbers", default="1,2,4,9,18,36")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--steps", type=int, default=300, help="about so many steps in each run")
    parser.add_argument("--matrix-learning-rate", type=float, default=TrainingConfig.matrix_learning_rate)
    args = parser.parse_args()
    documents = ordered(args.annotations, args.reports, args.extra_reports)
    dev = load(args.annotations, split="dev", reports=[args.reports])
    config = TrainingConfig(encoder=args.encoder, matrix_learning_rate=args.matrix_learning_rate)
    for number in map(int, args.numbers.split(",")):
        chosen = documents[:number]
        characters = sum(document.document.characters for document in chosen)
        epochs = max(1, round(args.steps * config.batch * WINDOW / (READ * characters)))
        for seed in map(int, args.seeds.split(",")):
            result = score(chosen, dev, replace(config, epochs=epochs, seed=seed))
            print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
