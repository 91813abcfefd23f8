"""Where a model contradicts an annotation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument, Prediction
from govreport_ie.annotation.checks.label_errors import KINDS, LabelError, label_errors
from govreport_ie.annotation.checks.settings import LabelErrorLimits
from govreport_ie.types.mention import Relation, TaggedDocument
from tests.annotation.checks.reports import Arcs, Labels, report
from tests.annotation.documents import annotated_documents

LIMITS = LabelErrorLimits(confidence=0.9, listed=10)
SOURCE = "云岭县工业产值3亿元，增长5%。"
GOLD: Labels = [("INDICATOR", "工业产值"), ("AMOUNT", "3亿元"), ("GROWTH_RATE", "5%")]
ARCS: Arcs = [("VALUE", 0, 1), ("GROWTH", 0, 2)]


def prediction(
    mentions: Labels, arcs: Arcs = (), sure: float | None = 0.95, absence: dict[str, float] | None = None
) -> Prediction:
    tagged = report("model", SOURCE, mentions, arcs).tagged
    return Prediction(
        TaggedDocument(
            tagged.document,
            tuple(replace(mention, id=f"M{mention.id}", confidence=sure) for mention in tagged.mentions),
            tuple(Relation(arc.type, f"M{arc.head}", f"M{arc.tail}", sure) for arc in tagged.relations),
        ),
        absence or {},
    )


def candidates(said: Prediction, arcs: Arcs = ARCS) -> list[LabelError]:
    gold = report("a", SOURCE, GOLD, arcs)
    return label_errors({"dev": [gold]}, {gold.document.sha256: said}, LIMITS)


def short(found: list[LabelError]) -> list[tuple[str, str, str | None, str | None]]:
    return [(entry.kind, entry.text, entry.gold, entry.predicted) for entry in found]


def test_a_model_that_agrees_gives_no_candidate() -> None:
    assert candidates(prediction(GOLD, ARCS)) == []


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([*GOLD[:2], ("TARGET", "5%")], ("other-label", "5%", "GROWTH_RATE", "TARGET")),
        ([("INDICATOR", "云岭县工业产值"), *GOLD[1:]], ("other-border", "工业产值", "INDICATOR", "INDICATOR")),
        ([("PROJECT", "云岭县"), *GOLD], ("not-annotated", "云岭县", None, "PROJECT")),
    ],
)
def test_what_the_model_says_of_mentions(mentions: Labels, expected: tuple[str, str, str, str]) -> None:
    (entry,) = candidates(prediction(mentions), ())
    assert short([entry]) == [expected]
    assert entry.confidence == 0.95
    assert SOURCE[entry.start : entry.end] == entry.text


def test_another_border_shows_what_was_predicted() -> None:
    (entry,) = candidates(prediction([("INDICATOR", "云岭县工业产值"), *GOLD[1:]]), ())
    assert entry.predicted_text == "云岭县工业产值"


def test_a_mention_that_the_model_does_not_see() -> None:
    gold_id = report("a", SOURCE, GOLD).mentions[2].id
    assert candidates(prediction(GOLD[:2], absence={gold_id: 0.8}), ()) == []
    (entry,) = candidates(prediction(GOLD[:2], absence={gold_id: 0.97}), ())
    assert (entry.kind, entry.gold, entry.predicted, entry.confidence) == ("not-predicted", "GROWTH_RATE", None, 0.97)
    (entry,) = candidates(prediction(GOLD[:2]), ())
    assert entry.confidence is None


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        ([("VALUE", 0, 1)], ("not-predicted", "工业产值 → 5%", "GROWTH", None)),
        ([("GROWTH", 0, 1), ("GROWTH", 0, 2)], ("other-label", "工业产值 → 3亿元", "VALUE", "GROWTH")),
    ],
)
def test_what_the_model_says_of_relations(arcs: Arcs, expected: tuple[str, str, str, str]) -> None:
    assert short(candidates(prediction(GOLD, arcs))) == [expected]


def test_a_relation_that_is_not_annotated() -> None:
    assert short(candidates(prediction(GOLD, ARCS), ARCS[:1])) == [("not-annotated", "工业产值 → 5%", None, "GROWTH")]


def test_relations_of_mentions_in_dispute_are_no_candidates() -> None:
    found = candidates(prediction([*GOLD[:2], ("TARGET", "5%")], ARCS))
    assert [entry.kind for entry in found] == ["other-label"]


def test_the_unsure_are_left_out_and_the_surest_stand_in_front() -> None:
    assert candidates(prediction([("PROJECT", "云岭县"), *GOLD], sure=0.89), ()) == []
    said = prediction([("PROJECT", "云岭县"), *GOLD[:2]], absence={report("a", SOURCE, GOLD).mentions[2].id: 0.99})
    assert [entry.kind for entry in candidates(said, ())] == ["not-predicted", "not-annotated"]
    said = prediction([("PROJECT", "云岭县"), *GOLD[:2]])
    assert [entry.confidence for entry in candidates(said, ())] == [0.95, None]


def test_reports_without_prediction_are_passed_over() -> None:
    assert label_errors({"dev": [report("a")]}, {}, LIMITS) == []


@given(annotated_documents(), annotated_documents())
def test_every_candidate_is_of_a_known_kind_and_agreement_gives_none(
    gold: AnnotatedDocument, other: AnnotatedDocument
) -> None:
    key = gold.document.sha256
    assert label_errors({"dev": [gold]}, {key: Prediction(gold.tagged)}, LIMITS) == []
    empty = Prediction(TaggedDocument(gold.document, (), ()))
    found = label_errors({"dev": [gold]}, {key: empty}, LIMITS)
    assert [entry.kind for entry in found] == ["not-predicted"] * len(gold.mentions)
    assert {entry.kind for entry in label_errors({"dev": [gold]}, {key: Prediction(other.tagged)}, LIMITS)} <= set(
        KINDS
    )
