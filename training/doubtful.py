"""List the sentences of reports in which models differ or are unsure, to be decided by reading: ``OUT/ID.tsv``.

A line is a mention that some model sees in such a sentence: where the sentence starts in the source, the mention's
start and end, ``sure`` or ``doubtful``, label and text. Sentences without a doubt are left out. Sure is what every
model finds alike, with a mean confidence of at least SURE. Doubtful is what one finds and another does not, what all
are less sure of, and what their mean finds once the probability of no mention is divided by NEARLY. Sentences that the
gate of the first bundle closes are not looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from govreport_ie.reading import read
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.spans import Array, LabelledSpan, best_paths, softmax, spans_of_path, transition_matrix
from govreport_ie.tagging.windows import Window, make_windows
from govreport_ie.types.document import Document

SURE = 0.85
NEARLY = 9.0
Key = tuple[int, int, int]  # clean start and end, label


def doubts(document: Document, taggers: Sequence[Tagger]) -> Iterator[tuple[int, set[Key], set[Key]]]:
    """Index of each sentence (or part of a long one) with a doubtful mention; its sure and its doubtful mentions."""
    bundle = taggers[0].bundle
    transitions = transition_matrix(bundle.labels)
    windows, pieces = make_windows(document, bundle.vocabulary, bundle.window)
    for window in bundle.gate.open_windows(document.text, windows, pieces):
        inside = [piece for piece in pieces if window.start <= piece.start < window.end]
        bounds = [(piece.start - window.start, piece.end - window.start) for piece in inside]
        each = [probabilities(tagger, window) for tagger in taggers]
        mean = np.mean(each, axis=0, dtype=np.float32)
        logarithms = [np.log(np.maximum(one, np.float32(1e-9))) for one in each]
        middle = np.mean(logarithms, axis=0, dtype=np.float32)
        nearly = middle.copy()
        nearly[:, 0] -= np.float32(np.log(NEARLY))
        paths = [list(best_paths(scores, bounds, *transitions)) for scores in (*logarithms, middle, nearly)]
        for index, (piece, (start, end)) in enumerate(zip(inside, bounds, strict=True)):
            found = [spans_of_path(path[index], mean[start:end]) for path in paths]
            sure, doubtful = divided([[span.moved(piece.start) for span in spans] for spans in found])
            if doubtful:
                yield piece.sentence, sure, doubtful


def probabilities(tagger: Tagger, window: Window) -> Array:
    """Tag probabilities of a window's characters (characters × tags)."""
    scores = tagger.runtime.encode(window.ids)[1][window.offset : window.offset + window.end - window.start]
    return softmax(scores / np.float32(tagger.bundle.temperature["mentions"]))


def divided(found: Sequence[Sequence[LabelledSpan]]) -> tuple[set[Key], set[Key]]:
    """Sure and doubtful mentions; ``found`` are each model's, then those of their mean, last of the bolder mean."""
    keys = [{(span.start, span.end, span.label) for span in spans} for spans in found]
    confident = {(span.start, span.end, span.label) for span in found[-2] if span.confidence >= SURE}
    sure = confident.intersection(*keys[:-2])
    return sure, set().union(*keys) - sure


def lines(document: Document, taggers: Sequence[Tagger]) -> Iterator[str]:
    """The lines of a report, with source offsets."""
    labels = taggers[0].bundle.labels
    for index, sure, doubtful in doubts(document, taggers):
        for key in sorted(sure | doubtful):
            start, end = document.offsets.span_to_source(*key[:2])
            kind = "sure" if key in sure else "doubtful"
            text = document.text[key[0] : key[1]]
            yield f"{document.sentences[index].start}\t{start}\t{end}\t{kind}\t{labels[key[2]]}\t{text}\n"


def main() -> None:
    """List the doubts of every report of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundles", type=Path, nargs="+", help="of the same labels, vocabulary and window")
    parser.add_argument("--reports", type=Path, required=True, help="folder with ID.txt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    taggers = [Tagger.load(folder) for folder in args.bundles]
    kinds = {(one.bundle.labels, tuple(one.bundle.vocabulary.tokens), one.bundle.window) for one in taggers}
    if len(kinds) > 1:
        parser.error("the bundles differ in labels, vocabulary or window")
    args.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(args.reports.glob("*.txt")):
        (args.out / f"{path.stem}.tsv").write_text("".join(lines(read(path), taggers)), encoding="utf-8")


if __name__ == "__main__":
    main()
