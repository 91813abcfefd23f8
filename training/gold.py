"""What the recipe trains on and scores: the arguments that say where it is, and the annotated reports themselves."""

from __future__ import annotations

import argparse
from pathlib import Path

from govreport_ie.annotation import AnnotatedDocument, load

EXTRA = Path(__file__).parent / "annotations"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that ``documents`` and ``splits`` read."""
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--extra-reports", type=Path, required=True, help="what extra_reports.py wrote")
    parser.add_argument("--without-test", action="store_true", help="score the development reports alone")


def documents(args: argparse.Namespace) -> list[AnnotatedDocument]:
    """The reports annotated by hand to train on: those of the gold set, then the further ones."""
    gold = load(args.annotations, split="train", reports=[args.reports])
    return [*gold, *load(EXTRA, reports=[args.extra_reports])]


def splits(args: argparse.Namespace) -> dict[str, list[AnnotatedDocument]]:
    """The reports to score, by split."""
    names = ("dev",) if args.without_test else ("dev", "test")
    return {name: load(args.annotations, split=name, reports=[args.reports]) for name in names}
