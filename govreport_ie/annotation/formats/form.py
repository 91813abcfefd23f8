"""What a form of annotation files is: how it is recognised, read and written, and what it can hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from govreport_ie.annotation.formats.record import Record
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import Misfit

HOLDABLE = ("relations", "stages", "reference periods", "notes")


@dataclass(frozen=True)
class Form:
    """A form of another tool.

    ``whole`` says that a record is a whole report (in the characters of its source), else it is a sentence
    (in clean text). ``holds`` are those of HOLDABLE that the form can hold. ``read_records`` gives the
    records of a path and what does not fit; ``write_records`` writes records and may use the scheme for a
    configuration file.
    """

    name: str
    suffixes: tuple[str, ...]
    whole: bool
    holds: frozenset[str]
    read_records: Callable[[Path], tuple[list[Record], list[Misfit]]]
    write_records: Callable[[Sequence[Record], Path, Scheme], None]
