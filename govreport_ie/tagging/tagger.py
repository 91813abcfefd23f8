"""The tagger: windows through the gate and the model, spans, then stages, and relations within sentences."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from govreport_ie.tagging.bundle import Bundle, load_bundle
from govreport_ie.tagging.pairs import SentenceMention, allowed_pairs, pair_features
from govreport_ie.tagging.relations import Chosen, choose_relations
from govreport_ie.tagging.runtime import Runtime
from govreport_ie.tagging.spans import LabelledSpan, best_paths, softmax, spans_of_path, transition_matrix
from govreport_ie.tagging.windows import Piece, Window, make_windows
from govreport_ie.types.document import Document
from govreport_ie.types.mention import Mention, Relation, TaggedDocument, check_anchors, check_graph

Array = NDArray[np.float32]
Result = TypeVar("Result")
MENTIONS_A_RUN = 64  # of the heads: so many pay the cost of a call, and few pairs of them wait in memory


@dataclass(frozen=True, eq=False)
class _Found:
    """A span in clean offsets, the index of its sentence, and the hidden states at its two borders."""

    span: LabelledSpan
    sentence: int
    first: Array
    last: Array


@dataclass(frozen=True, eq=False)
class _Read:
    """What some sentences hold: their spans, the stage scores of each, and the relations between them."""

    spans: list[LabelledSpan]
    stages: Array
    relations: list[Chosen]


class Tagger:
    """Tags documents with a model bundle. Safe to share between threads: it keeps no state of a document.

    ``threads`` is the number of windows of one document computed side by side (None: one for each core this process
    may use); documents tagged from several threads of yours at once each have as many.
    """

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        if threads is not None and threads < 1:
            raise ValueError(f"threads must be 1 or more, not {threads}")
        self.bundle = bundle
        self.runtime = Runtime(bundle)
        self._threads = _cores() if threads is None else threads
        self._transitions = transition_matrix(bundle.labels)

    @classmethod
    def load(cls, path: Path | None = None, threads: int | None = None) -> Tagger:
        """Tagger of a bundle folder; the bundled model by default. Errors: BundleError."""
        return cls(load_bundle(path), threads)

    def tag(self, document: Document) -> TaggedDocument:
        """Mentions (ids M1, M2 … in the order of the text) and relations of a document."""
        windows, pieces = make_windows(document, self.bundle.vocabulary, self.bundle.window)
        starts = np.array([piece.start for piece in pieces])
        windows = self.bundle.gate.open_windows(document.text, windows, pieces)
        found = self._side_by_side(lambda window: self._spans(window, pieces, starts), windows)
        return self._assemble(document, [one for part in found for one in part])

    def relate(self, document: Document, mentions: Sequence[Mention]) -> TaggedDocument:
        """Stages and relations of mentions found elsewhere (by hand, by rules), as ``tag`` gives them to its own.

        Spans and labels are kept, and confidences (1.0 where there is none); ids and stages are given anew. The gate
        closes nothing here.

        Errors: ValueError for mentions that overlap or share an id, for a label that the bundle does not know, a
        mention that does not lie within one sentence or whose text is not the document's.
        """
        check_graph(tuple(mentions), ())
        check_anchors(document, tuple(mentions))
        spans = sorted((self._given(document, mention) for mention in mentions), key=lambda span: span.start)
        wanted = np.array(sorted({at for span in spans for at in (span.start, span.end - 1)}), np.int64)
        windows, pieces = make_windows(document, self.bundle.vocabulary, self.bundle.window)
        states: dict[int, Array] = {}
        for part in self._side_by_side(lambda window: self._states(window, wanted), windows):
            states.update(part)
        starts = np.array([piece.start for piece in pieces])
        sentences = [pieces[int(np.searchsorted(starts, span.start, "right")) - 1].sentence for span in spans]
        return self._assemble(
            document,
            [
                _Found(span, sentence, states[span.start], states[span.end - 1])
                for span, sentence in zip(spans, sentences, strict=True)
            ],
        )

    def _given(self, document: Document, mention: Mention) -> LabelledSpan:
        """A mention found elsewhere as a labelled span in clean offsets."""
        if mention.label not in self.bundle.labels:
            raise ValueError(f"mention {mention.id}: no label {mention.label!r} in {', '.join(self.bundle.labels)}")
        sentence = document.sentence_at(mention.start)
        if sentence is None or mention.end > sentence.end:
            raise ValueError(f"mention {mention.id} {mention.text!r} does not lie within one sentence")
        start, end = document.offsets.span_to_clean(mention.start, mention.end)
        confidence = 1.0 if mention.confidence is None else mention.confidence
        return LabelledSpan(start, end, self.bundle.labels.index(mention.label), confidence)

    def _states(self, window: Window, wanted: NDArray[np.int64]) -> dict[int, Array]:
        """Hidden states of the ``wanted`` clean positions (sorted) inside the window, which is read only if any are."""
        low, high = np.searchsorted(wanted, (window.start, window.end))
        if low == high:
            return {}
        hidden, _ = self.runtime.encode(window.ids)
        return {int(at): hidden[window.offset + at - window.start].copy() for at in wanted[low:high]}

    def _assemble(self, document: Document, found: Sequence[_Found]) -> TaggedDocument:
        """Mentions and relations, some sentences at a time."""
        mentions: list[Mention] = []
        relations: list[Relation] = []
        for read in (self._read_sentences(document, sentences) for sentences in _whole_sentences(found)):
            base = len(mentions)
            for span, stage in zip(read.spans, read.stages.argmax(axis=1).tolist(), strict=True):
                mentions.append(self._mention(document, span, stage, len(mentions) + 1))
            for name, head, tail, confidence in read.relations:
                relations.append(Relation(name, mentions[base + head].id, mentions[base + tail].id, confidence))
        return TaggedDocument(document, tuple(mentions), tuple(relations))

    def _side_by_side(self, work: Callable[[Window], Result], windows: Sequence[Window]) -> list[Result]:
        """The work's results in the order of the windows."""
        if self._threads == 1 or len(windows) < 2:
            return [work(window) for window in windows]
        # A pool for each document: threads kept longer would be missing in a forked process.
        with ThreadPoolExecutor(self._threads, thread_name_prefix="govreport_ie") as pool:
            return list(pool.map(work, windows))

    def _spans(self, window: Window, pieces: Sequence[Piece], starts: NDArray[np.int64]) -> list[_Found]:
        """Best spans of a window, decoded piece by piece so that no span crosses a sentence's end."""
        hidden, tags = self.runtime.encode(window.ids)
        text = slice(window.offset, window.offset + window.end - window.start)
        hidden, scores = hidden[text], tags[text]
        probabilities = softmax(scores / np.float32(self.bundle.temperature["mentions"]))
        low, high = np.searchsorted(starts, (window.start, window.end))
        inside = pieces[low:high]
        bounds = [(piece.start - window.start, piece.end - window.start) for piece in inside]
        found = []
        for piece, (start, end), path in zip(
            inside, bounds, best_paths(scores, bounds, *self._transitions), strict=True
        ):
            for span in spans_of_path(path, probabilities[start:end]):
                if span.confidence < self.bundle.least_confidence:
                    continue
                # Copies: a view would keep the hidden states of the whole window.
                first, last = hidden[start + span.start].copy(), hidden[start + span.end - 1].copy()
                found.append(_Found(span.moved(piece.start), piece.sentence, first, last))
        return found

    def _read_sentences(self, document: Document, found: Sequence[_Found]) -> _Read:
        """Stages of the spans of some sentences, and the relations between them."""
        bundle = self.bundle
        spans = [one.span for one in found]
        known = [SentenceMention(one.span.start, one.span.end, one.span.label, one.sentence) for one in found]
        pairs = allowed_pairs(known, bundle.labels, bundle.relations)
        features = pair_features(known, pairs, document.text)
        first, last = np.stack([one.first for one in found]), np.stack([one.last for one in found])
        labels = np.array([span.label for span in spans], np.int64)
        scores, stages = self.runtime.score(first, last, labels, np.array(pairs, np.int64).reshape(-1, 2), features)
        return _Read(spans, stages, choose_relations(bundle, known, pairs, scores))

    def _mention(self, document: Document, span: LabelledSpan, stage: int, number: int) -> Mention:
        start, end = document.offsets.span_to_source(span.start, span.end)
        label = self.bundle.labels[span.label]
        return Mention(
            id=f"M{number}",
            label=label,
            start=start,
            end=end,
            text=document.text[span.start : span.end],
            confidence=round(span.confidence, 4),
            stage=self.bundle.stages[stage - 1] if stage and label == self.bundle.staged_label else None,
        )


def _whole_sentences(found: Sequence[_Found]) -> Iterator[list[_Found]]:
    """What was found, in parts of whole sentences with MENTIONS_A_RUN mentions or more, the last one maybe fewer."""
    part: list[_Found] = []
    for _, sentence in groupby(found, lambda one: one.sentence):
        part += sentence
        if len(part) >= MENTIONS_A_RUN:
            yield part
            part = []
    if part:
        yield part


def _cores() -> int:
    """Cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
