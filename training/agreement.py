"""Agreement of two annotators: strict mention F1 and relation F1 of the second annotation against the first."""

from __future__ import annotations

import argparse
from pathlib import Path

from govreport_ie.annotation import load
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.score_table import markdown_tables
from govreport_ie.types.mention import TaggedDocument


def main() -> None:
    """Print the Markdown tables of all reports that both folders hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path, help="folder of annotations, taken as gold")
    parser.add_argument("second", type=Path, help="folder of blind second annotations")
    parser.add_argument("--reports", type=Path, required=True)
    args = parser.parse_args()
    second = {document.id: document for document in load(args.second, reports=[args.reports])}
    first = [document for document in load(args.first, reports=[args.reports]) if document.id in second]
    by_hash = {document.document.sha256: second[document.id].tagged for document in first}

    def annotator(document: object) -> TaggedDocument:
        return by_hash[document.sha256]  # type: ignore[attr-defined]

    for document in first:
        result = evaluate(annotator, [document])
        print(f"{document.id}: mentions {result.mention_total.f1:.3f}, relations {result.relation_total.f1:.3f}")
    print(markdown_tables(evaluate(annotator, first)))


if __name__ == "__main__":
    main()
