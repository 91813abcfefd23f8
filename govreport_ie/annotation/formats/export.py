"""From annotated documents to the records of other tools; what a form cannot hold is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.files import StrPath
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.types.document import Sentence
from govreport_ie.types.mention import Mention


def write_form(
    form: Form, documents: Sequence[AnnotatedDocument], path: StrPath, *, scheme: Scheme | None = None
) -> list[str]:
    """Write the documents to ``path`` in a form of another tool and give the list of what it cannot hold."""
    scheme = scheme or default_scheme()
    losses = [loss for annotated in documents for loss in losses_of(form, annotated, scheme)]
    make = report_records if form.whole else sentence_records
    form.write_records([record for annotated in documents for record in make(annotated)], Path(path), scheme)
    return losses


def report_records(annotated: AnnotatedDocument) -> Iterator[Record]:
    """One record with the whole source text."""
    document = annotated.document
    references = tuple((item.mentions[0].start, item.reference) for item in annotated)
    mentions = tuple(_entry(mention, mention.start, mention.end) for mention in annotated.mentions)
    relations = tuple(Arc(arc.type, arc.head, arc.tail) for arc in annotated.relations)
    sha256, note = document.sha256, annotated.note
    yield Record(document.source, annotated.id, sha256, 0, references, note, mentions, relations)


def sentence_records(annotated: AnnotatedDocument) -> Iterator[Record]:
    """A record for each sentence, with or without mentions, in its clean text."""
    items = {item.sentence.start: item for item in annotated}
    sha256, note = annotated.document.sha256, annotated.note
    for sentence in annotated.document:
        item = items.get(sentence.start)
        if item is None:
            yield Record(sentence.text, annotated.id, sha256, sentence.start, note=note)
            continue
        spans = {mention.id: _span(annotated, mention, sentence) for mention in item.mentions}
        mentions = tuple(
            _entry(mention, *spans[mention.id]) for mention in item.mentions if mention.end <= sentence.end
        )
        keys = {entry.key for entry in mentions}
        relations = tuple(Arc(arc.type, arc.head, arc.tail) for arc in item.relations if {arc.head, arc.tail} <= keys)
        references = ((spans[item.mentions[0].id][0], item.reference),)
        yield Record(sentence.text, annotated.id, sha256, sentence.start, references, note, mentions, relations)


def _entry(mention: Mention, start: int, end: int) -> Entry:
    return Entry(mention.id, mention.label, start, end, mention.stage)


def _span(annotated: AnnotatedDocument, mention: Mention, sentence: Sentence) -> tuple[int, int]:
    """The mention's place in the clean text of its sentence."""
    offsets = annotated.document.offsets
    origin = offsets.span_to_clean(0, sentence.start)[1]
    start, end = offsets.span_to_clean(mention.start, mention.end)
    return start - origin, end - origin


def losses_of(form: Form, annotated: AnnotatedDocument, scheme: Scheme) -> list[str]:
    """What of the document the form cannot hold, a line each."""
    held_back = {
        "relations": [arc.type for arc in annotated.relations],
        "stages": [mention.stage for mention in annotated.mentions if mention.stage],
        "reference periods": [period for _, period in annotated.references],
        "notes": [annotated.note] if annotated.note else [],
    }
    losses = [
        f"{annotated.id}: {form.name} holds no {kind}: {len(entries)} left out"
        for kind, entries in held_back.items()
        if entries and kind not in form.holds
    ]
    ids = [mention for mention in annotated.mentions if mention.id != _own_id(mention, scheme)]
    if ids:
        losses.append(f"{annotated.id}: {form.name} holds no mention ids: {len(ids)} will be made anew")
    return losses if form.whole else losses + _losses_of_sentences(form, annotated)


def _own_id(mention: Mention, scheme: Scheme) -> str | None:
    label = scheme.by_name.get(mention.label)
    return f"{label.letter}{mention.start}" if label else None


def _losses_of_sentences(form: Form, annotated: AnnotatedDocument) -> list[str]:
    offsets = annotated.document.offsets
    losses, lost = [], set()
    for mention in annotated.mentions:
        name = f"{annotated.id}: {form.name}: mention {mention.id} “{mention.text}”"
        if mention.end > annotated.sentence_of(mention).end:
            losses.append(f"{name} leaves its sentence: left out")
            lost.add(mention.id)
        elif offsets.span_to_source(*offsets.span_to_clean(mention.start, mention.end)) != (
            mention.start,
            mention.end,
        ):
            losses.append(f"{name} begins or ends with layout: trimmed")
    for arc in annotated.relations:
        ends = [annotated.by_id[arc.head], annotated.by_id[arc.tail]]
        crossing = len({annotated.sentence_of(mention).start for mention in ends}) > 1
        if "relations" in form.holds and (crossing or {arc.head, arc.tail} & lost):
            losses.append(f"{annotated.id}: {form.name}: relation {arc.type} leaves its sentence: left out")
    return losses
