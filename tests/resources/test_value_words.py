"""The data files: read once, and free of contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from govreport_ie.resources import load_toml
from govreport_ie.values.words import spelling

WORDS = load_toml("value_words.toml")


def lists(node: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of the file with its path."""
    if isinstance(node, list):
        yield path, node
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from lists(child, f"{path}.{key}".lstrip("."))


def test_a_file_is_read_once() -> None:
    assert load_toml("value_words.toml") is WORDS


def test_an_unknown_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load_toml("no_such_file.toml")


@pytest.mark.parametrize(("path", "entries"), list(lists(WORDS)))
def test_no_word_twice(path: str, entries: list[Any]) -> None:
    found = [spelling(entry) for entry in entries]
    assert all(found)
    assert len(found) == len(set(found)), f"{path}: {sorted({word for word in found if found.count(word) > 1})}"


def test_variants_pair_up() -> None:
    traditional, simplified = WORDS["variants"]["traditional"], WORDS["variants"]["simplified"]
    assert len(traditional) == len(simplified)
    assert len(set(traditional)) == len(traditional)
    assert not set(traditional) & set(simplified)


def test_a_bound_word_has_one_meaning() -> None:
    for side in ("prefix", "suffix"):
        kinds = [kind for kind in WORDS[side] if kind not in ("inside", "bare")]
        seen = [spelling(word) for kind in kinds for word in WORDS[side][kind]]
        assert len(seen) == len(set(seen))
