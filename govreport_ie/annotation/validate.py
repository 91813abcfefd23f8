"""What in an annotation breaks the rules of the scheme or should be looked at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from govreport_ie.annotation.align import is_blank
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme, default_scheme
from govreport_ie.errors import Misfit
from govreport_ie.types.mention import Mention, Relation

# Signs that belong to a value or a name at its edge: 6%, -3.2%, 1#机组, “送戏下乡”, 《规划》, (二期).
OPENING, CLOSING = set("“‘《〈「『（([【-－—–#＃\"'"), set("”’》〉」』）)]】%％‰′″\"'")


def validate(
    annotated: AnnotatedDocument,
    *,
    scheme: Scheme | None = None,
    file: str | None = None,
    lines: Mapping[str, int] | None = None,
) -> list[Misfit]:
    """Every misfit of the document by the rules of the scheme (docs/annotation.md), in the order of the text.

    ``file`` and ``lines`` (mention id to line) give the misfits their place; without them the place is the
    document's id. Errors break a rule; warnings are unusual.
    """
    check = _Check(annotated, scheme or default_scheme(), file or annotated.id, lines or {})
    return [*check.mentions(), *check.relations(), *check.references()]


class _Check:
    def __init__(self, annotated: AnnotatedDocument, scheme: Scheme, file: str, lines: Mapping[str, int]) -> None:
        self.annotated, self.scheme, self.file, self.lines = annotated, scheme, file, lines
        self.types: dict[str, set[str]] = {mention.id: set() for mention in annotated.mentions}
        for relation in annotated.relations:
            self.types[relation.head].add(relation.type)
            self.types[relation.tail].add(relation.type)

    def _misfit(self, mention: Mention, code: str, problem: str, advice: str, severity: str = "error") -> Misfit:
        text = f"{mention.label} {mention.text}"
        span = mention.start, mention.end
        return Misfit(code, self.file, self.lines.get(mention.id), text, problem, advice, severity, span)

    def mentions(self) -> Iterator[Misfit]:
        for mention in self.annotated.mentions:
            label = self.scheme.by_name.get(mention.label)
            if label is None:
                advice = f"use one of {', '.join(self.scheme.by_name)}"
                yield self._misfit(mention, "unknown-label", "the label is not in the scheme", advice)
                continue
            yield from self._edges(mention)
            yield from self._stage(mention, label.staged)
            if label.needs and not self.types[mention.id] & set(label.needs):
                advice = f"link it by {'/'.join(label.needs)}, or take it out"
                yield self._misfit(mention, "unlinked", "nothing is linked to the mention", advice)
            elif label.expects and not self.types[mention.id] & set(label.expects):
                advice = f"link it by {'/'.join(label.expects)} if the sentence says to what"
                yield self._misfit(mention, "unlinked", "nothing is linked to the mention", advice, "warning")
            sentence = self.annotated.sentence_of(mention)
            if mention.end > sentence.end:
                advice = "end it with its sentence"
                yield self._misfit(mention, "mention-across-sentences", "it leaves its sentence", advice)
        for first, second in pairwise(self.annotated.mentions):
            if second.start < first.end:
                yield self._misfit(second, "overlap", f"it overlaps “{first.text}”", "keep one of the two")

    def _edges(self, mention: Mention) -> Iterator[Misfit]:
        text, source = mention.text, self.annotated.document.source
        if any(is_blank(sign) for sign in (text[0], text[-1], source[mention.start], source[mention.end - 1])):
            yield self._misfit(mention, "blank-edge", "it begins or ends with white space", "take the space out")
        for sign, allowed in ((text[0], OPENING), (text[-1], CLOSING)):
            if unicodedata.category(sign).startswith("P") and sign not in allowed:
                problem = f"it begins or ends with punctuation “{sign}”"
                yield self._misfit(mention, "punctuation-edge", problem, "take the sign out of the span")

    def _stage(self, mention: Mention, staged: bool) -> Iterator[Misfit]:
        if mention.stage is None:
            return
        if not staged:
            yield self._misfit(mention, "bad-stage", f"{mention.label} has no stage", "take the stage out")
        elif mention.stage not in self.scheme.stages:
            advice = f"use one of {', '.join(self.scheme.stages)}"
            yield self._misfit(mention, "bad-stage", f"unknown stage {mention.stage!r}", advice)

    def relations(self) -> Iterator[Misfit]:
        for relation in self.annotated.relations:
            head, tail = self.annotated.by_id[relation.head], self.annotated.by_id[relation.tail]
            line, text = self.lines.get(head.id), f"{relation.type} “{head.text}” “{tail.text}”"
            span = min(head.start, tail.start), max(head.end, tail.end)
            if not self.scheme.allows(relation.type, head.label, tail.label):
                problem, advice = self._wrong(relation, head, tail)
                yield Misfit("wrong-relation", self.file, line, text, problem, advice, span=span)
            if self.annotated.sentence_of(head) != self.annotated.sentence_of(tail):
                problem = "the relation joins two sentences"
                advice = "relations stay inside a sentence: take it out"
                yield Misfit("relation-across-sentences", self.file, line, text, problem, advice, span=span)

    def _wrong(self, relation: Relation, head: Mention, tail: Mention) -> tuple[str, str]:
        entry = self.scheme.by_type.get(relation.type)
        if entry is None:
            return "the relation type is not in the scheme", f"use one of {', '.join(self.scheme.by_type)}"
        problem = f"the relation joins {head.label} to {tail.label}"
        return problem, f"{relation.type} joins {'/'.join(entry.heads)} to {'/'.join(entry.tails)}"

    def references(self) -> Iterator[Misfit]:
        for item in self.annotated:
            if not self.scheme.is_reference(item.reference):
                line, sentence = self.lines.get(item.mentions[0].id), item.sentence
                problem = f"{item.reference!r} is no reference period of the scheme"
                advice = f"write {self.scheme.reference_form or self.scheme.reference}"
                span = sentence.start, sentence.end
                yield Misfit("bad-reference", self.file, line, sentence.text, problem, advice, span=span)
