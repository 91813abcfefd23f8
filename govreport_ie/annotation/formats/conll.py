"""Character CoNLL: a character and its tag a line, a blank line behind each sentence; tags in BIO or BIOES.

Comment lines in front of a sentence say where it stands: ``# report = …``, ``# sha256 = …``, ``# start =
…``, ``# reference = …``, ``# note = …`` and ``# text = …`` (the sentence with its white space, which has no
lines of its own). Files without comments are read too. BIO is that of CoNLL-2003 in its IOB2 form; both
kinds of tags are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from govreport_ie.annotation.align import is_blank, without_blanks
from govreport_ie.annotation.fields import FieldError, Fields
from govreport_ie.annotation.files import read_lines, write_text
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Entry, Record
from govreport_ie.annotation.formats.source import source_fields, with_source
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit

COMMENT = re.compile(r"# (\w+) = (.*)", re.DOTALL)
TAG = re.compile(r"O|[BIES]-\S+")


def tags_of(length: int, mentions: Iterable[Entry], *, bioes: bool) -> list[str]:
    """A tag for each of ``length`` characters."""
    tags = ["O"] * length
    for entry in mentions:
        tags[entry.start : entry.end] = [f"I-{entry.label}"] * (entry.end - entry.start)
        if bioes:
            tags[entry.end - 1] = f"E-{entry.label}"
        single = bioes and entry.end - entry.start == 1
        tags[entry.start] = f"{'S' if single else 'B'}-{entry.label}"
    return tags


def write_records(records: Sequence[Record], path: Path, scheme: Scheme, *, bioes: bool) -> None:
    """Write the sentences one after another."""
    write_text(path, "".join(f"{line}\n" for record in records for line in _lines(record, bioes)))


def _lines(record: Record, bioes: bool) -> Iterator[str]:
    for name, value in {**source_fields(record), "text": re.sub(r"[\r\n]", " ", record.text)}.items():
        yield f"# {name} = {value}"
    visible = [at for at, character in enumerate(record.text) if not is_blank(character)]
    order = {at: number for number, at in enumerate(visible)}
    mentions = [_visible(entry, order) for entry in record.mentions]
    tags = tags_of(len(visible), [entry for entry in mentions if entry], bioes=bioes)
    yield from (f"{record.text[at]}\t{tag}" for at, tag in zip(visible, tags, strict=True))
    yield ""


def _visible(entry: Entry, order: dict[int, int]) -> Entry | None:
    """The entry counted in visible characters; None when it has none."""
    seen = [order[at] for at in range(entry.start, entry.end) if at in order]
    return Entry(entry.key, entry.label, seen[0], seen[-1] + 1) if seen else None


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each sentence."""
    reader = _Reader(str(path))
    for number, line in enumerate([*read_lines(path), ""], 1):
        reader.read(number, line)
    return reader.records, reader.misfits


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.records: list[Record] = []
        self.misfits: list[Misfit] = []
        self._start_sentence()

    def _start_sentence(self) -> None:
        self.comments: dict[str, str] = {}
        self.tokens: list[tuple[int, str, str]] = []

    def misfit(self, line: int, text: str, problem: str, advice: str, severity: str = "error") -> None:
        self.misfits.append(Misfit("bad-entry", self.file, line, text, problem, advice, severity))

    def read(self, number: int, line: str) -> None:
        comment = COMMENT.fullmatch(line)
        parts = line.split()
        if comment and not self.tokens:
            self.comments[comment[1]] = comment[2]
        elif not parts or parts[0] == "-DOCSTART-":
            self._finish(number)
        elif len(parts) < 2 or not TAG.fullmatch(parts[-1]):
            self.misfit(number, line, "this is no character with a tag", "write CHARACTER⇥TAG, as in 县⇥B-INDICATOR")
        else:
            self.tokens.append((number, parts[0], parts[-1]))

    def _finish(self, number: int) -> None:
        if self.tokens:
            joined = "".join(token for _, token, _ in self.tokens)
            text = self.comments.get("text", joined)
            if without_blanks(text) != joined:
                self.misfit(self.tokens[0][0], joined, "the characters are not those of # text", "correct one of them")
                text = joined
            record = Record(text, mentions=tuple(self._mentions(text)), line=self.tokens[0][0])
            try:
                start = self.comments.get("start")
                known = {"start": int(start)} if start and start.isdecimal() else {}
                source = {name: value for name, value in self.comments.items() if name != "start"}
                self.records.append(with_source(record, Fields({**source, **known})))
            except FieldError as error:
                self.misfit(number, joined, str(error), "correct the comment")
        self._start_sentence()

    def _mentions(self, text: str) -> Iterator[Entry]:
        places = _places(text, [token for _, token, _ in self.tokens])
        label, start = "", 0
        for at, (line, token, tag) in enumerate(self.tokens):
            kind, name = tag[0], tag[2:]
            if label and (kind in "BSO" or name != label):
                yield Entry(str(start), label, start, places[at - 1][1])
                label = ""
            if kind in "IE" and not label:
                advice = "write B- or S- at its beginning"
                self.misfit(line, token, f"{tag} begins a mention", advice, "warning")
            if kind != "O" and not label:
                label, start = name, places[at][0]
            if kind in "ES":
                yield Entry(str(start), label, start, places[at][1])
                label = ""
        if label:
            yield Entry(str(start), label, start, places[-1][1])


def _places(text: str, tokens: list[str]) -> list[tuple[int, int]]:
    """Start and end of each token in the text."""
    places, position = [], 0
    for token in tokens:
        while is_blank(text[position]) and not is_blank(token[0]):
            position += 1
        places.append((position, position + len(token)))
        position += len(token)
    return places


HOLDS = frozenset({"reference periods", "notes"})
BIO = Form("bio", (".bio", ".conll"), False, HOLDS, read_records, partial(write_records, bioes=False))
BIOES = Form("bioes", (".bioes",), False, HOLDS, read_records, partial(write_records, bioes=True))
