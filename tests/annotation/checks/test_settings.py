"""Limits from files, and what splits are for."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_ie.annotation import CheckSettings
from govreport_ie.annotation.checks import SettingsError

DEFAULT = CheckSettings.load()


def load(tmp_path: Path, text: str) -> CheckSettings:
    file = tmp_path / "limits.toml"
    file.write_text(text, encoding="utf-8")
    return CheckSettings.load(file)


def test_a_file_changes_what_it_states_and_nothing_else(tmp_path: Path) -> None:
    own = load(tmp_path, '[examples]\nmentions = { warning = 7 }\n[leakage]\nshare = 1\n[unlinked]\nCUSTOM = "advice"')
    assert (own.examples.mentions.error, own.examples.mentions.warning) == (DEFAULT.examples.mentions.error, 7)
    assert own.examples.relations == DEFAULT.examples.relations
    assert (own.leakage.share, own.leakage.shingle) == (1, DEFAULT.leakage.shingle)
    assert own.unlinked == {**DEFAULT.unlinked, "CUSTOM": "advice"}
    assert own.splits == DEFAULT.splits


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[leaks]\nshare = 1", r"no table \[leaks\]"),
        ("leakage = 3", r"no table \[leakage\]"),
        ("[leakage]\nshares = 1", "no limit shares"),
        ('[leakage]\nshare = "much"', "share = 'much'"),
        ("[leakage]\nyears = true", "years = True"),
        ('[unlinked]\nAMOUNT = "fatal"', "severity fatal"),
        ("[examples]\nmentions = { least = 3 }", "least"),
        ("[leakage", "limits.toml"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        load(tmp_path, text)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        CheckSettings.load(tmp_path / "gone.toml")


@pytest.mark.parametrize(
    ("one", "other", "leaks"),
    [
        ("train", "dev", True),
        ("dev", "test", True),
        ("extra", "held_out", True),
        ("train", "extra", False),
        ("dev", "dev", False),
        ("corpus", "test", False),
        ("second", "test", False),
        ("first", "second", False),
        ("second", "corpus", False),
    ],
)
def test_between_which_splits_text_leaks(one: str, other: str, leaks: bool) -> None:
    assert DEFAULT.splits.leaks(one, other) is leaks
    assert DEFAULT.splits.leaks(other, one) is leaks
