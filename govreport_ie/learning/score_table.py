"""An Evaluation as a table on the terminal or in Markdown (for model cards)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from govreport_ie.learning.comparison import Comparison
from govreport_ie.learning.evaluate import Evaluation
from govreport_ie.learning.scores import Counts

HEAD = ("", "precision", "recall", "F1", "gold", "predicted")


def print_evaluation(evaluation: Evaluation, title: str, console: Console) -> None:
    """Print mention and relation scores per label, totals with their intervals, and stage accuracy."""
    console.print(f"[bold]{title}[/bold]: {', '.join(evaluation.documents)}")
    for name, rows in _tables(evaluation):
        table = Table(title=name, title_justify="left", box=SIMPLE_HEAD)
        for index, column in enumerate(HEAD):
            table.add_column(column, justify="right" if index else "left")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    console.print(right_pairs_line(evaluation))
    console.print(stage_line(evaluation))


def markdown_tables(evaluation: Evaluation) -> str:
    """The same as Markdown tables."""
    lines = []
    for name, rows in _tables(evaluation):
        lines += [f"| {name} | " + " | ".join(HEAD[1:]) + " |", "|---" + "|---:" * (len(HEAD) - 1) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in rows] + [""]
    return "\n".join([*lines, right_pairs_line(evaluation), "", stage_line(evaluation)])


def comparison_lines(comparison: Comparison) -> str:
    """The second model's lead over the first, a line each for mentions and relations."""
    return "\n".join(
        f"{name} F1 {one.second:.3f} against {one.first:.3f}: {one.lead:+.3f} "
        f"[{one.interval[0]:+.3f}, {one.interval[1]:+.3f}] by {comparison.units}"
        for name, one in (("mention", comparison.mentions), ("relation", comparison.relations))
    )


def right_pairs_line(evaluation: Evaluation) -> str:
    """F1 of the relations between right mentions in words."""
    pairs = evaluation.right_pairs
    return f"Relation F1 where both mentions are right: {pairs.f1:.3f} of {pairs.gold}"


def stage_line(evaluation: Evaluation) -> str:
    """Stage accuracy in words."""
    stages = evaluation.stages
    return f"Stage accuracy on the projects found: {stages.recall:.3f} of {stages.gold}"


def _tables(evaluation: Evaluation) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    mentions = [_row(label, counts) for label, counts in evaluation.mentions.items()]
    relations = [_row(name, counts) for name, counts in evaluation.relations.items()]
    unit = evaluation.units
    yield (
        "Mentions (strict, seqeval)",
        [*mentions, _total(evaluation.mention_total, evaluation.mention_interval, unit)],
    )
    yield (
        "Relations (end to end)",
        [*relations, _total(evaluation.relation_total, evaluation.relation_interval, unit)],
    )


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    scores = (f"{score:.3f}" for score in (counts.precision, counts.recall, counts.f1))
    return (name, *scores, str(counts.gold), str(counts.predicted))


def _total(counts: Counts, interval: tuple[float, float], unit: str) -> tuple[str, ...]:
    name, precision, recall, score, gold, predicted = _row("all (micro)", counts)
    return (
        name,
        precision,
        recall,
        f"{score} [{interval[0]:.3f}, {interval[1]:.3f}] by {unit}",
        gold,
        predicted,
    )
