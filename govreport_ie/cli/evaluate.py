"""``govreport-ie evaluate``: scores of a model on annotated reports."""

from __future__ import annotations

from pathlib import Path

import click

from govreport_ie.cli.errors import plain_errors
from govreport_ie.cli.options import annotations_argument, model_option, reports_option, split_option


@click.command()
@annotations_argument
@reports_option
@split_option
@model_option
def evaluate(annotations: Path, reports: tuple[Path, ...], split: str | None, model: Path | None) -> None:
    """Score a model on ANNOTATIONS (a file or folder): strict mention F1, end-to-end relation F1, stage accuracy."""
    from rich.console import Console

    from govreport_ie.annotation import load
    from govreport_ie.extractor import Extractor
    from govreport_ie.learning.api import evaluate as evaluate_extractor
    from govreport_ie.learning.score_table import print_evaluation

    with plain_errors():
        folder = annotations / split if split else annotations
        documents = load(folder, reports=reports)
        extractor = Extractor.load(model)
        evaluation = evaluate_extractor(extractor, documents)
    bundle = extractor.tagger.bundle
    print_evaluation(evaluation, f"{bundle.name} {bundle.version} on {folder}", Console())
