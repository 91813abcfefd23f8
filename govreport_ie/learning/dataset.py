"""Annotated documents as training examples: windows with gold tags, and their sentences with gold pairs and stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.tagging.gate import Gate
from govreport_ie.tagging.pairs import SentenceMention, allowed_pairs, pair_features
from govreport_ie.tagging.spans import tag_names
from govreport_ie.tagging.vocabulary import Vocabulary
from govreport_ie.tagging.windows import Piece, Window, make_windows
from govreport_ie.types.document import Document
from govreport_ie.types.mention import Mention

IntArray = NDArray[np.int64]
IGNORED = -100


@dataclass(frozen=True)
class SchemeView:
    """The scheme in the form that model and bundle use: ordered names and which labels a relation joins."""

    labels: tuple[str, ...]
    relations: dict[str, dict[str, tuple[str, ...]]]
    stages: tuple[str, ...]
    staged_label: str

    @classmethod
    def of(cls, scheme: Scheme) -> SchemeView:
        """View of an annotation scheme; the first label that may carry a stage is the staged one."""
        relations = {entry.name: {"head": entry.heads, "tail": entry.tails} for entry in scheme.relations}
        staged = [entry.name for entry in scheme.labels if entry.staged]
        return cls(tuple(entry.name for entry in scheme.labels), relations, scheme.stages, (staged or [""])[0])


@dataclass(frozen=True)
class SentenceExample:
    """Gold mentions of a sentence that lie in one window: token positions, labels, pairs, features, classes."""

    first: IntArray
    last: IntArray
    labels: IntArray
    pairs: IntArray
    features: IntArray
    relations: IntArray
    stages: IntArray


@dataclass(frozen=True)
class Example:
    """A window: token ids, gold tag of each token (IGNORED outside its text), sentences with mentions.

    ``chosen`` windows were asked for and are read in every epoch, with mentions or without.
    """

    ids: tuple[int, ...]
    tags: IntArray
    sentences: tuple[SentenceExample, ...]
    chosen: bool = False


def make_examples(
    annotated: AnnotatedDocument,
    view: SchemeView,
    vocabulary: Vocabulary,
    limit: int,
    gate: Gate,
    only: Collection[int] | None = None,
) -> list[Example]:
    """Examples of a document, windowed exactly as the tagger windows it behind the same gate.

    ``only`` keeps the windows that hold a sentence starting at one of these source offsets, as chosen ones.
    """
    document = annotated.tagged.document
    windows, pieces = make_windows(document, vocabulary, limit)
    windows = gate.open_windows(document.text, windows, pieces)
    if only is not None:
        kept = np.array([p.start for p in pieces if document.sentences[p.sentence].start in only], np.int64)
        windows = [w for w in windows if np.diff(np.searchsorted(kept, (w.start, w.end)))[0]]
    spans = [_clean_span(document, mention, view) for mention in annotated.tagged.mentions]
    order = sorted(range(len(spans)), key=lambda i: spans[i].start)
    builder = _Builder(
        annotated, view, document, [spans[i] for i in order], [annotated.tagged.mentions[i] for i in order]
    )
    examples = [builder.example(window, pieces) for window in windows]
    return examples if only is None else [replace(example, chosen=True) for example in examples]


def _clean_span(document: Document, mention: Mention, view: SchemeView) -> SentenceMention:
    start, end = document.offsets.span_to_clean(mention.start, mention.end)
    return SentenceMention(start, end, view.labels.index(mention.label))


class _Builder:
    """Examples of one document; ``spans`` and ``mentions`` run in step, sorted by start."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        view: SchemeView,
        document: Document,
        spans: Sequence[SentenceMention],
        mentions: Sequence[Mention],
    ) -> None:
        self.view, self.document, self.spans, self.mentions = view, document, spans, mentions
        self.starts = np.array([span.start for span in spans])
        self.gold = {(r.head, r.tail): list(view.relations).index(r.type) + 1 for r in annotated.tagged.relations}

    def example(self, window: Window, pieces: Sequence[Piece]) -> Example:
        """The window with its gold tags and sentences."""
        tags = np.full(len(window.ids), IGNORED, np.int64)
        shift = window.offset - window.start
        tags[window.offset : window.end + shift] = 0
        names = tag_names(self.view.labels)
        inside = self._between(window.start, window.end)
        for index in inside:
            span = self.spans[index]
            label = self.view.labels[span.label]
            tags[span.start + shift : span.end + shift] = names.index(f"I-{label}")
            single = span.end - span.start == 1
            tags[span.start + shift] = names.index(f"{'S' if single else 'B'}-{label}")
            if not single:
                tags[span.end - 1 + shift] = names.index(f"E-{label}")
        sentences = []
        for piece in pieces:
            if window.start <= piece.start < window.end:
                members = self._between(piece.start, piece.end)
                if members:
                    sentences.append(self._sentence(members, shift))
        return Example(window.ids, tags, tuple(sentences))

    def _between(self, start: int, end: int) -> list[int]:
        """Indices of the mentions that lie wholly in the clean span (one cut by a window's end teaches nothing)."""
        low, high = np.searchsorted(self.starts, (start, end))
        return [index for index in range(low, high) if self.spans[index].end <= end]

    def _sentence(self, members: Sequence[int], shift: int) -> SentenceExample:
        spans = [self.spans[i] for i in members]
        mentions = [self.mentions[i] for i in members]
        pairs = allowed_pairs(spans, self.view.labels, self.view.relations)
        classes = [self.gold.get((mentions[head].id, mentions[tail].id), 0) for head, tail in pairs]
        stages = [self.view.stages.index(m.stage) + 1 if m.stage else 0 for m in mentions]
        staged = [m.label == self.view.staged_label for m in mentions]
        return SentenceExample(
            first=np.array([span.start + shift for span in spans], np.int64),
            last=np.array([span.end - 1 + shift for span in spans], np.int64),
            labels=np.array([span.label for span in spans], np.int64),
            pairs=np.array(pairs, np.int64).reshape(-1, 2),
            features=pair_features(spans, pairs, self.document.text),
            relations=np.array(classes, np.int64),
            stages=np.where(staged, stages, IGNORED).astype(np.int64),
        )


def single_ends(
    annotated: Sequence[AnnotatedDocument], view: SchemeView, end: Literal["head", "tail"], least: float = 0.97
) -> list[str]:
    """Relation types of which at least the share ``least`` of the gold mentions at one end have one partner only.

    ``end`` is "tail" (the tail has one head) or "head" (the head has one tail).
    """
    counts: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in view.relations}
    for document in annotated:
        for relation in document.tagged.relations:
            if relation.type in counts:
                counts[relation.type][document.id, getattr(relation, end)] += 1
    shares = {
        name: sum(count == 1 for count in owners.values()) / len(owners) for name, owners in counts.items() if owners
    }
    return [name for name, share in shares.items() if share >= least]
