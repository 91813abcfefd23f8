"""Typed facts with their place in the source: what assembly makes of mentions and relations."""

from __future__ import annotations

from dataclasses import dataclass

from govreport_ie.types.period import Period
from govreport_ie.types.values import Value

OBSERVATION_KINDS = ("level", "growth", "change", "rank")
TARGET_KINDS = ("level", "growth", "change", "relative")
INVESTMENT_ROLES = ("total", "planned", "completed", "signed")


@dataclass(frozen=True)
class Indicator:
    """What is measured: id of the catalogue (None when it has none), official or stated name, mention id."""

    id: str | None
    name: str
    mention: str


@dataclass(frozen=True)
class Span:
    """Half-open source offsets."""

    start: int
    end: int


@dataclass(frozen=True)
class Anchored:
    """A value and where it stands: source offsets, mention id; ``role`` says what money a project's sum is."""

    value: Value
    text: str
    start: int
    end: int
    mention: str
    role: str | None = None


@dataclass(frozen=True)
class Observation:
    """A reported fact: the level, growth, absolute change or rank of an indicator in a period."""

    indicator: Indicator | None
    kind: str
    value: Anchored
    period: Period | None
    sentence: Span
    confidence: float | None

    def __post_init__(self) -> None:
        if self.kind not in OBSERVATION_KINDS:
            raise ValueError(f"observation kind {self.kind!r}: must be one of {', '.join(OBSERVATION_KINDS)}")


@dataclass(frozen=True)
class Target:
    """A committed value of an indicator in a period still ahead; ``strength`` is the word of commitment."""

    indicator: Indicator | None
    kind: str
    value: Anchored
    period: Period | None
    strength: str | None
    sentence: Span
    confidence: float | None

    def __post_init__(self) -> None:
        if self.kind not in TARGET_KINDS:
            raise ValueError(f"target kind {self.kind!r}: must be one of {', '.join(TARGET_KINDS)}")


@dataclass(frozen=True)
class Project:
    """A named project, or a counted group of projects (``count``), with its money, size, stage and date."""

    name: str
    count: int | None
    stage: str | None
    investments: tuple[Anchored, ...]
    scales: tuple[Anchored, ...]
    period: Period | None
    mention: str
    sentence: Span
    confidence: float | None
