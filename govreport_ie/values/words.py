"""The word lists of `resources/value_words.toml` as patterns: longest word first, guarded where it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from govreport_ie.resources import load_toml


@cache
def words(*path: str) -> tuple[Any, ...]:
    """The list at a path of the file: `words("prefix", "about")`."""
    table: Any = load_toml("value_words.toml")
    for key in path:
        table = table[key]
    return tuple(table)


def spelling(entry: Any) -> str:
    """The word of an entry, which is a string or a table with `word`."""
    return entry if isinstance(entry, str) else str(entry["word"])


def alternatives(entries: Iterable[Any]) -> str:
    """One alternation over the entries, longest first, each with its `only_after`, `not_after` and `not_before`.

    A look at the first character comes before the words, so that a place where none can begin costs one test.
    """
    ordered = sorted(entries, key=lambda entry: (-len(spelling(entry)), spelling(entry)))
    return one_of((spelling(entry), _guarded(entry)) for entry in ordered)


def one_of(sources: Iterable[tuple[str, str]]) -> str:
    """An alternation of patterns given as (word, pattern that begins with the word), in the order given."""
    pairs = list(sources)
    first = "".join(sorted({re.escape(word[0]) for word, _ in pairs}))
    return f"(?:(?=[{first}])(?:" + "|".join(source for _, source in pairs) + "))"


def _guarded(entry: Any) -> str:
    source = re.escape(spelling(entry))
    if isinstance(entry, str):
        return source
    before, after = entry.get("not_after", ""), entry.get("not_before", "")
    ahead = f"(?<![{re.escape(before)}])" if before else ""
    if "only_after" in entry:
        ahead += f"(?<=[{re.escape(entry['only_after'])}])"
    behind = f"(?![{re.escape(after)}])" if after else ""
    return ahead + source + behind
