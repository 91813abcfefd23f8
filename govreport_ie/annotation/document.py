"""A report with its annotations: mentions, relations, stages and the reference period of each sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from govreport_ie.types.document import Document, Sentence
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

UNKNOWN_REFERENCE = "-"


def is_id(text: str) -> bool:
    """Whether the text can name a report: a file name without suffix, on one line."""
    return bool(text) and not any(sign in text for sign in "/\\\r\n\0") and text == text.strip()


@dataclass(frozen=True)
class AnnotatedSentence:
    """A sentence that holds a mention: its reference period, mentions and the relations that start in it."""

    sentence: Sentence
    reference: str
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class AnnotatedDocument:
    """An annotated report.

    ``id`` names the report (its file name without suffix), ``references`` are pairs of the source offset
    where a sentence starts and its reference period, in order, one for each sentence in which a mention
    starts and for no other; ``note`` is one line on how the annotation was made. Mentions stand in the
    order of the text. Construction refuses anything else with ValueError.
    """

    id: str
    tagged: TaggedDocument
    references: tuple[tuple[int, str], ...]
    note: str = ""

    def __post_init__(self) -> None:
        if not is_id(self.id):
            raise ValueError(f"document id {self.id!r}: must be a file name without suffix")
        if self.note != " ".join(self.note.split()):
            raise ValueError(f"{self.id}: the note must be one line without white space at its ends")
        starts = [mention.start for mention in self.tagged.mentions]
        if starts != sorted(starts):
            raise ValueError(f"{self.id}: mentions must stand in the order of the text")
        if len(set(self._arcs)) < len(self._arcs):
            raise ValueError(f"{self.id}: a relation is given twice")
        holders = sorted({self.sentence_of(mention).start for mention in self.tagged.mentions})
        if [start for start, _ in self.references] != holders:
            raise ValueError(f"{self.id}: each sentence with a mention needs one reference period, no other has one")

    @property
    def _arcs(self) -> list[tuple[str, str, str]]:
        return [(relation.type, relation.head, relation.tail) for relation in self.tagged.relations]

    @property
    def document(self) -> Document:
        """The report."""
        return self.tagged.document

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in the order of the text."""
        return self.tagged.mentions

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The relations."""
        return self.tagged.relations

    @cached_property
    def by_id(self) -> dict[str, Mention]:
        """Mentions by id."""
        return {mention.id: mention for mention in self.mentions}

    def sentence_of(self, mention: Mention) -> Sentence:
        """The sentence in which the mention starts; ValueError when it stands outside every sentence."""
        sentence = self.document.sentence_at(mention.start)
        if sentence is None:
            raise ValueError(f"{self.id}: mention {mention.id} {mention.text!r} stands outside every sentence")
        return sentence

    def __iter__(self) -> Iterator[AnnotatedSentence]:
        """The sentences that hold a mention, in order; relations in the order of their heads and tails."""
        mentions: dict[int, list[Mention]] = {start: [] for start, _ in self.references}
        relations: dict[int, list[Relation]] = {start: [] for start, _ in self.references}
        for mention in self.mentions:
            mentions[self.sentence_of(mention).start].append(mention)
        for relation in sorted(self.relations, key=self._place):
            relations[self.sentence_of(self.by_id[relation.head]).start].append(relation)
        for start, reference in self.references:
            sentence = self.document.sentence_at(start)
            assert sentence is not None  # construction has looked
            yield AnnotatedSentence(sentence, reference, tuple(mentions[start]), tuple(relations[start]))

    def _place(self, relation: Relation) -> tuple[int, int, str]:
        return self.by_id[relation.head].start, self.by_id[relation.tail].start, relation.type
