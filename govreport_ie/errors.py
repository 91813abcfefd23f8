"""The error tree of the library: one root, one class for each kind of trouble.

Every message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class GovReportError(Exception):
    """Root of every error that this library raises on purpose."""


class BundleError(GovReportError):
    """A model bundle that is missing, damaged or of another kind; says which folder, what and what to do."""

    def __init__(self, folder: Path, problem: str, remedy: str) -> None:
        super().__init__(f"model bundle {folder}: {problem}; {remedy}")


class TrainingError(GovReportError):
    """Training cannot start: nothing to learn from, or a part that it needs is missing."""


class FormatError(GovReportError, ValueError):
    """A text that should be a report in format govreport-ie/1 and is not."""


class InvalidValueError(GovReportError, ValueError):
    """A typed value or period was asked for that cannot exist (low above high, a float, an unknown unit …)."""


class UnitConversionError(GovReportError, ValueError):
    """A conversion between units was asked for that is impossible or would not be exact."""


class ValueParseError(GovReportError, ValueError):
    """A text holds a number that cannot be read as a value.

    Attributes:
        text: the text that was being read.
        position: index into `text` of the character where reading failed.
        remedy: what the caller can do about it.
    """

    def __init__(self, problem: str, *, text: str, position: int, remedy: str) -> None:
        self.problem = problem
        self.text = text
        self.position = position
        self.remedy = remedy
        around = text[max(0, position - 12) : position + 12]
        super().__init__(f"{problem} at character {position}, near {around!r}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_value_parse_error, (self.problem, self.text, self.position, self.remedy)


def _rebuild_value_parse_error(problem: str, text: str, position: int, remedy: str) -> ValueParseError:
    """Make the error again after pickling (worker processes hand errors back that way)."""
    return ValueParseError(problem, text=text, position=position, remedy=remedy)


class ReadError(GovReportError):
    """A report that cannot be read: no such file, empty, binary, or in an unknown encoding."""


@dataclass(frozen=True)
class Misfit:
    """One thing that does not fit in an annotation file.

    ``code`` names the kind, ``file`` and ``line`` (counted from 1, None where a file has no lines) the place,
    ``text`` the stretch meant, ``problem`` what is wrong and ``advice`` what to do. ``severity`` is ``"error"``
    (the annotation breaks a rule) or ``"warning"`` (it is unusual and should be looked at). ``span`` are the source
    offsets of the stretch, None where nobody knows them.
    """

    code: str
    file: str
    line: int | None
    text: str
    problem: str
    advice: str
    severity: str = "error"
    span: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.severity not in ("error", "warning"):
            raise ValueError(f"misfit severity {self.severity!r}: must be 'error' or 'warning'")

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        text = f" in “{self.text}”" if self.text else ""
        return f"{place}: {self.severity} [{self.code}] {self.problem}{text}; {self.advice}"


class AnnotationError(GovReportError):
    """An annotation file that does not fit its report, the scheme or its form; ``misfits`` lists everything."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        count = len(self.misfits)
        head = f"{count} things do not fit:\n" if count > 1 else ""
        super().__init__(head + "\n".join(str(misfit) for misfit in self.misfits))

    def __reduce__(self) -> tuple[type[AnnotationError], tuple[tuple[Misfit, ...]]]:
        """Make the error again after pickling (worker processes hand errors back that way)."""
        return AnnotationError, (self.misfits,)
