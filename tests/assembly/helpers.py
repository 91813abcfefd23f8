"""Sentences of assembly tests in a small inline notation: `{I1|固投}增长{G1|5%}` and `GROWTH I1 G1`."""

from __future__ import annotations

import hashlib
import re

from govreport_ie.assembly.graph import SentenceGraph, sentence_graphs
from govreport_ie.types.document import Document, OffsetMap, Section, Sentence
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

LABELS = {
    "I": "INDICATOR",
    "A": "AMOUNT",
    "Q": "QUANTITY",
    "G": "GROWTH_RATE",
    "T": "TARGET",
    "R": "RANK",
    "D": "PERIOD",
    "P": "PROJECT",
}
_MENTION = re.compile(r"\{([IAQGTRDP])(\d+)\|([^{}|]+)(?:\|([a-z_]+))?\}")


def tagged(
    marked: str, relations: str = "", *, kind: str = "review", reference: str | None = "2023", year: int | None = 2024
) -> TaggedDocument:
    """A document of one sentence: mentions `{label number|text}` (a project's stage behind a second bar).

    `relations` are `TYPE head tail`, parted by semicolons; mention ids are the marks (`I1`).
    """
    text, position = "", 0
    mentions: list[Mention] = []
    for match in _MENTION.finditer(marked):
        text += marked[position : match.start()]
        start, position = len(text), match.end()
        letter, number, words, stage = match.groups()
        text += words
        mentions.append(Mention(letter + number, LABELS[letter], start, len(text), words, stage=stage))
    text += marked[position:]
    arcs = tuple(_relation(arc) for arc in relations.split(";") if arc.strip())
    return TaggedDocument(_document(text, kind, reference, year), tuple(mentions), arcs)


def graph(marked: str, relations: str = "") -> SentenceGraph:
    """The graph of one marked sentence."""
    (only,) = sentence_graphs(tagged(marked, relations))
    return only


def _relation(arc: str) -> Relation:
    type_, head, tail = arc.split()
    return Relation(type_, head, tail)


def _document(text: str, kind: str, reference: str | None, year: int | None) -> Document:
    return Document(
        path=None,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        characters=len(text),
        title=None,
        region="云岭县",
        level="county",
        year=year,
        date=None,
        warnings=(),
        source=text,
        text=text,
        offsets=OffsetMap(((0, 0, len(text)),)),
        sections=(Section("", kind, reference, 0, len(text)),),
        sentences=(Sentence(0, len(text), text, 0),),
    )
