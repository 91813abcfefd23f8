"""Reading the inline form of annotations: one block a sentence, written by hand.

    // id: yunling_2024
    @ 2023
    全县{I1|地区生产总值}完成{A1|470.8亿元}，增长{G1|10%}。
    > VALUE I1 A1; GROWTH I1 G1

``@`` gives the reference period, then comes the sentence with its mentions ``{letter number|text}`` or, for
a label with stages, ``{letter number|text|stage}``, then relations behind ``>``. Lines that begin with
``//`` are comments; ``// id:`` and ``// note:`` are read. In the sentence a backslash takes the meaning
from ``{ } | \\`` and from ``@ > /`` at the beginning of a line. The form is described in
docs/annotation.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from govreport_ie.annotation.align import PlacementError, Placer, without_blanks
from govreport_ie.annotation.builder import Builder, ReadResult
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.files import StrPath, read_lines
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.types.document import Document

TOKEN = re.compile(
    r"""\{(?P<letter>[A-Z]+)(?P<number>\d+)\|(?P<mention>(?:\\.|[^{}|\\])+)(?:\|(?P<stage>[^{}|]*))?\}
    |\\(?P<escaped>[\\{}|@>/])|(?P<stray>[{}|])|(?P<plain>[^\\{}|]+|\\)""",
    re.VERBOSE | re.DOTALL,
)
ESCAPED = re.compile(r"\\([\\{}|@>/])")
HEADER = re.compile(r"//\s*(id|note):\s*(.*)")


@dataclass
class Block:
    """A block as it stands in the file: reference period, text and relation items with their lines."""

    line: int
    reference: str
    text: str = ""
    relations: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Span:
    """A mention of a block: ``start`` and ``end`` count the visible characters of the sentence."""

    key: str
    letter: str
    start: int
    end: int
    stage: str | None


def read_inline(path: StrPath, document: Document, *, scheme: Scheme | None = None) -> AnnotatedDocument:
    """The annotations in the inline file at ``path`` of the report ``document``.

    The id is what ``// id:`` says, else the file's name without suffix. AnnotationError lists every misfit.
    """
    return check_inline(path, document, scheme=scheme).checked()


def check_inline(path: StrPath, document: Document, *, scheme: Scheme | None = None) -> ReadResult:
    """Like `read_inline`, but gives what fits together with the list of what does not."""
    lines = read_lines(path)
    header = header_of(lines)
    builder = Builder(
        header.get("id") or Path(path).stem,
        document,
        scheme or default_scheme(),
        str(path),
        note=header.get("note", ""),
    )
    placer = Placer(document)
    for block in _blocks(lines, builder):
        _read_block(block, builder, placer)
    return builder.finish()


def header_of(lines: Sequence[str]) -> dict[str, str]:
    """What the comment lines in front of the first block say of ``id`` and ``note``."""
    header: dict[str, str] = {}
    for line in lines:
        if line.startswith("@"):
            break
        match = HEADER.fullmatch(line.strip())
        if match:
            header[match[1]] = match[2]
    return header


def _blocks(lines: Sequence[str], builder: Builder) -> list[Block]:
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("//"):
            continue
        if line.startswith("@"):
            blocks.append(Block(number, line[1:].strip()))
        elif not blocks:
            builder.misfit("no-block", number, line, "text before the first @", "begin each block with @ and a period")
        elif line.startswith(">"):
            items = re.split("[;；]", line[1:])
            blocks[-1].relations += [(number, item.strip()) for item in items if item.strip()]
        elif blocks[-1].relations:
            advice = "begin the next block with @ and its reference period"
            builder.misfit("no-block", number, line, "text behind the relations of a block", advice)
        else:
            blocks[-1].text += line
    return blocks


def _read_block(block: Block, builder: Builder, placer: Placer) -> None:
    plain, spans = _parse(block, builder)
    try:
        positions = placer.place(plain) if plain is not None else None
    except PlacementError as trouble:
        builder.misfit(trouble.code, block.line, plain or "", trouble.problem, trouble.advice)
        positions = None
    for span in spans:
        key = (block.line, span.key)
        label = builder.scheme.by_letter.get(span.letter)
        if label is None:
            choices = ", ".join(f"{item.letter} {item.name}" for item in builder.scheme.labels)
            problem = f"no label has the letter {span.letter}"
            builder.misfit("unknown-label", block.line, span.key, problem, f"use one of {choices}")
        if label is None or positions is None:
            builder.refuse(key)
            continue
        start, end = positions[span.start], positions[span.end - 1] + 1
        builder.mention(key, label.name, start, end, stage=span.stage, line=block.line)
    if positions is not None:
        _check_limits(block, plain or "", positions, builder)
    for line, item in block.relations:
        _read_relation(block, line, item, builder)


def _parse(block: Block, builder: Builder) -> tuple[str | None, list[Span]]:
    """The sentence without braces (None where they are broken) and its mentions."""
    plain, spans, broken = "", [], False
    for token in TOKEN.finditer(block.text):
        if token["stray"]:
            if not broken:
                near = block.text[max(0, token.start() - 10) : token.end() + 10]
                advice = "write {I1|text}, {P1|text|stage}, or \\{ \\| \\} for the sign itself"
                builder.misfit("stray-brace", block.line, near, "a brace or bar belongs to no mention", advice)
            broken = True
        elif token["mention"]:
            start, text = len(plain), without_blanks(ESCAPED.sub(r"\1", token["mention"]))
            plain += text
            key = token["letter"] + token["number"]
            if text:
                spans.append(Span(key, token["letter"], start, len(plain), token["stage"]))
            else:
                builder.misfit("empty-mention", block.line, token[0], "the mention has no text", "take it out")
        else:
            plain += without_blanks(token["escaped"] or token["plain"])
    return None if broken else plain, spans


def _check_limits(block: Block, plain: str, positions: list[int], builder: Builder) -> None:
    """The block's sentence takes the reference period; a block that is not one sentence is listed."""
    sentence = builder.sentence_at(positions[0])
    for start in _sentence_starts(positions, builder):
        builder.reference(start, block.reference, line=block.line)
    if sentence is None or positions[-1] >= sentence.end:
        advice = "write one block for each sentence; sentences end at 。！？ or with their paragraph"
        builder.misfit("not-one-sentence", block.line, plain, "the block is more than one sentence", advice, "warning")
    elif len(positions) < len(without_blanks(sentence.text)):
        advice = "write the whole sentence, so that it is found without doubt"
        builder.misfit("not-one-sentence", block.line, plain, "the block is part of a sentence", advice, "warning")


def _sentence_starts(positions: list[int], builder: Builder) -> list[int]:
    sentences = (builder.sentence_at(position) for position in positions)
    return sorted({sentence.start for sentence in sentences if sentence is not None})


def _read_relation(block: Block, line: int, item: str, builder: Builder) -> None:
    parts = item.split()
    if len(parts) != 3:
        builder.misfit("bad-relation", line, item, "this is no relation", "write TYPE HEAD TAIL, as in VALUE I1 A1")
        return
    builder.relation(parts[0], (block.line, parts[1]), (block.line, parts[2]), line=line)
