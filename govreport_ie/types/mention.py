"""Mentions and relations: what tagging adds to a document."""

from __future__ import annotations

from dataclasses import dataclass

from govreport_ie.types.document import Document


@dataclass(frozen=True)
class Mention:
    """A labelled span: source offsets, clean text, model confidence (None when nobody measured it), stage."""

    id: str
    label: str
    start: int
    end: int
    text: str
    confidence: float | None = None
    stage: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or not self.text:
            raise ValueError(f"mention {self.id} ({self.label}): span {self.start}..{self.end} is empty")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"mention {self.id}: confidence {self.confidence} outside 0..1")


@dataclass(frozen=True)
class Relation:
    """A typed arc from the mention with id ``head`` to the mention with id ``tail``."""

    type: str
    head: str
    tail: str
    confidence: float | None = None

    def __post_init__(self) -> None:
        if self.head == self.tail:
            raise ValueError(f"relation {self.type}: head and tail are both {self.head}")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"relation {self.type} {self.head} {self.tail}: confidence outside 0..1")


def check_graph(mentions: tuple[Mention, ...], relations: tuple[Relation, ...]) -> None:
    """Refuse duplicate ids, overlapping spans and relations with a loose end (ValueError)."""
    ids = {mention.id for mention in mentions}
    if len(ids) != len(mentions):
        raise ValueError("mention ids are not unique")
    position = 0
    for mention in sorted(mentions, key=lambda item: item.start):
        if mention.start < position:
            raise ValueError(f"mention {mention.id} {mention.text!r} overlaps the one before it")
        position = mention.end
    for relation in relations:
        for end in (relation.head, relation.tail):
            if end not in ids:
                raise ValueError(f"relation {relation.type} {relation.head} {relation.tail}: no mention {end}")


def check_anchors(document: Document, mentions: tuple[Mention, ...]) -> None:
    """Refuse a mention whose text is not the clean text of its source span (ValueError)."""
    for mention in mentions:
        found = document.clean(mention.start, mention.end)
        if found != mention.text:
            raise ValueError(
                f"mention {mention.id} {mention.text!r} at {mention.start}..{mention.end}: source has {found!r}"
            )


@dataclass(frozen=True)
class TaggedDocument:
    """A document with its mentions and relations; the offset contract holds or construction fails."""

    document: Document
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        check_graph(self.mentions, self.relations)
        check_anchors(self.document, self.mentions)
