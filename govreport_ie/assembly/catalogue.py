"""The catalogue of indicators: what a name measures, whatever words a report uses for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from govreport_ie.resources import load_toml

# Words stripped from one side of a name; more than this is no longer a name with its wording.
_MOST_WORDS = 4
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_ASIDE = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")


@dataclass(frozen=True)
class CatalogueEntry:
    """A measure: id, official name, and the kind of unit its level has (`money`, `share`, `mass`, …)."""

    id: str
    name: str
    unit: str


@lru_cache(maxsize=1)
def catalogue() -> dict[str, CatalogueEntry]:
    """Every entry by id, in the order of `resources/indicators.toml`."""
    return {row["id"]: CatalogueEntry(row["id"], row["name"], row["unit"]) for row in _data()["indicator"]}


@lru_cache(maxsize=4096)
def find_indicator(name: str, *, growth: bool = False) -> CatalogueEntry | None:
    """Entry a name means, or None: the name must mean the measure itself, not a part, a share or a change of it.

    Args:
        name: the words of a report, any width, in simplified script: `全市规上工业增加值增速`.
        growth: the value told is a growth; then 经济 means GDP and 规上工业 its value added.

    Returns:
        The entry whose name or alias this is, once region, period and verb around it are taken away.

    Source: docs/indicators.md.
    """
    tables = (_names(), _growth_names()) if growth else (_names(),)
    for reading in _readings(name):
        for table in tables:
            if reading in table:
                return catalogue()[table[reading]]
    return None


def find_members(name: str) -> tuple[CatalogueEntry, ...]:
    """Entries that one name stands for, in the order of their values (城乡居民收入: urban, rural); else ()."""
    for reading in _readings(name):
        if reading in _composites():
            return tuple(catalogue()[id] for id in _composites()[reading])
    return ()


def fold(name: str) -> str:
    """Half-width, upper case, no harmless aside in brackets, no 的, spaces or punctuation, one word for synonyms."""
    text = unicodedata.normalize("NFKC", name).upper()
    text = _ASIDE.sub(lambda match: "" if match[1].strip() in _asides() else match[0], text)
    text = "".join(c for c in text if c != "的" and (c in "&." or c.isalnum()))
    return _synonym().sub(lambda match: _synonyms()[match[0]], text)


def expand(template: str) -> Iterator[str]:
    """Every name a template stands for: `(规上|)工业` gives 规上工业 and 工业."""
    parts = _ALTERNATIVES.split(template)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return ("".join(choice) for choice in product(*choices))


def _readings(name: str) -> Iterator[str]:
    """The folded name, then what is left of it without more and more of the wording around it."""
    for front in _peel(fold(name), _leading()):
        yield from _peel(front, _trailing())


def _peel(text: str, wording: re.Pattern[str]) -> Iterator[str]:
    yield text
    for _ in range(_MOST_WORDS):
        match = wording.search(text)
        if match is None or len(match[0]) == len(text):
            return
        text = text[: match.start()] + text[match.end() :]
        yield text


@lru_cache(maxsize=1)
def _leading() -> re.Pattern[str]:
    wording = _data()["wording"]
    return re.compile(rf"^(?:{_either(wording['leading'])}|{wording['period']})")


@lru_cache(maxsize=1)
def _trailing() -> re.Pattern[str]:
    # The leftmost match that reaches the end is the longest word.
    return re.compile(rf"(?:{_either(_data()['wording']['trailing'])})$")


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return _table("indicator", "aliases") | {fold(entry.name): entry.id for entry in catalogue().values()}


@lru_cache(maxsize=1)
def _growth_names() -> dict[str, str]:
    return _table("indicator", "growth_aliases")


@lru_cache(maxsize=1)
def _composites() -> dict[str, list[str]]:
    return _table("composite", "aliases", "members")


def _table(kind: str, column: str, target: str = "id") -> dict[str, Any]:
    rows = _data()[kind]
    return {fold(alias): row[target] for row in rows for item in row.get(column, ()) for alias in expand(item)}


@lru_cache(maxsize=1)
def _synonym() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _synonyms()), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    return {word: one for one, words in _data()["synonyms"].items() for word in (one, *words)}


@lru_cache(maxsize=1)
def _asides() -> frozenset[str]:
    return frozenset(_data()["wording"]["asides"])


def _data() -> dict[str, Any]:
    return load_toml("indicators.toml")
