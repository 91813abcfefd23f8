"""Writing the inline form of annotations (see `inline_reader` for the form)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govreport_ie.annotation.align import Placer, is_blank
from govreport_ie.annotation.document import UNKNOWN_REFERENCE, AnnotatedDocument, AnnotatedSentence
from govreport_ie.annotation.files import StrPath, write_text
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.types.mention import Mention

SIGNS = re.compile(r"[\\{}|]")


@dataclass(frozen=True)
class Piece:
    """A mention of a block: clean offsets from the start of the sentence, its key and stage."""

    start: int
    end: int
    key: str
    stage: str | None


def write_inline(annotated: AnnotatedDocument, path: StrPath, *, scheme: Scheme | None = None) -> list[str]:
    """Write the inline form to ``path`` and give the list of what it cannot hold.

    It cannot hold: ids (they are numbered anew in each sentence), white space at the ends of a mention,
    mentions and relations that leave their sentence.
    """
    writer = _Writer(annotated, scheme or default_scheme())
    write_text(path, "\n".join(writer.lines()) + "\n")
    return writer.losses


class _Writer:
    def __init__(self, annotated: AnnotatedDocument, scheme: Scheme) -> None:
        self.annotated, self.scheme = annotated, scheme
        self.losses: list[str] = []

    def lines(self) -> Iterator[str]:
        yield f"// id: {self.annotated.id}"
        if self.annotated.note:
            yield f"// note: {self.annotated.note}"
        placer = Placer(self.annotated.document)
        annotations = {item.sentence.start: item for item in self.annotated}
        skipped: list[str] = []  # sentences without mentions since the last block
        for sentence in self.annotated.document:
            item = annotations.get(sentence.start)
            if item is None:
                skipped.append(sentence.text)
                continue
            # A block goes to the first sentence that reads like it: look-alikes before it get blocks too.
            for text in skipped:
                if placer.visible(text) == placer.visible(sentence.text):
                    yield from ("", f"@ {UNKNOWN_REFERENCE}", _line(text, []))
            yield from ("", *self._block(item))
            skipped = []

    def _block(self, item: AnnotatedSentence) -> list[str]:
        pieces: dict[str, Piece] = {}
        counts: dict[str, int] = {}
        for mention in item.mentions:
            letter = self.scheme.by_name[mention.label].letter
            counts[letter] = counts.get(letter, 0) + 1
            piece = self._piece(mention, item, f"{letter}{counts[letter]}")
            if piece is not None:
                pieces[mention.id] = piece
        relations = []
        for relation in item.relations:
            if relation.head in pieces and relation.tail in pieces:
                relations.append(f"{relation.type} {pieces[relation.head].key} {pieces[relation.tail].key}")
            else:
                self.losses.append(f"relation {relation.type} {relation.head} {relation.tail}: leaves its sentence")
        lines = [f"@ {item.reference}", _line(item.sentence.text, list(pieces.values()))]
        return [*lines, f"> {'; '.join(relations)}"] if relations else lines

    def _piece(self, mention: Mention, item: AnnotatedSentence, key: str) -> Piece | None:
        offsets = self.annotated.document.offsets
        origin = offsets.span_to_clean(0, item.sentence.start)[1]
        start, end = offsets.span_to_clean(mention.start, mention.end)
        name = f"mention {mention.id} “{mention.text}”"
        if mention.end > item.sentence.end or all(is_blank(character) for character in mention.text):
            self.losses.append(f"{name}: leaves its sentence or cannot be seen, left out")
            return None
        visible = [at for at in range(start, end) if not is_blank(self.annotated.document.text[at])]
        if offsets.span_to_source(visible[0], visible[-1] + 1) != (mention.start, mention.end):
            self.losses.append(f"{name}: white space or layout at its ends")
        if key != mention.id and mention.id != f"{key.rstrip('0123456789')}{mention.start}":
            self.losses.append(f"{name}: its id")
        return Piece(start - origin, end - origin, key, mention.stage)


def _line(sentence: str, pieces: list[Piece]) -> str:
    """The sentence on one line, mentions in braces, signs of the form escaped."""
    line, position = "", 0
    for piece in pieces:
        stage = f"|{piece.stage}" if piece.stage else ""
        mention = _escape(sentence[piece.start : piece.end])
        line += f"{_escape(sentence[position : piece.start])}{{{piece.key}|{mention}{stage}}}"
        position = piece.end
    line += _escape(sentence[position:])
    return "\\" + line if line.startswith(("@", ">", "//")) else line


def _escape(text: str) -> str:
    return SIGNS.sub(lambda sign: "\\" + sign[0], text).replace("\r", " ").replace("\n", " ")
