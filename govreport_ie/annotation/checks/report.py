"""The outcome of a check: counts, findings, and the lists to look through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govreport_ie.annotation.checks.counts import SplitCounts
from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.checks.label_errors import LabelError
from govreport_ie.annotation.checks.leakage import SharedText
from govreport_ie.annotation.checks.mention_texts import MixedText

FORMAT = "govreport-check/1"


@dataclass(frozen=True)
class CheckReport:
    """What `check` found.

    ``counts`` are those of each split, ``findings`` stand errors first, then warnings, then advice. ``shared_text`` are
    the pairs of reports of different splits with most text in common, ``mixed_texts`` mention texts that mostly carry
    one label and somewhere do not, ``label_errors`` what a model contradicts: each the worst in front and cut to the
    number that the settings list, with the number of all in ``totals``.
    """

    counts: Mapping[str, SplitCounts]
    findings: tuple[Finding, ...]
    shared_text: tuple[SharedText, ...]
    mixed_texts: tuple[MixedText, ...]
    label_errors: tuple[LabelError, ...]
    totals: Mapping[str, int]

    def number(self, severity: str) -> int:
        """How many findings are errors, warnings or advice."""
        return sum(finding.severity == severity for finding in self.findings)

    def passed(self, *, strict: bool = False) -> bool:
        """Whether nothing is an error and, if ``strict``, nothing a warning."""
        return not self.number("error") and not (strict and self.number("warning"))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table (docs/check.md)."""
        return {
            "format": FORMAT,
            "counts": {split: entry.to_dict() for split, entry in self.counts.items()},
            "totals": dict(self.totals),
            "findings": [finding.to_dict() for finding in self.findings],
            "shared_text": [entry.to_dict() for entry in self.shared_text],
            "mixed_texts": [entry.to_dict() for entry in self.mixed_texts],
            "label_errors": [entry.to_dict() for entry in self.label_errors],
        }

    def to_json(self) -> str:
        """The report as JSON in format govreport-check/1; non-ASCII characters stand as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"
