"""What passes between annotated documents and the files of other tools: a text with its own offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A labelled stretch of a record's text, known by a key that is unique in the record."""

    key: str
    label: str
    start: int
    end: int
    stage: str | None = None


@dataclass(frozen=True)
class Arc:
    """A relation between the entries with the keys ``head`` and ``tail``."""

    type: str
    head: str
    tail: str


@dataclass(frozen=True)
class Record:
    """A text as another tool holds it: a sentence or a whole report, with its annotations.

    Offsets are string indices into ``text``. ``report`` and ``sha256`` name the report, ``start`` is the
    source offset where the text begins there; each is None where the tool does not know. ``references`` are
    pairs of an offset and the reference period of the sentence there. ``line`` is the place in the tool's
    file.
    """

    text: str
    report: str | None = None
    sha256: str | None = None
    start: int | None = None
    references: tuple[tuple[int, str], ...] = ()
    note: str = ""
    mentions: tuple[Entry, ...] = ()
    relations: tuple[Arc, ...] = ()
    line: int | None = None

    @property
    def reference(self) -> str | None:
        """The reference period of a record that is one sentence."""
        return self.references[0][1] if self.references else None
