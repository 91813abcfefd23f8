"""Out-of-fold predictions: each report is tagged by a model that was not trained on it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_ie.annotation import AnnotatedDocument, Prediction
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import TrainingError

if TYPE_CHECKING:
    from govreport_ie.learning.train import TrainingConfig

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MISSING = "training folds needs torch: pip install 'govreport_ie[train]', or give models or predictions that are there"


def make_folds(documents: Sequence[AnnotatedDocument], number: int) -> list[list[AnnotatedDocument]]:
    """Deal documents to folds of like size; reports of one region stay together, for they resemble each other.

    TrainingError when there are fewer regions than folds.
    """
    groups: dict[str, list[AnnotatedDocument]] = defaultdict(list)
    for annotated in documents:
        # A report that does not tell its region is a region of its own.
        groups[annotated.document.region or annotated.document.sha256].append(annotated)
    if not 2 <= number <= len(groups):
        raise TrainingError(
            f"{len(documents)} reports of {len(groups)} regions cannot be dealt to {number} folds: "
            f"ask for 2 to {len(groups)} folds"
        )
    folds: list[list[AnnotatedDocument]] = [[] for _ in range(number)]
    for group in sorted(groups.values(), key=lambda group: (-len(group), group[0].id)):
        min(folds, key=len).extend(group)
    return folds


def train_folds(
    documents: Sequence[AnnotatedDocument],
    number: int,
    out: Path,
    config: TrainingConfig | None = None,
    *,
    scheme: Scheme | None = None,
    report: Callable[[str], None] = print,
) -> list[Path]:
    """Train one model for each fold on the documents of all other folds; returns the bundles ``out/fold-1`` ….

    TrainingError when torch is missing or the documents cannot be dealt to so many folds.
    """
    try:
        from govreport_ie.learning.train import train
    except ImportError as error:
        raise TrainingError(MISSING) from error
    bundles = []
    for index, fold in enumerate(make_folds(documents, number), 1):
        held_out = {annotated.id for annotated in fold}
        rest = [annotated for annotated in documents if annotated.id not in held_out]
        report(f"fold {index} of {number}: trained without {', '.join(sorted(held_out))}")
        bundles.append(train(rest, out / f"fold-{index}", config, scheme=scheme, report=report))
    return bundles


def predict_out_of_fold(
    bundles: Sequence[Path], documents: Sequence[AnnotatedDocument], *, report: Callable[[str], None] = print
) -> dict[str, Prediction]:
    """What the models say of reports that they were not trained on: SHA-256 of the report to prediction.

    A bundle names the reports it was trained on (by id); each document is tagged by the first bundle that does not
    name it, and left out where all do. Errors: BundleError.
    """
    from govreport_ie.learning.absence import absence
    from govreport_ie.tagging import Tagger

    waiting = list({annotated.document.sha256: annotated for annotated in documents}.values())
    predictions: dict[str, Prediction] = {}
    for path in bundles:
        tagger = Tagger.load(path)
        bundle, runtime = tagger.bundle, tagger.runtime
        trained_on = set(bundle.settings.get("documents", ()))
        unseen = [annotated for annotated in waiting if annotated.id not in trained_on]
        report(f"{path}: tagging {len(unseen)} reports that it was not trained on")
        for annotated in unseen:
            tagged = tagger.tag(annotated.document)
            predictions[annotated.document.sha256] = Prediction(tagged, absence(bundle, runtime, annotated, tagged))
        waiting = [annotated for annotated in waiting if annotated.id in trained_on]
    return predictions


def read_config(path: Path) -> TrainingConfig:
    """Settings of a training run from a TOML file with the names of `TrainingConfig`; a relative folder is
    looked for beside the file.

    TrainingError when torch is missing, the file cannot be read or a setting does not exist.
    """
    try:
        from govreport_ie.learning.train import TrainingConfig
    except ImportError as error:
        raise TrainingError(MISSING) from error
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        table |= {key: path.parent / table[key] for key in ("start", "encoder") if key in table}
        return TrainingConfig(**table)
    except (OSError, ValueError, TypeError) as error:  # also what tomllib and UTF-8 refuse
        raise TrainingError(f"training settings {path}: {error}; they are those of TrainingConfig") from error
