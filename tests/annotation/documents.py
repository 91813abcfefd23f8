"""Small documents and hypothesis strategies for annotated ones, independent of the reading package."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument, default_scheme
from govreport_ie.types.document import Document, OffsetMap, Section, Sentence
from govreport_ie.types.mention import Mention, Relation, TaggedDocument

# A few pairs are enough to have two scripts; 乾 stays itself in names, as in real conversion.
SIMPLIFIED = str.maketrans("縣區產總值億長農業園", "县区产总值亿长农业园")
SENTENCE = r"(?:(?!\r?\n\r?\n)[^。！？])*?[^\s。！？](?:(?!\r?\n\r?\n)[^。！？])*[。！？]*"
SCHEME = default_scheme()

SIGNS = "云岭县區縣增长長5%6.億亿元，、；。！？“”{}|\\@>/ \t\u3000\r\n\ufeff\u200b😀𠮷é％－"
TEXTS = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=60)
PERIODS = st.sampled_from(["2023", "2016/2020", "2024-H1", "2024-03", "2024-Q4", "-"])


def make_document(source: str, path: str | None = None) -> Document:
    """A document whose clean text is the source without line breaks, in simplified script.

    A sentence ends at 。！？ or at a blank line; a single line break is a wrapped line.
    """
    runs: list[tuple[int, int, int]] = []
    sentences: list[Sentence] = []
    clean = ""
    for line in re.finditer(r"[^\r\n]+", source):
        runs.append((len(clean), line.start(), len(line[0])))
        clean += line[0].translate(SIMPLIFIED)
    for match in re.finditer(SENTENCE, source):
        text = re.sub(r"[\r\n]", "", match[0]).translate(SIMPLIFIED)
        sentences.append(Sentence(match.start(), match.end(), text, 0))
    return Document(
        path=path,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        characters=len(source),
        title=None,
        region=None,
        level=None,
        year=None,
        date=None,
        warnings=(),
        source=source,
        text=clean,
        offsets=OffsetMap(tuple(runs)),
        sections=(Section("", "other", None, 0, len(source)),),
        sentences=tuple(sentences),
    )


def annotate(
    source: str | Document,
    mentions: list[tuple[str, str]],
    relations: Sequence[tuple[str, int, int]] = (),
    reference: str = "2023",
    skip: int = 0,
) -> AnnotatedDocument:
    """An annotated document: mentions are (label or label/stage, text) in order, relations join indices.

    The first ``skip`` places where the first mention's text stands are passed over.
    """
    document = make_document(source) if isinstance(source, str) else source
    found, position = [], 0
    for _ in range(skip):
        position = document.source.index(mentions[0][1], position) + 1
    for label, text in mentions:
        start = document.source.index(text, position)
        position = start + len(text)
        name, _, stage = label.partition("/")
        id = f"{SCHEME.by_name[name].letter}{start}"
        found.append(Mention(id, name, start, position, document.clean(start, position), stage=stage or None))
    starts = sorted({document.sentence_at(mention.start).start for mention in found})  # type: ignore[union-attr]
    arcs = tuple(Relation(type, found[head].id, found[tail].id) for type, head, tail in relations)
    tagged = TaggedDocument(document, tuple(found), arcs)
    return AnnotatedDocument("yunling_2024", tagged, tuple((start, reference) for start in starts), "by hand")


@st.composite
def annotated_documents(draw: st.DrawFn) -> AnnotatedDocument:
    """Any text with mentions that begin and end in visible characters, relations, stages and periods."""
    document = make_document(draw(TEXTS))
    mentions: list[Mention] = []
    relations: list[Relation] = []
    references: list[tuple[int, str]] = []
    for sentence in document:
        here = draw(_mentions(document, sentence))
        if not here:
            continue
        mentions += here
        references.append((sentence.start, draw(PERIODS)))
        allowed = [
            Relation(type.name, head.id, tail.id)
            for head in here
            for tail in here
            for type in SCHEME.relations
            if head is not tail and SCHEME.allows(type.name, head.label, tail.label)
        ]
        if allowed:
            chosen = draw(st.lists(st.sampled_from(allowed), unique=True, max_size=4))
            order = {mention.id: mention.start for mention in here}
            relations += sorted(chosen, key=lambda arc: (order[arc.head], order[arc.tail], arc.type))
    tagged = TaggedDocument(document, tuple(mentions), tuple(relations))
    id = draw(st.sampled_from(["yunling_2024", "云岭县 2024", "a.b"]))
    note = draw(st.sampled_from(["", "by hand, read twice", "手工标注 // @"]))
    return AnnotatedDocument(id, tagged, tuple(references), note)


@st.composite
def _mentions(draw: st.DrawFn, sentence_of: Document, sentence: Sentence) -> list[Mention]:
    source = sentence_of.source
    visible = [
        at
        for at in range(sentence.start, sentence.end)
        if source[at] not in "\ufeff\u200b\u200c\u200d\u2060\u00ad" and not source[at].isspace()
    ]
    cuts = sorted(draw(st.sets(st.sampled_from(visible), max_size=6))) if visible else []
    mentions = []
    for first, last in zip(cuts[::2], cuts[1::2], strict=False):
        label = draw(st.sampled_from(SCHEME.labels))
        stage = draw(st.sampled_from([None, *SCHEME.stages])) if label.staged else None
        text = sentence_of.clean(first, last + 1)
        mentions.append(Mention(f"{label.letter}{first}", label.name, first, last + 1, text, stage=stage))
    return mentions
