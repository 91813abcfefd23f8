"""Sentences that stand more than once, word for word, and are annotated differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.types.document import Sentence

# Clean offsets in the sentence, label and stage of each mention.
Version: TypeAlias = tuple[tuple[int, int, str, "str | None"], ...]


@dataclass(frozen=True)
class _Occurrence:
    split: str
    document: str
    sentence: Sentence
    section: str
    version: Version

    @property
    def place(self) -> str:
        return f"{self.split}/{self.document}:{self.sentence.start}"


def inconsistent_sentences(documents: Mapping[str, Sequence[AnnotatedDocument]]) -> Iterator[Finding]:
    """One finding for each sentence that is annotated otherwise than the same words mostly are.

    ``label-differs`` where one span carries two labels, ``sentence-differs`` where mentions, borders or stages differ.
    A warning in sections of one kind; advice where the kinds differ, for there the context may decide (what is a
    result in a review is a goal in a plan).
    """
    groups: dict[str, list[_Occurrence]] = defaultdict(list)
    for split, reports in documents.items():
        for annotated in reports:
            for occurrence in _occurrences(split, annotated):
                groups[occurrence.sentence.text].append(occurrence)
    for text, occurrences in groups.items():
        versions = Counter(occurrence.version for occurrence in occurrences)
        if len(versions) > 1:
            usual = versions.most_common(1)[0][0]
            model = next(occurrence for occurrence in occurrences if occurrence.version == usual)
            for occurrence in occurrences:
                if occurrence.version != usual:
                    yield _difference(text, occurrence, model)


def _occurrences(split: str, annotated: AnnotatedDocument) -> Iterator[_Occurrence]:
    document = annotated.document
    mentions: dict[int, list[tuple[int, int, str, str | None]]] = defaultdict(list)
    for mention in annotated.mentions:
        sentence = annotated.sentence_of(mention)
        base = document.offsets.span_to_clean(sentence.start, sentence.end)[0]
        start, end = document.offsets.span_to_clean(mention.start, mention.end)
        mentions[sentence.start].append((start - base, end - base, mention.label, mention.stage))
    for sentence in document.sentences:
        version = tuple(mentions.get(sentence.start, ()))
        yield _Occurrence(split, annotated.id, sentence, document.section_of(sentence).kind, version)


def _difference(text: str, here: _Occurrence, model: _Occurrence) -> Finding:
    labels = {entry[:2]: entry[2] for entry in model.version}
    relabelled = [entry for entry in here.version if labels.get(entry[:2], entry[2]) != entry[2]]
    if relabelled:
        start, end, label, _ = relabelled[0]
        code, problem = "label-differs", f"“{text[start:end]}” is {label} here, {labels[start, end]} in {model.place}"
    else:
        here_only, there_only = (
            "、".join(
                f"{text[start:end]} {label}{f'/{stage}' if stage else ''}" for start, end, label, stage in entries
            )
            for entries in (
                [entry for entry in here.version if entry not in model.version],
                [entry for entry in model.version if entry not in here.version],
            )
        )
        code = "sentence-differs"
        problem = f"the same words have {there_only or 'nothing'} in {model.place}, here {here_only or 'nothing'}"
    same_kind = here.section == model.section
    context = "" if same_kind else f" (sections differ, {here.section} and {model.section}: the context may decide)"
    advice = f"annotate both alike{context}"
    severity = "warning" if same_kind else "advice"
    sentence = here.sentence
    return Finding(code, severity, problem, advice, here.split, here.document, sentence.start, sentence.end, text)
