"""brat stand-off: a folder with ``ID.txt``, ``ID.ann`` and the configuration ``annotation.conf``.

The text is the source of the report, so that offsets are the same. A mention that goes over a line end is
written in fragments, as brat does. The stage is an attribute, the reference period a note (``reference
2023``) on the first mention of its sentence. Source: https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from govreport_ie.annotation.files import read_lines, read_text, write_text
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import AnnotationError, Misfit

LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
REFERENCE = "reference "


def write_records(records: Sequence[Record], path: Path, scheme: Scheme) -> None:
    """Write ``ID.txt`` and ``ID.ann`` for each record into the folder ``path``, and ``annotation.conf``."""
    for record in records:
        write_text(path / f"{record.report}.txt", record.text)
        write_text(path / f"{record.report}.ann", "".join(f"{line}\n" for line in _lines(record)))
    write_text(path / "annotation.conf", configuration(scheme))


def configuration(scheme: Scheme) -> str:
    """The ``annotation.conf`` of the scheme: entities, relations with what they join, the stages."""
    lines = ["[entities]", *(label.name for label in scheme.labels), "", "[relations]"]
    lines += [f"{item.name} Arg1:{'|'.join(item.heads)}, Arg2:{'|'.join(item.tails)}" for item in scheme.relations]
    staged = "|".join(label.name for label in scheme.labels if label.staged)
    lines += ["", "[events]", "", "[attributes]"]
    if staged and scheme.stages:
        lines.append(f"Stage Arg:{staged}, Value:{'|'.join(scheme.stages)}")
    return "\n".join(lines) + "\n"


def _lines(record: Record) -> Iterator[str]:
    names = {entry.key: f"T{number}" for number, entry in enumerate(record.mentions, 1)}
    references = dict(record.references)
    stages = notes = 0
    for entry in record.mentions:
        fragments = list(_fragments(record.text, entry.start, entry.end))
        spans = ";".join(f"{start} {end}" for start, end in fragments)
        text = " ".join(record.text[start:end] for start, end in fragments)
        yield f"{names[entry.key]}\t{entry.label} {spans}\t{text}"
        if entry.stage:
            stages += 1
            yield f"A{stages}\tStage {names[entry.key]} {entry.stage}"
        if entry.start in references:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes {names[entry.key]}\t{REFERENCE}{references[entry.start]}"
    for number, arc in enumerate(record.relations, 1):
        yield f"R{number}\t{arc.type} Arg1:{names[arc.head]} Arg2:{names[arc.tail]}"


def _fragments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a span between line ends."""
    for gap in LINE_ENDS.finditer(text, start, end):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < end:
        yield start, end


def read_records(path: Path) -> tuple[list[Record], list[Misfit]]:
    """A record for each ``.ann`` file of the folder, or for the one file, with the text beside it."""
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    misfits: list[Misfit] = []
    records: list[Record] = []
    for file in files:
        text_file = file.with_suffix(".txt")
        try:
            records.append(_Reader(file, read_text(text_file, keep_mark=True), misfits).record())
        except AnnotationError as error:
            misfits += error.misfits
    return records, misfits


@dataclass
class _Reader:
    file: Path
    text: str
    misfits: list[Misfit]
    mentions: dict[str, tuple[int, Entry]] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    references: list[tuple[str, str]] = field(default_factory=list)
    relations: list[Arc] = field(default_factory=list)

    def misfit(self, line: int, text: str, problem: str, advice: str, severity: str = "error") -> None:
        self.misfits.append(Misfit("bad-entry", str(self.file), line, text, problem, advice, severity))

    def record(self) -> Record:
        for number, line in enumerate(read_lines(self.file), 1):
            if line.strip():
                self._read(number, line)
        places = {key: entry.start for key, (_, entry) in self.mentions.items()}
        mentions = tuple(
            Entry(entry.key, entry.label, entry.start, entry.end, self.stages.get(entry.key))
            for _, entry in sorted(self.mentions.values(), key=lambda item: item[1].start)
        )
        references = tuple((places[key], period) for key, period in self.references if key in places)
        return Record(self.text, self.file.stem, None, 0, references, "", mentions, tuple(self.relations), None)

    def _read(self, number: int, line: str) -> None:
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            self._read_mention(number, key, rest)
        elif key.startswith("R"):
            match = RELATION.fullmatch(rest)
            if match:
                self.relations.append(Arc(match[1], match[2], match[3]))
            else:
                self.misfit(number, line, "this is no relation", "write R1⇥TYPE Arg1:T1 Arg2:T2")
        elif key.startswith(("A", "M")):
            parts = rest.split()
            if len(parts) == 3 and parts[0] == "Stage":
                self.stages[parts[1]] = parts[2]
            else:
                self.misfit(number, line, "the attribute is not known", "only Stage with a value is read", "warning")
        elif key.startswith("#"):
            self._read_note(number, line, rest)
        else:
            problem = "events, equivalences and normalisations have no place in a scheme of mentions"
            self.misfit(number, line, problem, "write them as relations, or leave them out", "warning")

    def _read_mention(self, number: int, key: str, rest: str) -> None:
        head, _, text = rest.partition("\t")
        match = SPAN.fullmatch(head)
        if not match or key in self.mentions:
            self.misfit(number, rest, "this is no mention of its own", "write T1⇥LABEL START END⇥TEXT")
            return
        spans = [tuple(map(int, span.split())) for span in match[2].split(";")]
        start, end = spans[0][0], spans[-1][1]
        found = " ".join(self.text[first:last] for first, last in spans)
        if text.strip() and "".join(found.split()) != "".join(text.split()):
            self.misfit(number, text, f"the text has “{found}” there", "correct the offsets")
            return
        self.mentions[key] = number, Entry(key, match[1], start, end)

    def _read_note(self, number: int, line: str, rest: str) -> None:
        head, _, note = rest.partition("\t")
        if note.startswith(REFERENCE) and len(head.split()) == 2:
            self.references.append((head.split()[1], note.removeprefix(REFERENCE).strip()))
        else:
            self.misfit(number, line, "notes have no place in annotations", "keep the note elsewhere", "warning")


BRAT = Form(
    "brat", (".ann",), True, frozenset({"relations", "stages", "reference periods"}), read_records, write_records
)
