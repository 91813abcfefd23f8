"""The annotation scheme as data: which labels, relations, stages and reference periods there are."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from govreport_ie.annotation.files import StrPath
from govreport_ie.errors import GovReportError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LETTER = re.compile(r"[A-Z]+")


class SchemeError(GovReportError):
    """A scheme that contradicts itself or a scheme file that cannot be read."""


@dataclass(frozen=True)
class LabelType:
    """A label: its name, the ``letter`` it has in the inline form, and what its mentions are linked to.

    A mention without one of the relations in ``needs`` breaks a rule; without one of ``expects`` it should be
    looked at. ``staged`` labels may carry a stage.
    """

    name: str
    letter: str
    description: str = ""
    staged: bool = False
    needs: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()


@dataclass(frozen=True)
class RelationType:
    """A relation type and the names of the labels that it may join."""

    name: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True)
class Scheme:
    """Labels, relation types, stages and the form (a regular expression) of a reference period.

    ``reference_form`` says that form to people.

    Construction refuses names or letters that are not unique and relations between labels that do not exist
    (SchemeError). Source of the bundled scheme: docs/annotation.md.
    """

    name: str
    version: str
    labels: tuple[LabelType, ...]
    relations: tuple[RelationType, ...]
    stages: tuple[str, ...]
    reference: str
    reference_form: str = ""

    def __post_init__(self) -> None:
        names = {label.name for label in self.labels}
        types = {relation.name for relation in self.relations}
        if len(names) < len(self.labels) or len(types) < len(self.relations):
            raise SchemeError(f"scheme {self.name}: label and relation names must each be unique")
        if len(self.by_letter) < len(self.labels):
            raise SchemeError(f"scheme {self.name}: two labels have the same letter")
        for label in self.labels:
            if not LETTER.fullmatch(label.letter):
                raise SchemeError(f"scheme {self.name}: letter {label.letter!r} of {label.name} is not A to Z")
            for relation in {*label.needs, *label.expects} - types:
                raise SchemeError(f"scheme {self.name}: {label.name} asks for unknown relation {relation}")
        for entry in self.relations:
            for end in {*entry.heads, *entry.tails} - names:
                raise SchemeError(f"scheme {self.name}: relation {entry.name} joins unknown label {end}")
        try:
            re.compile(self.reference)
        except re.error as error:
            raise SchemeError(f"scheme {self.name}: reference is not a regular expression: {error}") from error

    @cached_property
    def by_name(self) -> dict[str, LabelType]:
        """Labels by name."""
        return {label.name: label for label in self.labels}

    @cached_property
    def by_letter(self) -> dict[str, LabelType]:
        """Labels by the letter of the inline form."""
        return {label.letter: label for label in self.labels}

    @cached_property
    def by_type(self) -> dict[str, RelationType]:
        """Relation types by name."""
        return {relation.name: relation for relation in self.relations}

    def allows(self, relation: str, head: str, tail: str) -> bool:
        """Whether a relation of this type may join a mention labelled ``head`` to one labelled ``tail``."""
        entry = self.by_type.get(relation)
        return entry is not None and head in entry.heads and tail in entry.tails

    def is_reference(self, text: str) -> bool:
        """Whether the text is a reference period: in the form asked for, a span not backwards."""
        if not re.fullmatch(self.reference, text):
            return False
        years = [part[:4] for part in text.split("/")]
        return years == sorted(years)

    def to_mapping(self) -> dict[str, Any]:
        """The scheme as plain values, as it stands in TOML or in the configuration of a model bundle."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, Any]) -> Scheme:
        """The scheme of a parsed TOML or JSON object; SchemeError says which part is missing or unknown."""
        try:
            return cls(
                name=str(mapping["name"]),
                version=str(mapping["version"]),
                labels=tuple(LabelType(**_frozen(entry)) for entry in mapping["labels"]),
                relations=tuple(RelationType(**_frozen(entry)) for entry in mapping["relations"]),
                stages=tuple(mapping["stages"]),
                reference=str(mapping["reference"]),
                reference_form=str(mapping.get("reference_form", "")),
            )
        except KeyError as error:
            raise SchemeError(f"scheme: entry {error} is missing; see resources/scheme.toml for the form") from error
        except TypeError as error:
            raise SchemeError(f"scheme: {error}; see resources/scheme.toml for the form") from error

    @classmethod
    def load(cls, path: StrPath) -> Scheme:
        """The scheme in the TOML file at ``path``; SchemeError when it cannot be read."""
        try:
            return cls.from_mapping(tomllib.loads(Path(path).read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SchemeError(f"scheme file {path}: {error}") from error


def _frozen(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


@lru_cache(maxsize=1)
def default_scheme() -> Scheme:
    """The bundled scheme (``resources/scheme.toml``), read once."""
    text = resources.files("govreport_ie").joinpath("resources/scheme.toml").read_text(encoding="utf-8")
    return Scheme.from_mapping(tomllib.loads(text))
