"""spaCy DocBin: one ``Doc`` a sentence, one token a character, mentions as ``doc.ents``.

Relations, stages, and where the sentence comes from stand in ``doc.user_data["govreport"]``, which DocBin
keeps with ``store_user_data``. Files of others are read by their entities alone. Source:
https://spacy.io/api/docbin. spaCy is loaded when such a file is read or written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.formats.extras import needed
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.formats.source import source_fields, with_source
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit

KEY = "govreport"


def write_records(records: Sequence[Record], path: Path, scheme: Scheme) -> None:
    """Write a DocBin file; spaCy must be installed."""
    vocab, tokens = needed("spacy.vocab").Vocab(), needed("spacy.tokens")
    docs = [doc_of(record, vocab) for record in records]
    path.parent.mkdir(parents=True, exist_ok=True)
    tokens.DocBin(docs=docs, store_user_data=True).to_disk(path)


def doc_of(record: Record, vocab: Any) -> Any:
    """A ``spacy.tokens.Doc`` on the ``spacy.vocab.Vocab`` whose tokens are the characters of the record's text."""
    doc = needed("spacy.tokens").Doc(vocab, words=list(record.text), spaces=[False] * len(record.text))
    span = needed("spacy.tokens").Span
    doc.set_ents([span(doc, entry.start, entry.end, label=entry.label) for entry in record.mentions])
    keys = {entry.key: number for number, entry in enumerate(record.mentions)}
    doc.user_data[KEY] = {
        **source_fields(record),
        "stages": [[keys[entry.key], entry.stage] for entry in record.mentions if entry.stage],
        "relations": [[arc.type, keys[arc.head], keys[arc.tail]] for arc in record.relations],
    }
    return doc


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each Doc; spaCy must be installed."""
    vocab, tokens = needed("spacy.vocab").Vocab(), needed("spacy.tokens")
    try:
        docs = list(tokens.DocBin().from_disk(path).get_docs(vocab))
    except Exception as error:  # spaCy lets zlib, msgpack and its own errors through
        advice = "give a file that DocBin.to_disk has written"
        return [], [Misfit("unreadable", str(path), None, "", f"this is no DocBin file: {error}", advice)]
    records: list[Record] = []
    misfits: list[Misfit] = []
    for number, doc in enumerate(docs, 1):
        try:
            records.append(record_of(doc))
        except FieldError as error:
            problem = f"document {number}: {error}"
            misfits.append(Misfit("bad-entry", str(path), None, doc.text, problem, "correct doc.user_data"))
    return records, misfits


def record_of(doc: Any) -> Record:
    """The record of a ``spacy.tokens.Doc``; FieldError when its user data is not of the form."""
    known = Fields(doc.user_data.get(KEY) or {})
    stages: dict[Any, Any] = dict(_rows(known, "stages", 2))
    mentions = tuple(
        Entry(str(number), ent.label_, ent.start_char, ent.end_char, stages.get(number))
        for number, ent in enumerate(doc.ents)
    )
    relations = tuple(Arc(str(type), str(head), str(tail)) for type, head, tail in _rows(known, "relations", 3))
    return with_source(Record(doc.text, mentions=mentions, relations=relations), known)


def _rows(known: Fields, name: str, length: int) -> list[Any]:
    rows = known.items(name)
    if any(not isinstance(row, (list, tuple)) or len(row) != length for row in rows):
        raise FieldError(f"field {name!r} is no list of lists of {length}")
    return rows


DOCBIN = Form(
    "docbin",
    (".spacy",),
    False,
    frozenset({"relations", "stages", "reference periods", "notes"}),
    read_records,
    write_records,
)
