"""What a section heading says: the kind of the section and the period it speaks of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from govreport_ie.reading.headings import strip_number
from govreport_ie.reading.periods import plan_period, spoken_span, years_of
from govreport_ie.resources import load_toml

_CLAUSE = re.compile("[及和与暨、，,：:]")
_GOAL_WORD = re.compile("[^及和与暨、，,]*目标")
_EXPLICIT = re.compile(
    "回顾|总结|工作安排|工作任务|主要任务|重点工作|主要工作|工作重点|预期目标|主要目标|自身建设|名词|附件"
)
_TIMELESS = ("front", "glossary", "other")


class Topic(NamedTuple):
    """Kind of a section (one of SECTION_KINDS) and its reference period (None: nobody could tell)."""

    kind: str
    reference: str | None


def classify(heading: str, year: int | None) -> Topic | None:
    """Kind and reference of the section under ``heading`` in a report of ``year``; None when it says neither.

    The first clause that says something decides: “十三五”成就及2020年工作回顾 is a review of 2016/2020. A year before
    the report's own makes a review of any work (2023年主要工作), the report's own year a plan.
    """
    text = strip_number(heading)
    for timeless, pattern in _patterns():
        if timeless in _TIMELESS and pattern.search(text):
            return Topic(timeless, None)
    for clause in (*_CLAUSE.split(text), text):
        kind = _kind(clause, year)
        if kind == "goals" and _kind(_GOAL_WORD.sub("", text), year) == "plan":
            kind = "plan"  # 预期目标和主要任务: the goals are found inside it
        if kind is not None:
            return Topic(kind, reference(kind, clause, text, year))
    return None


def reference(kind: str, clause: str, heading: str, year: int | None) -> str | None:
    """The period a section of ``kind`` speaks of: what its clause names, else its heading, else the year's."""
    if kind in _TIMELESS:
        return None
    for text in (clause, heading):
        years = years_of(text)
        span = spoken_span(text, year)
        if span and (not years or span[:4] == str(years[0])):
            return span
        if years:
            return str(years[0])
    return default_reference(kind, year)


def review_period(heading: str, year: int | None) -> str | None:
    """The period of a chapter that turns out a review: the span its heading names, if over, else last year."""
    span = spoken_span(heading, year)
    over = span is not None and (year is None or int(span[5:]) < year)
    return span if over else default_reference("review", year)


def default_reference(kind: str, year: int | None) -> str | None:
    """The period of a section that names none: the year before the report's for a review, else the report's."""
    if year is None or kind in _TIMELESS:
        return None
    return str(year - 1) if kind == "review" else str(year)


def _kind(clause: str, year: int | None) -> str | None:
    years = years_of(clause)
    for kind, pattern in _patterns():
        if pattern.search(clause):
            if kind in ("plan", "goals") and year is not None and _is_past(clause, years, year):
                return "review"
            return kind
    if years and year is not None and "工作" in clause:
        return "review" if years[0] < year else "plan"
    return None


def _is_past(clause: str, years: list[int], year: int) -> bool:
    if years:
        return max(years) < year
    period = plan_period(clause)
    return period is not None and int(period[5:]) < year


def tense(text: str, year: int | None, heading: str = "") -> str | None:
    """Whether ``text``, the first lines of a chapter, tells of things done ("review") or to do ("plan").

    A heading that calls to work (奋力开创…) counts for things to do.
    """
    done, planned = tense_words(text, year)
    planned += 3 * sum(heading.count(word) for word in load_toml("sections.toml")["tense"]["heading"])
    if max(done, planned) < 3 or done == planned:
        return None
    return "review" if done > planned else "plan"


def tense_words(text: str, year: int | None) -> tuple[int, int]:
    """How many words of ``text`` tell of things done, how many of things to do; the two years count twice."""
    words = load_toml("sections.toml")["tense"]
    done = sum(text.count(word) for word in words["done"])
    planned = sum(text.count(word) for word in words["planned"])
    if year is not None:
        done, planned = done + 2 * text.count(f"{year - 1}年"), planned + 2 * text.count(f"{year}年")
    return done, planned


def is_explicit(heading: str) -> bool:
    """Whether the heading names its year or period, or its kind by a word that leaves no doubt (回顾, 工作安排)."""
    text = strip_number(heading)
    return bool(years_of(text) or spoken_span(text, 2000)) or _EXPLICIT.search(text) is not None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = load_toml("sections.toml")["kind"]
    return tuple((kind["name"], re.compile("|".join(map(re.escape, kind["words"])))) for kind in kinds)
