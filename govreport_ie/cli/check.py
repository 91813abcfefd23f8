"""``govreport-ie check``: everything about a gold set that should be known before a model is trained on it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from govreport_ie.cli.errors import BadUseError, plain_errors
from govreport_ie.cli.options import annotations_argument, reports_option, split_option

if TYPE_CHECKING:
    from govreport_ie.annotation import CheckSettings, Prediction, Splits


@click.command()
@annotations_argument
@reports_option
@split_option
@click.option("--form", help="Form of the annotations (default: told by their names).")
@click.option("--limits", type=click.Path(path_type=Path), help="TOML file with limits of your own.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--show", type=click.IntRange(0), default=5, show_default=True, help="Findings of a kind to print.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write everything here as JSON.")
@click.option(
    "--model",
    "models",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Model bundle to find label errors with, on reports it was not trained on; repeatable.",
)
@click.option("--folds", type=click.IntRange(2), help="Train so many models for that, each without one fold.")
@click.option("--training", type=click.Path(path_type=Path), help="TOML file with TrainingConfig settings for --folds.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the models of --folds in this folder.")
@click.option("--predictions", type=click.Path(path_type=Path), help="Annotation files with out-of-fold predictions.")
def check(
    annotations: Path,
    reports: tuple[Path, ...],
    split: str | None,
    form: str | None,
    limits: Path | None,
    strict: bool,
    show: int,
    json_file: Path | None,
    models: tuple[Path, ...],
    folds: int | None,
    training: Path | None,
    keep: Path | None,
    predictions: Path | None,
) -> None:
    """Check ANNOTATIONS (a file or folder, its subfolders are splits): numbers, rules, consistency, leakage.

    With --model, --folds or --predictions it also lists label error candidates. Exit code 0 when nothing is an error
    (with --strict: nor a warning), 1 otherwise, 2 when the check could not be made.
    """
    _refuse_contradictions(models, folds, training, keep, predictions)
    from rich.console import Console

    from govreport_ie.annotation import CheckSettings, read_splits
    from govreport_ie.annotation import check as check_documents
    from govreport_ie.cli.check_tables import print_check

    with plain_errors(BadUseError):
        settings = CheckSettings.load(limits)
        splits = read_splits(annotations, reports=reports, split=split, form=form)
        known: Mapping[str, Prediction] | None = None
        if predictions is not None:
            known = _read_predictions(predictions, reports)
        elif models or folds:
            known = _predict(splits, settings, models, folds, training, keep)
        report = check_documents(splits.documents, settings=settings, misfits=splits.misfits, predictions=known)
    if json_file is not None:
        _write(json_file, report.to_json())
    print_check(report, str(annotations), show, Console(width=None if sys.stdout.isatty() else 140))
    sys.exit(0 if report.passed(strict=strict) else 1)


def _refuse_contradictions(
    models: tuple[Path, ...], folds: int | None, training: Path | None, keep: Path | None, predictions: Path | None
) -> None:
    if sum(map(bool, (models, folds, predictions))) > 1:
        raise click.UsageError("--model, --folds and --predictions are three ways to one thing: give one of them")
    if (training or keep) and not folds:
        raise click.UsageError("--training and --keep belong to --folds: give that too")


def _read_predictions(folder: Path, reports: tuple[Path, ...]) -> dict[str, Prediction]:
    from govreport_ie.annotation import Prediction, load

    return {entry.document.sha256: Prediction(entry.tagged) for entry in load(folder, reports=reports)}


def _predict(
    splits: Splits,
    settings: CheckSettings,
    models: tuple[Path, ...],
    folds: int | None,
    training: Path | None,
    keep: Path | None,
) -> dict[str, Prediction]:
    """Predictions of the models given, or of models trained on the folds of the training splits (or of all)."""
    from govreport_ie.learning.folds import predict_out_of_fold, read_config, train_folds

    first = {name: entries for name, entries in splits.documents.items() if name not in settings.splits.second}
    documents = [annotated for entries in first.values() for annotated in entries]
    if not folds:
        return predict_out_of_fold(models, documents, report=_say)
    learned = [entry for name, entries in first.items() if settings.splits.is_training(name) for entry in entries]
    config = read_config(training) if training is not None else None
    with TemporaryDirectory() as folder:
        bundles = train_folds(learned or documents, folds, keep or Path(folder), config, report=_say)
        return predict_out_of_fold(bundles, learned or documents, report=_say)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadUseError(f"cannot write {path}: {error.strerror}; give another --json") from error
