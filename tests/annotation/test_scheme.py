"""The scheme as data: the bundled one, other ones, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from govreport_ie.annotation.scheme import Scheme, SchemeError, default_scheme

OTHER = """
name = "letters"
version = "1"
reference = "[a-z]+"
stages = []
[[labels]]
name = "SENDER"
letter = "S"
[[labels]]
name = "PLACE"
letter = "L"
needs = ["FROM"]
[[relations]]
name = "FROM"
heads = ["SENDER"]
tails = ["PLACE"]
"""


def test_bundled_scheme_has_the_labels_of_the_guidelines() -> None:
    letters = {label.letter: label.name for label in default_scheme().labels}
    assert letters == {
        "I": "INDICATOR",
        "A": "AMOUNT",
        "Q": "QUANTITY",
        "G": "GROWTH_RATE",
        "T": "TARGET",
        "P": "PROJECT",
        "D": "PERIOD",
        "R": "RANK",
    }
    assert [label.name for label in default_scheme().labels if label.staged] == ["PROJECT"]
    assert len(default_scheme().stages) == 7


@pytest.mark.parametrize(
    ("relation", "head", "tail", "allowed"),
    [
        ("VALUE", "INDICATOR", "TARGET", True),
        ("VALUE", "INDICATOR", "GROWTH_RATE", False),
        ("VALUE", "PROJECT", "AMOUNT", False),
        ("GROWTH", "INDICATOR", "QUANTITY", True),
        ("RANKED", "INDICATOR", "RANK", True),
        ("INVESTMENT", "PROJECT", "TARGET", True),
        ("INVESTMENT", "PROJECT", "QUANTITY", False),
        ("SCALE", "PROJECT", "QUANTITY", True),
        ("PERIOD", "PROJECT", "PERIOD", True),
        ("PERIOD", "INDICATOR", "PERIOD", False),
        ("BASE", "GROWTH_RATE", "PERIOD", True),
        ("BASE", "TARGET", "PERIOD", False),
        ("LOCATED", "PROJECT", "PERIOD", False),
    ],
)
def test_relations_join_what_the_guidelines_say(relation: str, head: str, tail: str, allowed: bool) -> None:
    assert default_scheme().allows(relation, head, tail) is allowed


@pytest.mark.parametrize(
    "text",
    ["2023", "-", "2016/2020", "2024-H1", "2024-Q3", "2024-03", "2024-12", "2024-01/2024-03", "2024/2024"],
)
def test_reference_periods(text: str) -> None:
    assert default_scheme().is_reference(text)


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023年", "2020/2016", "2024-H3", "2024-13", "2024-00", "2016-2020", "2016/", "２０２３ "],
)
def test_not_reference_periods(text: str) -> None:
    assert not default_scheme().is_reference(text)


def test_another_scheme_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "scheme.toml"
    path.write_text(OTHER, encoding="utf-8")
    scheme = Scheme.load(path)
    assert scheme.allows("FROM", "SENDER", "PLACE")
    assert scheme.by_letter["L"].needs == ("FROM",)
    assert scheme.is_reference("x")
    assert not scheme.is_reference("2023")


@pytest.mark.parametrize("scheme", [default_scheme()])
def test_mapping_round_trip(scheme: Scheme) -> None:
    assert Scheme.from_mapping(scheme.to_mapping()) == scheme


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"labels": [{"name": "A", "letter": "X"}, {"name": "A", "letter": "Y"}]}, "unique"),
        ({"labels": [{"name": "A", "letter": "X"}, {"name": "B", "letter": "X"}]}, "same letter"),
        ({"labels": [{"name": "A", "letter": "x"}]}, "not A to Z"),
        ({"labels": [{"name": "A", "letter": "X", "needs": ["GONE"]}]}, "unknown relation GONE"),
        ({"relations": [{"name": "R", "heads": ["GONE"], "tails": []}]}, "unknown label GONE"),
        ({"labels": [{"name": "A", "letter": "X", "colour": "red"}]}, "colour"),
        ({"reference": "("}, "regular expression"),
    ],
)
def test_contradictions_are_refused(change: dict[str, Any], message: str) -> None:
    plain = {"name": "s", "version": "1", "labels": [], "relations": [], "stages": [], "reference": ""}
    with pytest.raises(SchemeError, match=message):
        Scheme.from_mapping({**plain, **change})


@pytest.mark.parametrize(("text", "message"), [("name = 1 1", "scheme.toml"), ("name = 'x'", "'version' is missing")])
def test_unreadable_scheme_files_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SchemeError, match=message):
        Scheme.load(path)


def test_missing_scheme_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match=r"gone\.toml"):
        Scheme.load(tmp_path / "gone.toml")
