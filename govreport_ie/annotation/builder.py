"""Building an annotated document from the entries of a file: every entry that does not fit is listed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace

from govreport_ie.annotation.align import without_blanks
from govreport_ie.annotation.document import UNKNOWN_REFERENCE, AnnotatedDocument, is_id
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import AnnotationError, Misfit
from govreport_ie.types.document import Document, Sentence
from govreport_ie.types.mention import Mention, Relation, TaggedDocument


@dataclass(frozen=True)
class ReadResult:
    """What a file gave: a document of all that fits, all that does not, and the line of each mention id.

    ``document`` is None when the report itself is missing or another one.
    """

    document: AnnotatedDocument | None
    misfits: tuple[Misfit, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    file: str = ""

    def checked(self) -> AnnotatedDocument:
        """The document; AnnotationError with all misfits when one of them is an error."""
        if self.document is None or any(misfit.severity == "error" for misfit in self.misfits):
            raise AnnotationError(self.misfits)
        return self.document


class Builder:
    """Collects mentions, relations and reference periods of one document and the misfits among them.

    Entries are known by a key of the file's own (``"T1"``, ``(block, "I1")``). ``keep_ids`` keeps text keys
    as mention ids; otherwise an id is the label's letter and the source offset where the mention starts,
    which is unique, and stays as it is when other mentions come or go.
    """

    def __init__(
        self,
        id: str,
        document: Document,
        scheme: Scheme,
        file: str,
        *,
        note: str = "",
        keep_ids: bool = False,
    ) -> None:
        self.document, self.scheme, self.file = document, scheme, file
        self.misfits: list[Misfit] = []
        self.id = self._checked_id(id)
        self.note = " ".join(note.split())
        self.keep_ids = keep_ids
        self._mentions: dict[Hashable, Mention] = {}
        self._refused: set[Hashable] = set()
        self._spans: list[tuple[int, int]] = []
        self._relations: dict[tuple[str, str, str], Relation] = {}
        self._references: dict[int, str] = {}
        self._lines: dict[str, int] = {}

    def _checked_id(self, id: str) -> str:
        if is_id(id):
            return id
        self.misfit("bad-id", None, id, f"{id!r} is no document id", "use the report's file name without suffix")
        return "unnamed"

    def misfit(
        self, code: str, line: int | None, text: str, problem: str, advice: str, severity: str = "error"
    ) -> None:
        """List one thing that does not fit."""
        self.misfits.append(Misfit(code, self.file, line, text, problem, advice, severity))

    def mention(
        self,
        key: Hashable,
        label: str,
        start: int,
        end: int,
        *,
        text: str | None = None,
        stage: str | None = None,
        confidence: float | None = None,
        line: int | None = None,
    ) -> None:
        """Add a mention at source offsets ``start..end``; ``text``, when given, must be its clean text,
        white space aside.
        """
        trouble = self._mention_trouble(key, label, start, end, text)
        if trouble is not None:
            self.refuse(key)
            self.misfit(trouble[0], line, text or self.document.source[start:end], *trouble[1:])
            return
        stage = self._stage(label, stage, line)
        clean = self.document.clean(start, end)
        letter = self.scheme.by_name[label].letter
        id = key if self.keep_ids and isinstance(key, str) else f"{letter}{start}"
        self._mentions[key] = Mention(id, label, start, end, clean, confidence, stage)
        insort(self._spans, (start, end))
        if line is not None:
            self._lines[id] = line
        sentence = self.sentence_at(start)
        if sentence is not None and end > sentence.end:
            self.misfit(
                "mention-across-sentences",
                line,
                clean,
                "the mention goes on behind the end of its sentence",
                "end it with the sentence, or mend the paragraph in the report",
            )

    def refuse(self, key: Hashable) -> None:
        """Remember that the entry was refused, so that relations to it are not reported once more."""
        self._refused.add(key)

    def sentence_at(self, start: int) -> Sentence | None:
        """The sentence of the report at a source offset."""
        return self.document.sentence_at(start)

    def _mention_trouble(
        self, key: Hashable, label: str, start: int, end: int, text: str | None
    ) -> tuple[str, str, str] | None:
        """Code, problem and advice of what forbids the mention, or None."""
        if key in self._mentions or key in self._refused:
            return (
                "duplicate-id",
                f"mention id {_shown(key)} is given twice",
                "give each mention an id of its own",
            )
        if label not in self.scheme.by_name:
            choices = ", ".join(self.scheme.by_name)
            return "unknown-label", f"label {label} is not in the scheme", f"use one of {choices}"
        if not 0 <= start < end <= len(self.document.source):
            last = len(self.document.source)
            return "bad-span", f"span {start}..{end} is not inside 0..{last}", "correct the offsets"
        found = self.document.clean(start, end)
        if not without_blanks(found) or self.sentence_at(start) is None:
            return "bad-span", f"span {start}..{end} holds no text of a sentence", "correct the offsets"
        if text is not None and without_blanks(text) != without_blanks(found):
            return "text-differs", f"the report has “{found}” at {start}..{end}", "correct offsets or text"
        return self._overlap(start, end)

    def _overlap(self, start: int, end: int) -> tuple[str, str, str] | None:
        at = bisect_left(self._spans, (start, end))
        for other_start, other_end in self._spans[max(0, at - 1) : at + 1]:
            if start < other_end and other_start < end:
                other = self.document.clean(other_start, other_end)
                return "overlap", f"the mention overlaps “{other}”", "mentions are flat: keep one of the two"
        return None

    def _stage(self, label: str, stage: str | None, line: int | None) -> str | None:
        if stage is None:
            return None
        if not self.scheme.by_name[label].staged:
            staged = ", ".join(entry.name for entry in self.scheme.labels if entry.staged) or "no label"
            self.misfit("bad-stage", line, stage, f"{label} has no stage", f"stages belong to {staged}")
            return None
        if stage not in self.scheme.stages:
            choices = ", ".join(self.scheme.stages)
            self.misfit("bad-stage", line, stage, f"unknown stage {stage!r}", f"use one of {choices}")
            return None
        return stage

    def relation(
        self,
        type: str,
        head: Hashable,
        tail: Hashable,
        *,
        confidence: float | None = None,
        line: int | None = None,
    ) -> None:
        """Add a relation between the mentions with these keys."""
        if head in self._refused or tail in self._refused:
            return  # the mention itself is listed already
        text = f"{type} {_shown(head)} {_shown(tail)}"
        missing = [_shown(end) for end in (head, tail) if end not in self._mentions]
        if missing:
            problem = f"there is no mention {' or '.join(missing)}"
            self.misfit("loose-relation", line, text, problem, "correct the id or add the mention")
            return
        first, second = self._mentions[head], self._mentions[tail]
        if not self.scheme.allows(type, first.label, second.label):
            self.misfit("wrong-relation", line, text, *self._wrong_relation(type, first.label, second.label))
            return
        relation = Relation(type, first.id, second.id, confidence)
        if (type, first.id, second.id) in self._relations:
            advice = "it counts once: take the second one out"
            self.misfit("duplicate-relation", line, text, "the relation is given twice", advice, "warning")
            return
        if self.sentence_at(first.start) != self.sentence_at(second.start):
            problem = f"the relation joins “{first.text}” and “{second.text}” of two sentences"
            advice = "relations stay inside a sentence; take it out, or mend the paragraph in the report"
            self.misfit("relation-across-sentences", line, text, problem, advice)
        self._relations[type, first.id, second.id] = relation

    def _wrong_relation(self, type: str, head: str, tail: str) -> tuple[str, str]:
        entry = self.scheme.by_type.get(type)
        if entry is None:
            return (
                f"relation type {type} is not in the scheme",
                f"use one of {', '.join(self.scheme.by_type)}",
            )
        allowed = f"{type} joins {'/'.join(entry.heads)} to {'/'.join(entry.tails)}"
        return f"the relation joins {head} to {tail}", allowed

    def reference(self, start: int, period: str, *, line: int | None = None) -> None:
        """Set the reference period of the sentence at source offset ``start``."""
        sentence = self.sentence_at(start)
        if not self.scheme.is_reference(period):
            advice = f"write {self.scheme.reference_form or self.scheme.reference}"
            self.misfit("bad-reference", line, period, "this is no reference period of the scheme", advice)
        elif sentence is not None and self._references.setdefault(sentence.start, period) != period:
            problem = f"the sentence has reference period {self._references[sentence.start]} already"
            self.misfit("two-references", line, period, problem, "give a sentence one reference period", "warning")

    def finish(self) -> ReadResult:
        """The document of all that fits, and the misfits; a missing reference period becomes ``-``."""
        mentions = tuple(sorted(self._mentions.values(), key=lambda mention: mention.start))
        sentences = [self.sentence_at(mention.start) for mention in mentions]
        holders = sorted({sentence.start for sentence in sentences if sentence is not None})
        missing = [start for start in holders if start not in self._references]
        if missing and not any(misfit.code == "bad-reference" for misfit in self.misfits):
            problem = f"{len(missing)} sentences with mentions have no reference period: set to {UNKNOWN_REFERENCE}"
            advice = "state the reference periods in the inline or the stand-off form"
            self.misfit("no-reference", None, "", problem, advice, "warning")
        references = tuple((start, self._references.get(start, UNKNOWN_REFERENCE)) for start in holders)
        tagged = TaggedDocument(self.document, mentions, tuple(self._relations.values()))
        document = AnnotatedDocument(self.id, tagged, references, self.note)
        return ReadResult(in_order(document), tuple(self.misfits), self._lines, self.file)


def _shown(key: Hashable) -> str:
    return str(key[-1] if isinstance(key, tuple) else key)


def in_order(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """The same document with its relations in the order of the text, as all writers write them."""
    relations = tuple(relation for sentence in annotated for relation in sentence.relations)
    return replace(annotated, tagged=replace(annotated.tagged, relations=relations))
