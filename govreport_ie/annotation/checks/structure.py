"""What breaks the rules of the scheme, document by document: `validate`, graded for a whole gold set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.checks.settings import CheckSettings
from govreport_ie.annotation.checks.spans import unbalanced
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.annotation.validate import validate


def structure(split: str, annotated: AnnotatedDocument, scheme: Scheme, settings: CheckSettings) -> Iterator[Finding]:
    """Labels, spans, stages, links and reference periods of a document that break a rule or should be looked at.

    How much an unlinked mention weighs says ``settings.unlinked``, for labels not named there the scheme.
    Source of the rules: docs/annotation.md.
    """
    for misfit in validate(annotated, scheme=scheme):
        finding = Finding.of_misfit(misfit, split=split, document=annotated.id)
        if finding.code == "unlinked":
            label = finding.text.split(" ", 1)[0]
            severity = settings.unlinked.get(label, finding.severity)
            finding = replace(finding, code=f"unlinked-{label.lower()}", severity=severity)
        yield finding
    yield from unbalanced(split, annotated)
