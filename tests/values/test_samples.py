"""The library on the labelled samples of `annotations/values`, and the scores themselves."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.benchmarks.sample_values import CANDIDATES, candidates, draw, line
from tests.benchmarks.value_samples import KINDS, SAMPLES, Find, Place, Reading, Scores, Tool, load_sample, score
from tests.benchmarks.value_tools import Library
from tests.conftest import SHARED_REPORTS

FOLDERS = [SAMPLES, SAMPLES / "second"]
SENTENCE = "云岭县税收下降3%，新建5G基站12座。"


class Fixed(Tool):
    """A tool whose answers are given."""

    def __init__(self, finds: list[Find], reading: Reading | None) -> None:
        self._finds, self._reading = finds, reading

    def find(self, sentence: str) -> list[Find]:
        return self._finds

    def read(self, place: Place) -> Reading | None:
        return self._reading


def exact(number: str, unit: str) -> Reading:
    return Reading(Decimal(number), Decimal(number), unit, "exact")


PLACES = [Place("made_up", SENTENCE, 7, 9, exact("-3", "%")), Place("made_up", SENTENCE, 12, 13, None)]


@pytest.mark.skipif(not SHARED_REPORTS.is_dir(), reason=f"no real reports at {SHARED_REPORTS}")
@pytest.mark.parametrize("folder", FOLDERS, ids=["first", "second"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_library_on_real_places(folder: Path, kind: str) -> None:
    """Slightly below what was measured (docs/values.md), so that a change for the worse shows."""
    places = load_sample(folder / f"{kind}.ndjson", SHARED_REPORTS)
    scores = score(places, Library())
    least = Scores(
        recall=0.985, overlap=0.985, precision=0.985, number=0.995, value=0.99, bound=0.99, sign=0.98, all=0.98
    )
    for name, share in vars(scores).items():
        assert share is None or share >= getattr(least, name), f"{kind}: {name} is {share:.4f}"


@pytest.mark.parametrize("folder", FOLDERS, ids=["first", "second"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_hold_no_sentences(folder: Path, kind: str) -> None:
    head, *lines = (folder / f"{kind}.ndjson").read_text(encoding="utf-8").splitlines()
    header = json.loads(head)
    entries = [json.loads(item) for item in lines]
    texts = [entry["text"] for entry in entries if entry["text"] is not None]
    assert (header["sample"], header["places"], header["values"]) == (kind, len(entries), len(texts))
    assert all(len(text) <= 16 and not set(text) & set("，。；") for text in texts)
    for entry in entries:
        assert entry["start"] < entry["end"]
        assert entry["text"] is None or {"low", "high", "unit", "bound"} <= set(entry)


def test_a_right_answer_scores_one() -> None:
    scores = score(PLACES, Fixed([Find(7, 9)], exact("-3", "%")))
    assert set(vars(scores).values()) == {1.0}


@pytest.mark.parametrize(
    ("reading", "wrong"),
    [
        (exact("3", "%"), {"sign", "all"}),
        (exact("-3", "家"), {"value", "all"}),
        (exact("-4", "%"), {"number", "value", "all"}),
        (Reading(Decimal(-3), Decimal(-3), "%", "about"), {"bound", "all"}),
        (Reading(None, Decimal(-3), "%", "at_least"), {"bound", "all"}),
        (None, {"number", "value", "bound", "sign", "all"}),
    ],
)
def test_a_wrong_answer_costs_its_own_columns(reading: Reading | None, wrong: set[str]) -> None:
    scores = vars(score(PLACES, Fixed([Find(7, 9)], reading)))
    assert {name for name, share in scores.items() if share == 0} == wrong
    assert {name for name, share in scores.items() if share == 1} == set(scores) - wrong


@pytest.mark.parametrize(
    ("finds", "recall", "overlap", "precision"),
    [
        ([], 0.0, 0.0, None),
        ([Find(5, 9)], 0.0, 1.0, 1.0),
        ([Find(7, 9), Find(12, 14)], 1.0, 1.0, 0.5),
        ([Find(12, 14)], 0.0, 0.0, 0.0),
        ([Find(7, 9), Find(16, 19)], 1.0, 1.0, 1.0),
    ],
)
def test_finding(finds: list[Find], recall: float, overlap: float, precision: float | None) -> None:
    scores = score(PLACES, Fixed(finds, None))
    assert (scores.recall, scores.overlap, scores.precision) == (recall, overlap, precision)


def test_rounded_labels_are_compared_rounded() -> None:
    third = Place("made_up", "占全市三分之一。", 3, 7, exact("33.33", "%"), rounded=True)
    assert score([third], Fixed([], exact("33.3333333333", "%"))).value == 1.0


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_is_the_same_for_one_seed(kind: str) -> None:
    texts = {"first": "投资3亿元，增长6%，新建5座。" * 30, "second": "安排２０万元，下降两成，改造12处。" * 30}
    places = draw(texts, {kind: 20}, seed=7)[kind]
    assert places == draw(texts, {kind: 20}, seed=7)[kind] != draw(texts, {kind: 20}, seed=8)[kind]
    assert len(set(places)) == 20
    for name, start, end in places:
        assert CANDIDATES[kind].match(texts[name], start)
        assert line(0, (name, start, end), texts[name]).count("\t") == 3


def test_chinese_numerals_are_thinned_among_quantities() -> None:
    text = "五座桥。" * 400
    assert 50 < len(candidates("quantities", text, random.Random(1))) < 150
