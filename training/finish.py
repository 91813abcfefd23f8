"""The last steps of a bundle: calibrate it on development, score it on each split, write its card.

By itself for a bundle that average.py wrote.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import gold
from model_card import write_card
from rich.console import Console

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.learning.calibration import calibrate, calibration_errors
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.score_table import print_evaluation
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import CONFIG


def finish(bundle: Path, documents: Sequence[AnnotatedDocument], splits: Mapping[str, list[AnnotatedDocument]]) -> None:
    """Calibrate on the split "dev", score once on each of ``splits``, and write README.md into the bundle.

    ``documents`` are those annotated by hand that it was trained on.
    """
    print(f"temperatures: {calibrate(bundle, splits['dev'])}")
    tagger = Tagger.load(bundle)
    scores, errors = {}, {}
    for split, annotated in splits.items():
        scores[split] = evaluate(tagger.tag, annotated)
        errors[split] = calibration_errors(tagger, annotated)
        print_evaluation(scores[split], split, Console(width=120))
        print(f"expected calibration error: {errors[split]}")
    config = json.loads((bundle / CONFIG).read_text(encoding="utf-8"))
    write_card(bundle / "README.md", config, documents, scores, errors)


def main() -> None:
    """Finish the bundle given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    gold.add_arguments(parser)
    args = parser.parse_args()
    finish(args.bundle, gold.documents(args), gold.splits(args))


if __name__ == "__main__":
    main()
