"""A report file or text to a Document: decode, clean, split, and find sections and metadata."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from govreport_ie.errors import ReadError
from govreport_ie.reading.chapters import Part
from govreport_ie.reading.cleaning import clean_source
from govreport_ie.reading.damage import damage_warnings
from govreport_ie.reading.decode import decode
from govreport_ie.reading.metadata import find_date, find_title, find_year
from govreport_ie.reading.region import find_level, find_region
from govreport_ie.reading.sections import find_sections
from govreport_ie.reading.sentences import Piece, split_sentences
from govreport_ie.types.document import Document, OffsetMap, Section, Sentence


def read(source: str | os.PathLike[str] | bytes, *, year: int | None = None, region: str | None = None) -> Document:
    """Read a report from a path (``str`` or path object) or from the ``bytes`` of a file.

    Plain text and markdown in UTF-8, UTF-16 or GB18030 (design, section 2: line ends stay, a byte order mark is
    not part of the text). ``year`` and ``region`` overrule what the text tells. Raises ReadError for a missing,
    empty, blank or binary file.
    """
    if isinstance(source, bytes):
        return _document(decode(source), None, hashlib.sha256(source).hexdigest(), year, region)
    path = Path(source)
    data = _file_bytes(path, source)
    return _document(decode(data, str(path)), str(path), hashlib.sha256(data).hexdigest(), year, region)


def read_text(text: str, *, year: int | None = None, region: str | None = None) -> Document:
    """Read a report given as text; offsets are indices into ``text``, ``sha256`` is that of its UTF-8 bytes.

    ``year`` and ``region`` overrule what the text tells. Raises ReadError when there is nothing to read.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(text, None, digest, year, region)


def _file_bytes(path: Path, source: object) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, ValueError, OSError) as error:
        name = str(source)
        # A text given by mistake is shown in short; a path is shown whole, for its end tells most.
        shown = name if len(name) <= 300 else name[:60] + "…"
        if isinstance(error, IsADirectoryError):
            raise ReadError(f"{shown} is a folder: give the path of a report in it") from error
        if isinstance(error, PermissionError):
            raise ReadError(f"{shown} may not be read: {error.strerror}") from error
        raise ReadError(
            f"no file {shown!r}: check the path; for the text of a report itself use read_text(text) or extract(text)"
        ) from error


def _document(source: str, path: str | None, sha256: str, year: int | None, region: str | None) -> Document:
    if not source or source.isspace():
        raise ReadError(f"{path or 'the text'} is blank: there is no report to read")
    clean = clean_source(source)
    if not clean.text.strip():
        raise ReadError(f"{path or 'the text'} has only page numbers and marks: there is no report to read")
    pieces = split_sentences(clean.text, clean.blocks)
    found_region = region or find_region(clean.text)
    found_year = year if year is not None else find_year(clean.text, pieces)
    parts = find_sections(clean.text, pieces, found_year)
    return Document(
        path=path,
        sha256=sha256,
        characters=len(source),
        title=find_title(clean.text, pieces),
        region=found_region,
        level=find_level(clean.text, found_region),
        year=found_year,
        date=find_date(clean.text, pieces, found_year),
        warnings=tuple(_warnings(source, found_year, parts)),
        source=source,
        text=clean.text,
        offsets=clean.offsets,
        sections=_sections(parts, pieces, clean.offsets, len(source)),
        sentences=_sentences(clean.text, pieces, parts, clean.offsets),
    )


def _warnings(source: str, year: int | None, parts: list[Part]) -> list[str]:
    warnings = damage_warnings(source)
    if year is None:
        warnings.append("the report's year was not found: give it with year=…, reference periods depend on it")
    if not any(part.kind in ("review", "plan", "goals") for part in parts):
        warnings.append("no section structure was found: review and plan cannot be told apart")
    return warnings


def _sections(parts: list[Part], pieces: list[Piece], offsets: OffsetMap, length: int) -> tuple[Section, ...]:
    """Sections tile the source: each ends where the next one starts."""
    starts = [0] + [offsets.to_source(pieces[part.first].start) for part in parts[1:]]
    return tuple(
        Section(part.heading, part.kind, part.reference, start, end)
        for part, start, end in zip(parts, starts, [*starts[1:], length], strict=True)
    )


def _sentences(text: str, pieces: list[Piece], parts: list[Part], offsets: OffsetMap) -> tuple[Sentence, ...]:
    sentences, section = [], 0
    for index, piece in enumerate(pieces):
        while section + 1 < len(parts) and parts[section + 1].first <= index:
            section += 1
        start, end = offsets.span_to_source(piece.start, piece.end)
        sentences.append(Sentence(start, end, text[piece.start : piece.end], section, piece.heading))
    return tuple(sentences)
