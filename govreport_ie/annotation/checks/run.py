"""All checks of annotated reports, in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govreport_ie.annotation.checks.consistency import inconsistent_sentences
from govreport_ie.annotation.checks.counts import count, few_examples
from govreport_ie.annotation.checks.findings import SEVERITIES, Finding
from govreport_ie.annotation.checks.label_errors import LabelError, Prediction, label_errors
from govreport_ie.annotation.checks.leakage import compared, leaking_text, neighbours, same_reports, shared_text
from govreport_ie.annotation.checks.mention_texts import MixedText, mixed_texts
from govreport_ie.annotation.checks.report import CheckReport
from govreport_ie.annotation.checks.settings import CheckSettings
from govreport_ie.annotation.checks.structure import structure
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import Misfit


def check(
    documents_by_split: Mapping[str, Sequence[AnnotatedDocument]],
    *,
    scheme: Scheme | None = None,
    settings: CheckSettings | None = None,
    misfits: Iterable[Misfit] = (),
    predictions: Mapping[str, Prediction] | None = None,
) -> CheckReport:
    """Check annotated reports before models are trained on them: numbers, rules, consistency, leakage, label errors.

    Args:
        documents_by_split: the reports of each split (`read_splits` reads them); what a split is for tells its name.
        scheme: labels, relations, stages (default: the bundled scheme).
        settings: limits and the roles of splits (default: ``resources/check.toml``).
        misfits: what reading the files found; they become findings.
        predictions: SHA-256 of a report to what a model not trained on it says (None: label errors are not sought).

    Returns:
        The counts, the findings with severity ``error``, ``warning`` or ``advice``, and lists to look through.

    Source: docs/check.md.
    """
    scheme, settings = scheme or default_scheme(), settings or CheckSettings.load()
    first = {split: reports for split, reports in documents_by_split.items() if split not in settings.splits.second}
    counts = {split: count(reports, scheme) for split, reports in documents_by_split.items()}
    placed = compared(documents_by_split, settings.splits)
    shared = shared_text(placed, settings.splits, settings.leakage.shingle)
    texts = mixed_texts(first, settings.texts)
    candidates = label_errors(first, predictions, settings.label_errors) if predictions is not None else []
    findings = [
        *map(Finding.of_misfit, misfits),
        *few_examples(counts, settings),
        *_structure(documents_by_split, scheme, settings),
        *same_reports(placed, settings.splits),
        *neighbours(placed, settings.splits, settings.leakage),
        *leaking_text(shared, settings.leakage),
        *inconsistent_sentences(first),
        *_lists_to_read(texts, candidates),
        *_not_predicted(first, predictions),
    ]
    return CheckReport(
        counts,
        tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))),
        tuple(shared[: settings.leakage.listed]),
        tuple(texts[: settings.texts.listed]),
        tuple(candidates[: settings.label_errors.listed]),
        {"shared_text": len(shared), "mixed_texts": len(texts), "label_errors": len(candidates)},
    )


def _structure(
    documents: Mapping[str, Sequence[AnnotatedDocument]], scheme: Scheme, settings: CheckSettings
) -> Iterator[Finding]:
    for split, reports in documents.items():
        for annotated in reports:
            yield from structure(split, annotated, scheme, settings)


def _lists_to_read(texts: Sequence[MixedText], candidates: Sequence[LabelError]) -> Iterator[Finding]:
    if texts:
        places = sum(len(entry.exceptions) for entry in texts)
        problem = f"{len(texts)} mention texts mostly carry one label, and another or none in {places} places"
        yield Finding("mixed-texts", "advice", problem, "look through them, the first ones first")
    if candidates:
        problem = f"a model contradicts the annotation in {len(candidates)} places"
        yield Finding("label-errors", "advice", problem, "read them again: where the model is right, correct them")


def _not_predicted(
    documents: Mapping[str, Sequence[AnnotatedDocument]], predictions: Mapping[str, Prediction] | None
) -> Iterator[Finding]:
    """Reports in which label errors were not sought, though they were in others."""
    if predictions is None:
        return
    missing = [
        f"{split}/{annotated.id}"
        for split, reports in documents.items()
        for annotated in reports
        if annotated.document.sha256 not in predictions
    ]
    if missing:
        problem = f"label errors were not sought in {', '.join(missing)}"
        yield Finding("no-prediction", "advice", problem, "give predictions of a model that was not trained on them")
