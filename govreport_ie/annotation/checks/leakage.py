"""Leakage: text of one split that stands in another, and makes a score better than it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, TypeAlias

from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.checks.settings import LeakageLimits, SplitRoles
from govreport_ie.annotation.checks.shingles import shingles
from govreport_ie.annotation.document import AnnotatedDocument

Placed: TypeAlias = tuple[str, AnnotatedDocument]
APART = "keep reports of one region and neighbouring years in one split"


@dataclass(frozen=True)
class SharedText:
    """Two reports of different splits, the shingles that stand in both, and their share of the shorter report's."""

    one: str
    other: str
    shingles: int
    share: float

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table."""
        return asdict(self)


def compared(documents: Mapping[str, Sequence[AnnotatedDocument]], roles: SplitRoles) -> list[Placed]:
    """The documents that leakage is about, each with its split: those trained on or scored."""
    return [
        (split, annotated)
        for split, reports in documents.items()
        if roles.is_training(split) or roles.is_scored(split)
        for annotated in reports
    ]


def pairs(placed: Sequence[Placed], roles: SplitRoles) -> Iterator[tuple[Placed, Placed]]:
    """The pairs of different reports between whose splits text leaks."""
    for one, other in combinations(placed, 2):
        if roles.leaks(one[0], other[0]) and one[1].document.sha256 != other[1].document.sha256:
            yield one, other


def same_reports(placed: Sequence[Placed], roles: SplitRoles) -> Iterator[Finding]:
    """Reports that stand twice, byte for byte: in splits between which text leaks an error, else a warning."""
    groups: dict[str, list[Placed]] = defaultdict(list)
    for split, annotated in placed:
        groups[annotated.document.sha256].append((split, annotated))
    for group in groups.values():
        if len(group) > 1:
            leak = any(roles.leaks(one[0], other[0]) for one, other in combinations(group, 2))
            problem = f"one and the same report (SHA-256): {', '.join(map(_name, group))}"
            split, annotated = group[-1]
            severity = "error" if leak else "warning"
            yield Finding("same-report", severity, problem, "take one of them out", split, annotated.id)


def neighbours(placed: Sequence[Placed], roles: SplitRoles, limits: LeakageLimits) -> Iterator[Finding]:
    """Reports of one region and neighbouring years in different splits; those whose region or year is unknown."""
    for one, other in pairs(placed, roles):
        first, second = one[1].document, other[1].document
        if first.region is None or first.region != second.region or first.year is None or second.year is None:
            continue
        if abs(first.year - second.year) <= limits.years:
            problem = f"{first.region} {second.year}; {_name(one)} is {first.region} {first.year}"
            advice = f"{APART} (or see whether two places have this name)"
            yield Finding("neighbour-report", "warning", problem, advice, other[0], other[1].id)
    unknown = [entry for entry in placed if entry[1].document.region is None or entry[1].document.year is None]
    if unknown:
        problem = f"region or year of {', '.join(map(_name, unknown))} is not known"
        yield Finding("unplaced-report", "advice", problem, f"see by hand: {APART}")


def shared_text(placed: Sequence[Placed], roles: SplitRoles, length: int) -> list[SharedText]:
    """All pairs of reports in different splits that share a shingle, the worst in front."""
    known = {annotated.document.sha256: shingles(annotated.document.text, length) for _, annotated in placed}
    found = []
    for one, other in pairs(placed, roles):
        first, second = known[one[1].document.sha256], known[other[1].document.sha256]
        common = len(first & second)
        if common:
            share = common / min(len(first), len(second))
            found.append(SharedText(_name(one), _name(other), common, round(share, 4)))
    return sorted(found, key=lambda entry: (-entry.share, entry.one, entry.other))


def leaking_text(shared: Sequence[SharedText], limits: LeakageLimits) -> Iterator[Finding]:
    """Pairs that have more in common than standard phrases."""
    for entry in shared:
        if entry.share >= limits.share:
            problem = (
                f"{entry.share:.1%} of the shorter report ({entry.shingles} stretches of {limits.shingle} letters) "
                f"also stand in {entry.one}"
            )
            split, document = entry.other.split("/", 1)
            yield Finding("shared-text", "error", problem, "put both reports in one split", split, document)


def _name(placed: Placed) -> str:
    return f"{placed[0]}/{placed[1].id}"
