"""Score extracted targets against the hand-coded main targets of ``annotations/facts``.

A coded target is found when an extracted target's value overlaps its span; it is right when kind, both ends, unit and
bound are equal, and its indicator too when the id is equal (for targets without an id: the name as it stands). The
precision is over the targets extracted from the sentences that hold coded targets.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from unlabelled import texts

import govreport_ie as gie
from govreport_ie.learning.scores import Counts, bootstrap_interval, total
from govreport_ie.types.facts import Target

Row = dict[str, str]
QUESTIONS = ("value found", "value exact", "value exact and indicator")


def coded(table: Path) -> dict[str, list[Row]]:
    """Rows of a table by report."""
    rows: dict[str, list[Row]] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows[row["report"]].append(row)
    return rows


def number(end: str | Decimal | None) -> Decimal | None:
    """A table's or a value's end as a number; None for an open end."""
    return Decimal(end) if end not in ("", None) else None


def same_value(row: Row, target: Target) -> bool:
    """Kind, ends, unit and bound."""
    value = target.value.value
    ends = [number(getattr(value, end, None)) == number(row[end]) for end in ("low", "high")]
    unit = getattr(value, "unit", None) or ""
    return all(ends) and unit == row["unit"] and value.bound == row["bound"] and target.kind == row["kind"]


def same_indicator(row: Row, target: Target) -> bool:
    """The id, or without one the name."""
    if target.indicator is None:
        return False
    return target.indicator.id == row["indicator"] if row["indicator"] else target.indicator.name == row["surface"]


def score(rows: list[Row], report: gie.Report) -> dict[str, Counts]:
    """Counts of one report for each question."""
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    sentences = {(s.start, s.end) for start, _ in spans if (s := report.document.sentence_at(start)) is not None}
    predicted = [t for t in report.targets if (t.sentence.start, t.sentence.end) in sentences]
    hits = dict.fromkeys(QUESTIONS, 0)
    free = list(predicted)  # a target answers for one coded row only
    for row, (start, end) in zip(rows, spans, strict=True):
        there = [t for t in free if t.value.start < end and start < t.value.end]
        if not there:
            continue
        best = max(there, key=lambda t: (same_value(row, t), same_indicator(row, t)))
        free.remove(best)
        hits["value found"] += 1
        hits["value exact"] += same_value(row, best)
        hits["value exact and indicator"] += same_value(row, best) and same_indicator(row, best)
    return {question: Counts(hits[question], len(predicted), len(rows)) for question in QUESTIONS}


def main() -> None:
    """Print a Markdown table of recall, precision and F1 for each question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("table", type=Path, help="annotations/facts/dev.csv or test.csv")
    parser.add_argument("unlabelled", type=Path, help="reports.jsonl.xz")
    parser.add_argument("--model", help="a bundle folder (default: the bundled model)")
    parser.add_argument("--misses", action="store_true", help="list what is not right")
    args = parser.parse_args()
    extractor = gie.Extractor.load(args.model)
    rows = coded(args.table)
    results = []
    for name, text in texts(args.unlabelled, {own[0]["sha256"]: name for name, own in rows.items()}):
        report = extractor.extract(text)
        results.append(score(rows[name], report))
        if args.misses:
            print_misses(rows[name], report)
    print("| question | recall | precision | F1 (95 % by report) | coded |\n|---|---:|---:|---:|---:|")
    for question in QUESTIONS:
        counts = total([result[question] for result in results])
        low, high = bootstrap_interval([result[question] for result in results])
        f1 = f"{counts.f1:.3f} [{low:.3f}, {high:.3f}]"
        print(f"| {question} | {counts.recall:.3f} | {counts.precision:.3f} | {f1} | {counts.gold} |")


def print_misses(rows: list[Row], report: gie.Report) -> None:
    """Each coded target that is not wholly right, with what stands in its place."""
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        there = [t for t in report.targets if t.value.start < end and start < t.value.end]
        if not any(same_value(row, t) and same_indicator(row, t) for t in there):
            found = [(t.kind, t.indicator and (t.indicator.id, t.indicator.name), t.value.value) for t in there]
            print(*(row[key] for key in ("report", "indicator", "surface", "kind", "value_text")), found)


if __name__ == "__main__":
    main()
