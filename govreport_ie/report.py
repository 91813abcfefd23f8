"""The report: what extraction gives back, and the ways it leaves the library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govreport_ie.types.document import Document, DocumentInfo
from govreport_ie.types.facts import Observation, Project, Target
from govreport_ie.types.mention import Mention, Relation, check_anchors, check_graph

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class ModelInfo:
    """The model that tagged a report: name, version and the SHA-256 of its bundle's configuration."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True)
class Report:
    """A report read: its document, the model that read it, mentions, relations and typed facts.

    ``document`` is a full Document after extraction and a DocumentInfo (no text) after ``from_json``.
    Construction refuses facts or relations that point at a mention that is not there, and mentions whose text is not
    their stretch of the source (ValueError).
    """

    document: DocumentInfo
    model: ModelInfo
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    observations: tuple[Observation, ...]
    targets: tuple[Target, ...]
    projects: tuple[Project, ...]

    def __post_init__(self) -> None:
        check_graph(self.mentions, self.relations)
        if isinstance(self.document, Document):
            check_anchors(self.document, self.mentions)
        ids = {mention.id for mention in self.mentions}
        facts: tuple[Observation | Target, ...] = (*self.observations, *self.targets)
        used = {fact.value.mention for fact in facts}
        used |= {fact.indicator.mention for fact in facts if fact.indicator}
        for project in self.projects:
            used |= {project.mention, *(value.mention for value in (*project.investments, *project.scales))}
        if used - ids:
            raise ValueError(f"facts point at mentions that are not there: {', '.join(sorted(used - ids))}")

    def to_frame(self, table: str = "observations") -> pandas.DataFrame:
        """One table as a pandas DataFrame with fixed columns and dtypes.

        ``table``: observations, targets, projects, mentions or relations; ValueError names the choices.
        Source: docs/output.md.
        """
        from govreport_ie.output.frames import to_frame

        return to_frame(self, table)

    def to_json(self, *, indent: int | None = 1) -> str:
        """The report in format govreport-ie/1 (docs/output.md); non-ASCII characters stand as they are."""
        from govreport_ie.output.json_format import to_json

        return to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """The report of a JSON text in format govreport-ie/1. Errors: FormatError says what does not fit, and where."""
        from govreport_ie.output.json_format import from_json

        return from_json(text)

    def to_html(self, path: str | Path | None = None) -> str:
        """A page of its own: tables of facts, the text with its mentions marked; written to ``path`` if given."""
        from govreport_ie.output.html import to_html

        page = to_html(self)
        if path is not None:
            Path(path).write_text(page, encoding="utf-8")
        return page

    def _repr_html_(self) -> str:
        from govreport_ie.output.html import fragment

        return fragment(self)

    def __repr__(self) -> str:
        document = self.document
        return (
            f"<Report {document.region or '?'} {document.year or '?'}: {len(self.observations)} observations, "
            f"{len(self.targets)} targets, {len(self.projects)} projects, {len(self.mentions)} mentions>"
        )
