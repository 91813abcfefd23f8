"""Tag unlabelled reports with a bundle, as training data for a smaller model: ``OUT/ID.txt`` and ``OUT/ID.jsonl``.

Reports whose text is annotated anywhere, or whose targets were coded by hand, are left out, and so are those from
before FIRST_YEAR; with ``--only FOLDER`` instead all that the folder has no file ID.jsonl of. A report that stands in
OUT is not tagged again, so a run that was cut off goes on.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

from unlabelled import entries

from govreport_ie.annotation import AnnotatedDocument, save
from govreport_ie.annotation.document import UNKNOWN_REFERENCE
from govreport_ie.reading import read
from govreport_ie.tagging import Tagger
from govreport_ie.types.mention import TaggedDocument

HERE = Path(__file__).parent
MADE_BY = "bundle.sha256"  # in OUT: which bundle tagged what is there
FIRST_YEAR = 2012  # the years that most annotated reports are of; other limits were not tried


def left_out(root: Path) -> set[str]:
    """SHA-256 of the reports annotated or coded by hand."""
    with (root / "corpus/manifest.csv").open(encoding="utf-8", newline="") as file:
        hashes = {row["sha256"] for row in csv.DictReader(file)}
    for path in sorted((root / "annotations/facts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            hashes |= {row["sha256"] for row in csv.DictReader(file)}
    return hashes


def reports(unlabelled: Path, without: set[str], only: set[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """Id and text of the unlabelled reports from FIRST_YEAR on, or of those whose ids are in ``only``."""
    for number, entry in enumerate(entries(unlabelled)):
        name, data = f"u{number:04}", entry["text"].encode("utf-8")
        recent = entry["year"].isdigit() and int(entry["year"]) >= FIRST_YEAR
        # The same report may stand elsewhere with a line feed at its end.
        known = without & {hashlib.sha256(form).hexdigest() for form in (data, data + b"\n")}
        if (recent if only is None else name in only) and not known:
            yield name, data


def annotated(name: str, tagged: TaggedDocument) -> AnnotatedDocument:
    """What the model found, in the form of an annotation."""
    sentences = (tagged.document.sentence_at(mention.start) for mention in tagged.mentions)
    starts = sorted({sentence.start for sentence in sentences if sentence is not None})
    references = tuple((start, UNKNOWN_REFERENCE) for start in starts)
    return AnnotatedDocument(name, tagged, references, "tagged by a model, for training only")


def main() -> None:
    """Tag the reports one by one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("unlabelled", type=Path, help="reports.jsonl.xz")
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", type=Path, help="of every year, the reports that this folder has a file ID.jsonl of")
    args = parser.parse_args()
    only = {path.stem for path in args.only.glob("*.jsonl")} if args.only else None
    if only == set():
        parser.error(f"{args.only} holds no file ID.jsonl")
    args.out.mkdir(parents=True, exist_ok=True)
    tagger = Tagger.load(args.bundle)
    made_by = args.out / MADE_BY
    if made_by.is_file() and made_by.read_text(encoding="utf-8") != tagger.bundle.sha256:
        parser.error(f"{args.out} holds what another bundle found: give an empty folder")
    made_by.write_text(tagger.bundle.sha256, encoding="utf-8")
    names = set()
    for name, data in reports(args.unlabelled, left_out(HERE.parent), only):
        text, labels = args.out / f"{name}.txt", args.out / f"{name}.jsonl"
        if not labels.is_file():
            text.write_bytes(data)
            save(annotated(name, tagger.tag(read(text))), labels)
        names.add(name)
    if others := sorted({path.stem for path in args.out.glob("*.jsonl")} - names):
        parser.error(f"{args.out} holds reports that are left out now ({', '.join(others)}): give an empty folder")
    if only and (missing := sorted(only - names)):
        parser.error(f"{args.unlabelled} lacks {', '.join(missing)}, or they are annotated or coded by hand")
    print(f"{len(names)} reports tagged: {args.out}")


if __name__ == "__main__":
    main()
