"""The mentions of a sentence and how they are joined, looked up both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govreport_ie.types.document import Document, Section, Sentence
from govreport_ie.types.mention import Mention, Relation, TaggedDocument


@dataclass(frozen=True)
class Link:
    """A relation seen from one end: its type, the mention at the other end, its confidence."""

    type: str
    other: Mention
    confidence: float | None


@dataclass(frozen=True)
class SentenceGraph:
    """A sentence, its section, its mentions in order, and their links."""

    document: Document
    sentence: Sentence
    section: Section
    mentions: tuple[Mention, ...]
    heads: dict[str, tuple[Link, ...]]
    tails: dict[str, tuple[Link, ...]]

    def heads_of(self, mention: Mention, *types: str) -> list[Link]:
        """Links to the heads of a mention, of the given relation types."""
        return [link for link in self.heads.get(mention.id, ()) if link.type in types]

    def tails_of(self, mention: Mention, *types: str) -> list[Link]:
        """Links to the tails of a mention, of the given relation types."""
        return [link for link in self.tails.get(mention.id, ()) if link.type in types]

    def before(self, mention: Mention) -> str:
        """Clean text of the sentence in front of a mention."""
        return self.document.clean(self.sentence.start, mention.start)

    def after(self, mention: Mention) -> str:
        """Clean text of the sentence behind a mention."""
        return self.document.clean(mention.end, self.sentence.end)

    def between(self, left: Mention, right: Mention) -> str:
        """Clean text between two mentions in order."""
        return self.document.clean(left.end, right.start)

    def runs(self, *labels: str) -> list[list[Mention]]:
        """Lists: neighbours among the mentions of the given labels joined by 、 和 与 及 or nothing else."""
        runs: list[list[Mention]] = []
        previous: Mention | None = None
        for mention in self.mentions:
            if mention.label not in labels:
                continue
            if previous is not None and self.between(previous, mention).strip() in _JOINTS:
                runs[-1].append(mention)
            else:
                runs.append([mention])
            previous = mention
        return runs


_JOINTS = frozenset({"、", "和", "与", "及", "以及", ",", "，", "/", "", "、和", "和、"})


def sentence_graphs(tagged: TaggedDocument) -> Iterator[SentenceGraph]:
    """The graph of each sentence that has a mention, in order."""
    groups: dict[int, tuple[Sentence, list[Mention]]] = {}
    for mention in sorted(tagged.mentions, key=lambda item: item.start):
        sentence = tagged.document.sentence_at(mention.start)
        if sentence is None:
            raise ValueError(f"mention {mention.id} {mention.text!r} stands outside every sentence")
        groups.setdefault(sentence.start, (sentence, []))[1].append(mention)
    heads, tails = _links(tagged.mentions, tagged.relations)
    for sentence, mentions in groups.values():
        section = tagged.document.section_of(sentence)
        yield SentenceGraph(tagged.document, sentence, section, tuple(mentions), heads, tails)


def _links(
    mentions: Sequence[Mention], relations: Sequence[Relation]
) -> tuple[dict[str, tuple[Link, ...]], dict[str, tuple[Link, ...]]]:
    by_id = {mention.id: mention for mention in mentions}
    heads: dict[str, tuple[Link, ...]] = {}
    tails: dict[str, tuple[Link, ...]] = {}
    for relation in relations:
        link = Link(relation.type, by_id[relation.head], relation.confidence)
        heads[relation.tail] = (*heads.get(relation.tail, ()), link)
        link = Link(relation.type, by_id[relation.tail], relation.confidence)
        tails[relation.head] = (*tails.get(relation.head, ()), link)
    return heads, tails
