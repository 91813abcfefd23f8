"""Counts of a split, and what there is too little of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument, CheckSettings, default_scheme
from govreport_ie.annotation.checks.counts import SplitCounts, count, few_examples
from tests.annotation.checks.reports import report
from tests.annotation.documents import annotated_documents

SCHEME, SETTINGS = default_scheme(), CheckSettings.load()


def counts(label: str, number: int) -> SplitCounts:
    """Counts with enough of everything, but ``number`` mentions of a label."""
    plenty = {
        part: dict.fromkeys(names, 1000)
        for part, names in (("mentions", SCHEME.by_name), ("relations", SCHEME.by_type), ("stages", SCHEME.stages))
    }
    entry = SplitCounts(1, 1, **plenty)
    return replace(entry, mentions={**entry.mentions, label: number})


def found(splits: Mapping[str, SplitCounts]) -> list[tuple[str, str, str | None]]:
    return [(finding.code, finding.severity, finding.split) for finding in few_examples(splits, SETTINGS)]


@given(annotated_documents())
def test_everything_is_counted_once(annotated: AnnotatedDocument) -> None:
    entry = count([annotated, replace(annotated, id="again")], SCHEME)
    assert entry.reports == 2
    assert sum(entry.mentions.values()) == 2 * len(annotated.mentions)
    assert sum(entry.relations.values()) == 2 * len(annotated.relations)
    assert sum(entry.stages.values()) == 2 * sum(mention.stage is not None for mention in annotated.mentions)
    assert list(entry.mentions) == list(SCHEME.by_name)


def test_sentences_with_mentions_are_counted() -> None:
    assert count([report("a", "工业产值3亿元。今天晴。"), report("b")], SCHEME).sentences == 2


def test_few_training_examples_are_an_error_or_a_warning() -> None:
    levels = SETTINGS.examples.mentions
    assert found({"train": counts("RANK", levels.warning)}) == []
    assert found({"train": counts("RANK", levels.warning - 1)}) == [("few-examples", "warning", "train")]
    assert found({"train": counts("RANK", levels.error - 1)}) == [("few-examples", "error", "train")]


def test_training_splits_count_together() -> None:
    half = -(-SETTINGS.examples.mentions.warning // 2)
    assert found({"train": counts("RANK", half), "extra": counts("RANK", half)}) == []


def test_relations_and_stages_are_counted_too() -> None:
    entry = counts("RANK", 1000)
    entry = replace(entry, relations={**entry.relations, "BASE": 3}, stages={**entry.stages, "signed": 0})
    problems = {finding.problem.split(":")[0]: finding.severity for finding in few_examples({"train": entry}, SETTINGS)}
    assert problems == {
        "3 training examples of relation type BASE": "error",
        "0 training examples of stage signed": "warning",
    }


def test_a_label_that_training_never_saw_is_an_error() -> None:
    splits = {"train": counts("RANK", 0), "dev": counts("RANK", 1), "test": counts("RANK", 0)}
    assert set(found(splits)) == {
        ("few-examples", "error", "train"),
        ("unseen-label", "error", "dev"),
        ("few-scored", "advice", "test"),
    }


def test_a_score_on_few_mentions_says_little() -> None:
    splits = {"train": counts("RANK", 1000), "dev": counts("RANK", SETTINGS.examples.scored - 1)}
    assert found(splits) == [("few-scored", "advice", "dev")]


def test_without_training_data_nothing_is_asked_of_it() -> None:
    assert found({"dev": counts("RANK", 1000)}) == [("no-training", "advice", None)]
    assert found({"corpus": counts("RANK", 0), "second": counts("RANK", 0)}) == []
