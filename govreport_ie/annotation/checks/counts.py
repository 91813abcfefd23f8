"""How many there are of everything in each split, and of what there are too few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.checks.settings import CheckSettings, Levels
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.scheme import Scheme


@dataclass(frozen=True)
class SplitCounts:
    """Reports, sentences that hold a mention, mentions by label, relations by type, mentions by stage.

    Every label, type and stage of the scheme has its entry, 0 where there is none.
    """

    reports: int
    sentences: int
    mentions: Mapping[str, int]
    relations: Mapping[str, int]
    stages: Mapping[str, int]

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table."""
        return asdict(self)


def count(documents: Sequence[AnnotatedDocument], scheme: Scheme) -> SplitCounts:
    """The counts of a split."""
    mentions = Counter(dict.fromkeys(scheme.by_name, 0))
    relations = Counter(dict.fromkeys(scheme.by_type, 0))
    stages = Counter(dict.fromkeys(scheme.stages, 0))
    for annotated in documents:
        mentions.update(mention.label for mention in annotated.mentions)
        relations.update(relation.type for relation in annotated.relations)
        stages.update(mention.stage for mention in annotated.mentions if mention.stage is not None)
    sentences = sum(len(annotated.references) for annotated in documents)
    return SplitCounts(len(documents), sentences, dict(mentions), dict(relations), dict(stages))


def few_examples(counts: Mapping[str, SplitCounts], settings: CheckSettings) -> Iterator[Finding]:
    """Labels, relation types and stages with too few training examples; labels that the scores say little about."""
    training = {split: entry for split, entry in counts.items() if settings.splits.is_training(split)}
    scored = {split: entry for split, entry in counts.items() if settings.splits.is_scored(split)}
    if training:
        yield from _too_few("label", "mentions", training, settings.examples.mentions)
        yield from _too_few("relation type", "relations", training, settings.examples.relations)
        yield from _too_few("stage", "stages", training, settings.examples.stages)
    elif scored:
        problem = "there is no training split: numbers of examples and leakage from training data are not checked"
        yield Finding("no-training", "advice", problem, f"it is named {' or '.join(settings.splits.training)}")
    for split, entry in scored.items():
        for label, number in entry.mentions.items():
            if number and training and not _sum(training, "mentions")[label]:
                problem = f"label {label} is not in the training data, but {number} times in {split}"
                advice = "annotate training reports that hold it, or take it out of the scheme"
                yield Finding("unseen-label", "error", problem, advice, split)
            elif number < settings.examples.scored:
                problem = f"{number} mentions of {label}: a score on them says little"
                yield Finding("few-scored", "advice", problem, "add reports that hold more, or leave it out", split)


def _sum(counts: Mapping[str, SplitCounts], part: str) -> Counter[str]:
    total: Counter[str] = Counter()
    for entry in counts.values():
        total.update(getattr(entry, part))
    return total


def _too_few(kind: str, part: str, training: Mapping[str, SplitCounts], levels: Levels) -> Iterator[Finding]:
    for name, number in _sum(training, part).items():
        if number >= max(levels.error, levels.warning):
            continue
        limit, severity = (levels.error, "error") if number < levels.error else (levels.warning, "warning")
        problem = f"{number} training examples of {kind} {name}: fewer than {limit}"
        advice = "annotate more reports that hold it, or take it out of the scheme if nobody needs it"
        yield Finding("few-examples", severity, problem, advice, "+".join(training))
