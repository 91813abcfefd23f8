"""What a check finds: a thing to mend, to look at, or to know."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from govreport_ie.errors import Misfit

SEVERITIES = ("error", "warning", "advice")


@dataclass(frozen=True)
class Finding:
    """One thing found.

    ``code`` names the kind, ``severity`` is one of SEVERITIES, ``problem`` says what is wrong, ``advice`` what to do.
    The place is what is known of it: split, document id, source offsets, the stretch of text; for what a reader of
    files found, the file and its line (counted from 1).
    """

    code: str
    severity: str
    problem: str
    advice: str
    split: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""
    file: str | None = None
    line: int | None = None

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r}: must be one of {', '.join(SEVERITIES)}")

    @classmethod
    def of_misfit(cls, misfit: Misfit, *, split: str | None = None, document: str | None = None) -> Finding:
        """The finding that a misfit is: its place is the file, or the document if that is given."""
        start, end = misfit.span or (None, None)
        file, line = (misfit.file, misfit.line) if document is None else (None, None)
        about = misfit.code, misfit.severity, misfit.problem, misfit.advice
        return cls(*about, split, document, start, end, misfit.text, file, line)

    @property
    def place(self) -> str:
        """Where it is: ``train/ID:START..END``, ``FILE:LINE``, or the part of that which is known."""
        if self.file is not None:
            return self.file if self.line is None else f"{self.file}:{self.line}"
        place = "/".join(part for part in (self.split, self.document) if part)
        return place if self.start is None else f"{place}:{self.start}..{self.end}"

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        text = f" in “{self.text}”" if self.text else ""
        return f"{place}{self.severity} [{self.code}] {self.problem}{text}; {self.advice}"

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready table of what is known."""
        return {key: value for key, value in asdict(self).items() if value is not None and value != ""}
