"""The last steps of a bundle: calibrate it on development, score it on each split, write its card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

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

    ``documents`` are what it was trained on.
    """
    print(f"temperatures: {calibrate(bundle, splits['dev'])}")
    tagger = Tagger.load(bundle)
    scores, errors = {}, {}
    for split, gold in splits.items():
        scores[split] = evaluate(tagger.tag, gold)
        errors[split] = calibration_errors(tagger, gold)
        print_evaluation(scores[split], split, Console(width=120))
        print(f"expected calibration error: {errors[split]}")
    config = json.loads((bundle / CONFIG).read_text(encoding="utf-8"))
    write_card(bundle / "README.md", config, documents, scores, errors)
