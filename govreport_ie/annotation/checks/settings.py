"""Limits of the checks, from ``resources/check.toml`` or a file of the same form."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govreport_ie.annotation.checks.findings import SEVERITIES
from govreport_ie.annotation.files import StrPath
from govreport_ie.errors import GovReportError
from govreport_ie.resources import load_toml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

RESOURCE = "check.toml"


class SettingsError(GovReportError):
    """A file with limits of the checks that cannot be read or states what does not exist."""


@dataclass(frozen=True)
class SplitRoles:
    """What splits are for: names of the training splits, of those kept apart, and of second annotations."""

    training: tuple[str, ...]
    apart: tuple[str, ...]
    second: tuple[str, ...]

    def is_training(self, split: str) -> bool:
        """Whether models learn from the split."""
        return split in self.training

    def is_scored(self, split: str) -> bool:
        """Whether models are scored on the split: every one that has no other role."""
        return split not in (*self.training, *self.apart, *self.second)

    def leaks(self, one: str, other: str) -> bool:
        """Whether text that stands in both splits makes a score too good."""
        kept_apart = {self.is_training(split) or self.is_scored(split) for split in (one, other)} == {True}
        return one != other and kept_apart and not (self.is_training(one) and self.is_training(other))


@dataclass(frozen=True)
class Levels:
    """Fewer than ``error`` are an error, fewer than ``warning`` a warning."""

    error: int
    warning: int


@dataclass(frozen=True)
class ExampleLevels:
    """Least numbers of training examples; ``scored`` is the least number of mentions for a score to say something."""

    mentions: Levels
    relations: Levels
    stages: Levels
    scored: int


@dataclass(frozen=True)
class LeakageLimits:
    """Years between neighbouring reports, characters of a shingle, share of shingles that is leakage, pairs listed."""

    years: int
    shingle: int
    share: float
    listed: int


@dataclass(frozen=True)
class TextLimits:
    """Which mention texts are looked at (least count, least share of one label), and how many are listed."""

    count: int
    share: float
    listed: int


@dataclass(frozen=True)
class LabelErrorLimits:
    """From which confidence on a model's disagreement is a candidate, and how many are listed."""

    confidence: float
    listed: int


@dataclass(frozen=True)
class CheckSettings:
    """All limits; each part is a table of ``resources/check.toml``, which says what they mean."""

    splits: SplitRoles
    examples: ExampleLevels
    unlinked: Mapping[str, str]
    leakage: LeakageLimits
    texts: TextLimits
    label_errors: LabelErrorLimits

    @classmethod
    def load(cls, path: StrPath | None = None) -> CheckSettings:
        """The bundled limits, with those that the TOML file at ``path`` states in their place.

        SettingsError when the file cannot be read, or names a limit that does not exist.
        """
        tables = load_toml(RESOURCE)
        if path is None:
            return cls._of(tables)
        try:
            own = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"limits {path}: {error}") from error
        try:
            return cls._of(_merged(tables, own))
        except (TypeError, ValueError) as error:
            raise SettingsError(f"limits {path}: {error}; see resources/{RESOURCE} for the form") from error

    @classmethod
    def _of(cls, tables: Mapping[str, Any]) -> CheckSettings:
        unlinked = dict(tables["unlinked"])
        wrong = set(unlinked.values()) - set(SEVERITIES)
        if wrong:
            raise ValueError(f"severity {', '.join(map(str, wrong))} in [unlinked] is none of {', '.join(SEVERITIES)}")
        examples = tables["examples"]
        levels = {part: Levels(**examples[part]) for part in ("mentions", "relations", "stages")}
        return cls(
            splits=SplitRoles(**{role: tuple(names) for role, names in tables["splits"].items()}),
            examples=ExampleLevels(**levels, scored=examples["scored"]),
            unlinked=unlinked,
            leakage=LeakageLimits(**tables["leakage"]),
            texts=TextLimits(**tables["texts"]),
            label_errors=LabelErrorLimits(**tables["label_errors"]),
        )


def _merged(tables: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The tables with the entries of ``own`` in the place of theirs; ValueError for what does not exist."""
    merged = {name: dict(entries) for name, entries in tables.items()}
    for name, entries in own.items():
        if name not in tables or not isinstance(entries, Mapping):
            raise ValueError(f"there is no table [{name}]")
        for key, entry in entries.items():
            # Labels are those of the scheme, which may be any.
            known = "" if name == "unlinked" else tables[name].get(key)
            if known is None:
                raise ValueError(f"there is no limit {key} in [{name}]")
            if not _alike(entry, known):
                raise ValueError(f"{key} = {entry!r} in [{name}] is not of the kind of {known!r}")
            merged[name][key] = {**known, **entry} if isinstance(known, Mapping) else entry
    return merged


def _alike(entry: object, known: object) -> bool:
    """Whether the entry is of the kind of the one it replaces (a whole number will do for a fraction)."""
    kinds = (int, float) if isinstance(known, float) else (type(known),)
    return isinstance(entry, kinds) and not isinstance(entry, bool)
