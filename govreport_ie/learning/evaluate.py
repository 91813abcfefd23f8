"""Evaluation: strict mention F1 (seqeval), end-to-end relation F1, stage accuracy, with bootstrap intervals.

A mention is right when both borders and the label are. A relation is right when its type and both its mentions are;
all gold relations count, whether or not the model ever proposed the pair. Nothing is given to the model but the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.scores import Counts, bootstrap_interval, total
from govreport_ie.types.document import Document
from govreport_ie.types.mention import Mention, TaggedDocument

Span = tuple[int, int, str]
Unit = tuple[int, int]
WHOLE = -1  # in the place of a sentence's start
FEW_DOCUMENTS = 8


@dataclass(frozen=True)
class Evaluation:
    """Scores of a tagger on annotated documents.

    ``mentions`` and ``relations`` map each label or type to its Counts; ``units`` says what the intervals were drawn
    over: documents, or sentences where there are fewer than eight documents; ``mention_units`` and ``relation_units``
    are the counts of each. ``right_pairs`` counts the relations between two mentions that are both right. ``stages``
    counts projects that were found and whose stage (or its absence) is right.
    """

    documents: tuple[str, ...]
    mentions: dict[str, Counts]
    relations: dict[str, Counts]
    right_pairs: Counts
    stages: Counts
    mention_units: dict[Unit, Counts]
    relation_units: dict[Unit, Counts]
    units: str

    @property
    def mention_interval(self) -> tuple[float, float]:
        """95 % bootstrap interval of the mention F1."""
        return bootstrap_interval(list(self.mention_units.values()))

    @property
    def relation_interval(self) -> tuple[float, float]:
        """95 % bootstrap interval of the relation F1."""
        return bootstrap_interval(list(self.relation_units.values()))

    @property
    def mention_total(self) -> Counts:
        """All labels together (micro average)."""
        return total(list(self.mentions.values()))

    @property
    def relation_total(self) -> Counts:
        """All relation types together (micro average)."""
        return total(list(self.relations.values()))


def evaluate(tag: Callable[[Document], TaggedDocument], documents: Sequence[AnnotatedDocument]) -> Evaluation:
    """Tag each document anew and compare. Errors: TrainingError without documents or without seqeval.

    Source: docs/evaluation.md.
    """
    if not documents:
        raise TrainingError("no annotated document to evaluate on: give a folder or split that holds some")
    predictions = [tag(gold.tagged.document) for gold in documents]
    pairs = [(gold.tagged, predicted) for gold, predicted in zip(documents, predictions, strict=True)]
    mention_units, relation_units = unit_counts(pairs)
    return Evaluation(
        documents=tuple(gold.id for gold in documents),
        mentions=mention_counts(pairs),
        relations=relation_counts(pairs),
        right_pairs=total([_right_pair_counts(gold, predicted) for gold, predicted in pairs]),
        stages=total([_stage_counts(gold, predicted) for gold, predicted in pairs]),
        mention_units=mention_units,
        relation_units=relation_units,
        units=unit_name(len(documents)),
    )


def mention_counts(pairs: Sequence[tuple[TaggedDocument, TaggedDocument]]) -> dict[str, Counts]:
    """Strict counts of each label by seqeval (mode strict, scheme IOBES, one sequence a sentence)."""
    try:
        from seqeval.metrics.v1 import precision_recall_fscore_support
        from seqeval.scheme import IOBES
    except ImportError as error:
        raise TrainingError("evaluation needs seqeval: pip install 'govreport_ie[train]'") from error
    gold_tags: list[list[str]] = []
    predicted_tags: list[list[str]] = []
    for gold, predicted in pairs:
        gold_tags += _sentence_tags(gold)
        predicted_tags += _sentence_tags(predicted)
    labels = sorted({m.label for pair in pairs for tagged in pair for m in tagged.mentions})
    precisions, recalls, _, supports = precision_recall_fscore_support(
        gold_tags, predicted_tags, average=None, scheme=IOBES, zero_division=0
    )
    result = {}
    for label, precision, recall, support in zip(labels, precisions, recalls, supports, strict=True):
        correct = round(float(recall) * int(support))
        predicted_count = sum(m.label == label for _, tagged in pairs for m in tagged.mentions)
        if correct and round(float(precision) * predicted_count) != correct:
            raise TrainingError(f"seqeval's precision and recall of {label} do not fit together")
        result[label] = Counts(correct, predicted_count, int(support))
    return result


def _sentence_tags(tagged: TaggedDocument) -> list[list[str]]:
    """One IOBES sequence a sentence, one tag a source character."""
    tags = {}
    for mention in tagged.mentions:
        length = mention.end - mention.start
        for offset in range(length):
            mark = "S" if length == 1 else "B" if not offset else "E" if offset == length - 1 else "I"
            tags[mention.start + offset] = f"{mark}-{mention.label}"
    return [
        [tags.get(position, "O") for position in range(sentence.start, sentence.end)]
        for sentence in tagged.document.sentences
    ]


def relation_counts(pairs: Sequence[tuple[TaggedDocument, TaggedDocument]]) -> dict[str, Counts]:
    """Counts of each relation type, end to end."""
    result: dict[str, Counts] = {}
    for gold, predicted in pairs:
        expected, found = relation_keys(gold), relation_keys(predicted)
        for name in {key[0] for key in expected | found}:
            these, those = ({key for key in keys if key[0] == name} for keys in (expected, found))
            counts = Counts(len(these & those), len(those), len(these))
            result[name] = result.get(name, Counts()) + counts
    return dict(sorted(result.items()))


def mention_span(mention: Mention) -> Span:
    """What must be right of a mention: start, end and label."""
    return mention.start, mention.end, mention.label


def relation_keys(tagged: TaggedDocument) -> set[tuple[str, Span, Span]]:
    """What must be right of each relation: type, head and tail."""
    spans = {mention.id: mention_span(mention) for mention in tagged.mentions}
    return {(relation.type, spans[relation.head], spans[relation.tail]) for relation in tagged.relations}


def _right_pair_counts(gold: TaggedDocument, predicted: TaggedDocument) -> Counts:
    """Of the relations whose two mentions are both right, the correct, the predicted and the gold ones."""
    right = set(map(mention_span, gold.mentions)) & set(map(mention_span, predicted.mentions))
    expected, found = (
        {key for key in relation_keys(tagged) if key[1] in right and key[2] in right} for tagged in (gold, predicted)
    )
    return Counts(len(expected & found), len(found), len(expected))


def unit_name(documents: int) -> str:
    """What a bootstrap draws: documents, or sentences where there are fewer than eight documents."""
    return "documents" if documents >= FEW_DOCUMENTS else "sentences"


def unit_counts(
    pairs: Sequence[tuple[TaggedDocument, TaggedDocument]],
) -> tuple[dict[Unit, Counts], dict[Unit, Counts]]:
    """Mention and relation counts of each unit that a bootstrap draws, for pairs of gold and prediction.

    A unit is (number of the document, start of the sentence; -1 for the whole document or what lies outside every
    sentence). Sentences without anything in either are left out, documents are not. A relation belongs to its head's
    sentence.
    """
    by_sentence = unit_name(len(pairs)) == "sentences"
    mentions: dict[Unit, Counts] = {} if by_sentence else {(number, WHOLE): Counts() for number in range(len(pairs))}
    relations = dict(mentions)
    for number, (gold, predicted) in enumerate(pairs):

        def unit(position: int, number: int = number, document: Document = gold.document) -> Unit:
            sentence = document.sentence_at(position) if by_sentence else None
            return number, sentence.start if sentence else WHOLE

        spans = [{(unit(m.start), mention_span(m)) for m in tagged.mentions} for tagged in (gold, predicted)]
        arcs = [{(unit(key[1][0]), key) for key in relation_keys(tagged)} for tagged in (gold, predicted)]
        mentions |= _count(*spans)
        relations |= _count(*arcs)
    return mentions, relations


def _count(expected: set[tuple[Unit, Any]], found: set[tuple[Unit, Any]]) -> dict[Unit, Counts]:
    counts: dict[Unit, Counts] = {}
    for key in expected | found:
        one = Counts(int(key in expected and key in found), int(key in found), int(key in expected))
        counts[key[0]] = counts.get(key[0], Counts()) + one
    return dict(sorted(counts.items()))


def _stage_counts(gold: TaggedDocument, predicted: TaggedDocument) -> Counts:
    """Of the staged label's mentions found, those whose stage is right (predicted and gold count all found)."""
    staged = {m.label for m in gold.mentions if m.stage} | {m.label for m in predicted.mentions if m.stage}
    stages = {mention_span(m): m.stage for m in gold.mentions if m.label in staged}
    found = {mention_span(m): m.stage for m in predicted.mentions if mention_span(m) in stages}
    right = sum(stages[span] == stage for span, stage in found.items())
    return Counts(right, len(found), len(found))
