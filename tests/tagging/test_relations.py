from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from govreport_ie.tagging.bundle import Bundle, load_bundle
from govreport_ie.tagging.pairs import SentenceMention, allowed_pairs
from govreport_ie.tagging.relations import Chosen, choose_relations

FAR = 9.0


@pytest.fixture(scope="module")
def bundle(tiny_bundle: Path) -> Bundle:
    return load_bundle(tiny_bundle)


def mentions(bundle: Bundle, *labels: str) -> list[SentenceMention]:
    return [SentenceMention(3 * i, 3 * i + 2, bundle.labels.index(label)) for i, label in enumerate(labels)]


def choose(
    bundle: Bundle, known: list[SentenceMention], wanted: dict[tuple[int, int], tuple[str, float]]
) -> list[Chosen]:
    """Relations when each pair of ``wanted`` has its type ahead of none by a margin, and all others are none."""
    pairs = allowed_pairs(known, bundle.labels, bundle.relations)
    scores = np.full((len(pairs), len(bundle.relations) + 1), -FAR, np.float32)
    scores[:, 0] = 0
    for pair, (name, margin) in wanted.items():
        scores[pairs.index(pair), list(bundle.relations).index(name) + 1] = margin
    return choose_relations(bundle, known, pairs, scores)


def keys(chosen: list[Chosen]) -> set[tuple[str, int, int]]:
    return {relation[:3] for relation in chosen}


def test_a_tail_keeps_its_surest_head_where_the_data_have_one(bundle: Bundle) -> None:
    known = mentions(bundle, "INDICATOR", "INDICATOR", "AMOUNT")
    wanted = {(0, 2): ("VALUE", 1.0), (1, 2): ("VALUE", 2.0)}
    one = replace(bundle, single_head=frozenset(["VALUE"]), single_tail=frozenset())
    assert keys(choose(one, known, wanted)) == {("VALUE", 1, 2)}
    many = replace(one, single_head=frozenset())
    assert keys(choose(many, known, wanted)) == {("VALUE", 0, 2), ("VALUE", 1, 2)}


def test_both_ends_single_are_solved_together(bundle: Bundle) -> None:
    # The tail that loses its likeliest head to a surer pair keeps the next one.
    known = mentions(bundle, "INDICATOR", "INDICATOR", "AMOUNT", "AMOUNT")
    wanted = {(0, 2): ("VALUE", 3.0), (0, 3): ("VALUE", 2.0), (1, 3): ("VALUE", 1.0)}
    both = replace(bundle, single_head=frozenset(["VALUE"]), single_tail=frozenset(["VALUE"]))
    assert keys(choose(both, known, wanted)) == {("VALUE", 0, 2), ("VALUE", 1, 3)}


def test_a_head_may_have_one_tail_of_each_type(bundle: Bundle) -> None:
    known = mentions(bundle, "INDICATOR", "AMOUNT", "RANK")
    single = replace(bundle, single_tail=frozenset(["VALUE", "RANKED"]))
    wanted = {(0, 1): ("VALUE", 1.0), (0, 2): ("RANKED", 1.0)}
    assert keys(choose(single, known, wanted)) == {("VALUE", 0, 1), ("RANKED", 0, 2)}


def test_a_type_that_may_not_join_the_labels_is_not_chosen(bundle: Bundle) -> None:
    known = mentions(bundle, "INDICATOR", "RANK")
    assert choose(bundle, known, {(0, 1): ("VALUE", 5.0)}) == []


def test_a_scheme_without_relations_gives_none(bundle: Bundle) -> None:
    known = mentions(bundle, "INDICATOR", "AMOUNT")
    assert choose(replace(bundle, relations={}), known, {}) == []


@pytest.mark.parametrize("temperature", [0.5, 1.0, 30.0])
def test_temperature_changes_confidence_only(bundle: Bundle, temperature: float) -> None:
    known = mentions(bundle, "INDICATOR", "INDICATOR", "AMOUNT")
    wanted = {(0, 2): ("VALUE", 40.0), (1, 2): ("VALUE", 41.0)}  # probabilities that round to one
    tempered = replace(
        bundle, temperature={**bundle.temperature, "relations": temperature}, single_head=frozenset(["VALUE"])
    )
    chosen = choose(tempered, known, wanted)
    assert keys(chosen) == {("VALUE", 1, 2)}
    assert (chosen[0][3] == 1.0) == (temperature < 2)
