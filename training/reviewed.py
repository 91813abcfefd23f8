"""Put the sentences that were decided by reading in place of a model's tags: ``OUT/ID.txt`` and ``OUT/ID.jsonl``.

Takes the reports that ``reviewed/`` has a file of. A line there is a sentence where networks differed or were unsure,
with all its mentions, be it none; every other sentence keeps what self_label.py wrote. Usage: see training/README.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import replace
from pathlib import Path

from govreport_ie.annotation import AnnotatedDocument, load, save
from govreport_ie.annotation.document import UNKNOWN_REFERENCE
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

REVIEWED = Path(__file__).parent / "reviewed"


def decided_starts(path: Path) -> set[int]:
    """Where the decided sentences start, those without a mention too."""
    return {json.loads(line)["start"] for line in path.read_text(encoding="utf-8").splitlines()[1:]}


def merge(tagged: AnnotatedDocument, decided: AnnotatedDocument, starts: set[int]) -> AnnotatedDocument:
    """Of the sentences that start at ``starts`` what was decided, of all others what was tagged."""
    mentions: list[Mention] = []
    relations: list[Relation] = []
    for source, inside in ((tagged, False), (decided, True)):
        for sentence in source:
            if (sentence.sentence.start in starts) == inside:
                new = {mention.id: f"{'TD'[inside]}{mention.id}" for mention in sentence.mentions}
                mentions += [replace(mention, id=new[mention.id]) for mention in sentence.mentions]
                relations += [replace(arc, head=new[arc.head], tail=new[arc.tail]) for arc in sentence.relations]
    mentions.sort(key=lambda mention: mention.start)
    document = TaggedDocument(tagged.document, tuple(mentions), tuple(relations))
    holders = sorted({tagged.sentence_of(mention).start for mention in mentions})
    return AnnotatedDocument(tagged.id, document, tuple((start, UNKNOWN_REFERENCE) for start in holders), decided.note)


def main() -> None:
    """Merge the reports one by one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tagged", type=Path, help="what self_label.py wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--reviewed", type=Path, default=REVIEWED)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    files = sorted(args.reviewed.glob("*.jsonl"))
    if missing := [path.stem for path in files if not (args.tagged / path.name).is_file()]:
        parser.error(f"{args.tagged} lacks tags of {', '.join(missing)}: run self_label.py with --only {args.reviewed}")
    for path in files:
        (tagged,) = load(args.tagged / path.name, reports=[args.tagged])
        (decided,) = load(path, reports=[args.tagged])
        save(merge(tagged, decided, decided_starts(path)), args.out / path.name)
        shutil.copy(args.tagged / f"{path.stem}.txt", args.out)
    print(f"{len(files)} reports: {args.out}")


if __name__ == "__main__":
    main()
