"""The tagger: windows through the model, spans, then relations and stages sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from govreport_ie.tagging.bundle import Bundle, load_bundle
from govreport_ie.tagging.pairs import SentenceMention, allowed_pairs, pair_features
from govreport_ie.tagging.relations import choose_relations
from govreport_ie.tagging.runtime import Runtime
from govreport_ie.tagging.spans import LabelledSpan, best_path, softmax, spans_of_path, transition_matrix
from govreport_ie.tagging.windows import Piece, Window, make_windows
from govreport_ie.types.document import Document
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

Array = NDArray[np.float32]
BATCH_TOKENS = 4096


class Tagger:
    """Tags documents with a model bundle. Safe to share between threads: it keeps no state of a document."""

    def __init__(self, bundle: Bundle, threads: int | None = None) -> None:
        self.bundle = bundle
        self._runtime = Runtime(bundle, threads)
        self._transitions = transition_matrix(bundle.labels)

    @classmethod
    def load(cls, path: Path | None = None, threads: int | None = None) -> Tagger:
        """Tagger of a bundle folder; the bundled model by default. Errors: BundleError."""
        return cls(load_bundle(path), threads)

    def tag(self, document: Document) -> TaggedDocument:
        """Mentions (ids M1, M2 … in the order of the text) and relations of a document."""
        windows, pieces = make_windows(document, self.bundle.vocabulary, self.bundle.window)
        hidden, spans = self._run_windows(windows, pieces)
        mentions: list[Mention] = []
        relations: list[Relation] = []
        for sentence in _by_sentence(pieces, spans):
            first = np.stack([hidden[span.start] for span in sentence])
            last = np.stack([hidden[span.end - 1] for span in sentence])
            self._tag_sentence(document, sentence, first, last, mentions, relations)
        return TaggedDocument(document, tuple(mentions), tuple(relations))

    def _run_windows(
        self, windows: Sequence[Window], pieces: Sequence[Piece]
    ) -> tuple[dict[int, Array], list[LabelledSpan]]:
        """Hidden states at span borders by clean position, and all spans in clean offsets."""
        borders: dict[int, Array] = {}
        spans: list[LabelledSpan] = []
        starts = np.array([piece.start for piece in pieces])
        for batch in batches(windows):
            hidden, tags = self._runtime.encode([window.ids for window in batch])
            for row, window in enumerate(batch):
                text = slice(window.offset, window.offset + window.end - window.start)
                for span in self._decode(tags[row, text], window, pieces, starts):
                    spans.append(span)
                    for position in (span.start, span.end - 1):
                        borders[position] = hidden[row, window.offset + position - window.start]
        spans.sort(key=lambda span: span.start)
        return borders, spans

    def _decode(
        self, scores: Array, window: Window, pieces: Sequence[Piece], starts: NDArray[np.int64]
    ) -> Iterator[LabelledSpan]:
        """Best spans of a window, decoded piece by piece so that no span crosses a sentence's end."""
        probabilities = softmax(scores / np.float32(self.bundle.temperature["mentions"]))
        at = int(np.searchsorted(starts, window.start))
        while at < len(pieces) and pieces[at].start < window.end:
            piece = pieces[at]
            inner = slice(piece.start - window.start, piece.end - window.start)
            path = best_path(scores[inner], *self._transitions)
            for span in spans_of_path(path, probabilities[inner]):
                yield LabelledSpan(span.start + piece.start, span.end + piece.start, span.label, span.confidence)
            at += 1

    def _tag_sentence(
        self,
        document: Document,
        spans: Sequence[LabelledSpan],
        first: Array,
        last: Array,
        mentions: list[Mention],
        relations: list[Relation],
    ) -> None:
        """Append the mentions and relations of one sentence."""
        bundle = self.bundle
        known = [SentenceMention(span.start, span.end, span.label) for span in spans]
        pairs = allowed_pairs(known, bundle.labels, bundle.relations)
        features = pair_features(known, pairs, document.text)
        labels = np.array([span.label for span in spans], np.int64)
        scores, stages = self._runtime.score(first, last, labels, np.array(pairs, np.int64).reshape(-1, 2), features)
        base = len(mentions)
        for span, stage in zip(spans, stages, strict=True):
            mentions.append(self._mention(document, span, stage, len(mentions) + 1))
        chosen = choose_relations(bundle, known, pairs, softmax(scores / np.float32(bundle.temperature["relations"])))
        for name, head, tail, confidence in chosen:
            relations.append(Relation(name, mentions[base + head].id, mentions[base + tail].id, confidence))

    def _mention(self, document: Document, span: LabelledSpan, stage: Array, number: int) -> Mention:
        start, end = document.offsets.span_to_source(span.start, span.end)
        label = self.bundle.labels[span.label]
        staged = label == self.bundle.staged_label and int(stage.argmax()) > 0
        return Mention(
            id=f"M{number}",
            label=label,
            start=start,
            end=end,
            text=document.text[span.start : span.end],
            confidence=round(span.confidence, 4),
            stage=self.bundle.stages[int(stage.argmax()) - 1] if staged else None,
        )


def batches(windows: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together, about BATCH_TOKENS tokens a batch."""
    batch: list[Window] = []
    for window in sorted(windows, key=lambda item: len(item.ids)):
        if batch and (len(batch) + 1) * len(window.ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _by_sentence(pieces: Sequence[Piece], spans: Sequence[LabelledSpan]) -> Iterator[list[LabelledSpan]]:
    """Spans of each sentence that has any, in order."""
    owner: dict[int, list[LabelledSpan]] = {}
    at = 0
    for span in spans:
        while pieces[at].end <= span.start:
            at += 1
        owner.setdefault(pieces[at].sentence, []).append(span)
    return iter(owner.values())
