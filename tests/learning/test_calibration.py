import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("torch", reason="calibration needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import TrainingError
from govreport_ie.learning.calibration import (
    COLDEST,
    Guess,
    calibrate,
    calibration_errors,
    expected_calibration_error,
    mention_guesses,
    relation_guesses,
)
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import load_bundle
from govreport_ie.types.mention import TaggedDocument

GUESSES = st.lists(st.builds(Guess, st.floats(0, 1), st.booleans()), max_size=60)


def test_guesses_right_as_often_as_they_say_have_no_error() -> None:
    guesses = [Guess(0.75, index % 4 != 0) for index in range(40)]
    assert expected_calibration_error(guesses) == pytest.approx(0.0)


def test_certainty_that_is_wrong_half_the_time_is_off_by_a_half() -> None:
    guesses = [Guess(1.0, index % 2 == 0) for index in range(40)]
    assert expected_calibration_error(guesses) == pytest.approx(0.5)


@given(GUESSES)
def test_the_error_is_a_share(guesses: list[Guess]) -> None:
    assert 0.0 <= expected_calibration_error(guesses) <= 1.0


def test_gold_against_itself_is_always_right(tiny_document: AnnotatedDocument) -> None:
    gold = tiny_document.tagged
    assert all(guess.right for guess in mention_guesses(gold, gold) + relation_guesses(gold, gold))
    assert len(relation_guesses(gold, gold)) == len(gold.relations)


def test_calibrating_changes_confidence_and_nothing_else(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(tiny_bundle, bundle)
    temperatures = calibrate(bundle, [tiny_document])
    # It knows the report by heart: the colder the surer, and it is right.
    assert temperatures == {"mentions": COLDEST, "relations": COLDEST}
    assert json.loads((bundle / "config.json").read_text())["temperature"] == temperatures
    before, after = Tagger(load_bundle(tiny_bundle)), Tagger(load_bundle(bundle))
    first, second = (tagger.tag(tiny_document.document) for tagger in (before, after))
    assert [replace(m, confidence=None) for m in first.mentions] == [
        replace(m, confidence=None) for m in second.mentions
    ]
    assert [replace(r, confidence=None) for r in first.relations] == [
        replace(r, confidence=None) for r in second.relations
    ]
    assert (
        calibration_errors(after, [tiny_document])["mentions"]
        <= calibration_errors(before, [tiny_document])["mentions"]
    )


def test_a_model_that_is_often_wrong_becomes_less_sure(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(tiny_bundle, bundle)
    half = tiny_document.tagged.mentions[::2]
    kept = {mention.id for mention in half}
    relations = tuple(r for r in tiny_document.tagged.relations if {r.head, r.tail} <= kept)
    wrong = replace(tiny_document, tagged=TaggedDocument(tiny_document.document, tuple(half), relations))
    assert calibrate(bundle, [wrong])["mentions"] > 1.0


def test_nothing_to_calibrate_on_is_an_error(tiny_bundle: Path) -> None:
    with pytest.raises(TrainingError, match="to calibrate on"):
        calibrate(tiny_bundle, [])
