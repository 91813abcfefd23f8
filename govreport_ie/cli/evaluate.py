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
@click.option("--against", type=click.Path(path_type=Path), help="Folder of another model bundle to compare with.")
def evaluate(
    annotations: Path, reports: tuple[Path, ...], split: str | None, model: Path | None, against: Path | None
) -> None:
    """Score a model on ANNOTATIONS (a file or folder): strict mention F1, end-to-end relation F1, stage accuracy.

    With --against, also its lead over another model, with the interval of a paired bootstrap.
    """
    from rich.console import Console

    from govreport_ie.annotation import load
    from govreport_ie.extractor import Extractor
    from govreport_ie.learning.api import evaluate as evaluate_extractor
    from govreport_ie.learning.comparison import compare
    from govreport_ie.learning.score_table import comparison_lines, print_evaluation

    with plain_errors():
        folder = annotations / split if split else annotations
        documents = load(folder, reports=reports)
        extractor = Extractor.load(model)
        other = Extractor.load(against) if against else None
        evaluation = evaluate_extractor(extractor, documents)
        comparison = compare(evaluate_extractor(other, documents), evaluation) if other else None
    console, bundle = Console(), extractor.tagger.bundle
    print_evaluation(evaluation, f"{bundle.name} {bundle.version} on {folder}", console)
    if other and comparison:
        title = f"\nAgainst {other.tagger.bundle.name} {other.tagger.bundle.version} ({against}):"
        console.print(title, comparison_lines(comparison), sep="\n", markup=False)
