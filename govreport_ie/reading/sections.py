"""The sections of a report: by its headings, else by the first words of paragraphs and by words of tense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from govreport_ie.reading.chapters import Part, find_chapters
from govreport_ie.reading.goals import goal_spans
from govreport_ie.reading.kinds import default_reference, review_period, tense
from govreport_ie.reading.periods import spoken_span
from govreport_ie.reading.sentences import Piece
from govreport_ie.reading.shift import shift_to_plan
from govreport_ie.reading.turns import (
    find_turns,
    has_word,
    is_address,
    opening_of,
    opens_next_year,
    starts_with,
    without_address,
)

_OPENING = re.compile(r"(?:我|受).{0,30}(?:代表|委托).{0,60}报告|(?:审议|审查).{0,60}意见|请予(?:审议|审查)")
_EVIDENCE = 3000
_GOALS_AT_MOST = 3500
_OPENING_AT_MOST = 40
_TAIL_SHARE = 0.6
_LATE = 0.8  # an opening of the year ahead behind this share of the sentences is the plan's last part, not its first


def find_sections(text: str, pieces: Sequence[Piece], year: int | None) -> list[Part]:
    """The sections of a report of ``year`` in order; ``pieces`` are the sentences of the clean ``text``.

    Chapters come from headings (kind and period by their words). Without a heading for the plan, its first
    sentences are looked for, then the place where the words of tense change. Inside a chapter the period turns
    where a paragraph says so (刚刚过去的2020年 in a review of five years), goals become sections of their own, and
    the page's farewell becomes ``other``.
    """
    sentences = [text[piece.start : piece.end] for piece in pieces]
    parts = find_chapters(sentences, pieces, year)
    parts = _body_without_heading(sentences, pieces, parts, year)
    parts = _demote_goals(sentences, parts, year)
    parts = find_turns(sentences, pieces, parts, year)
    parts = _government(sentences, pieces, parts, year)
    parts = _goals(sentences, pieces, parts, year)
    return _tail(sentences, parts)


def _body_without_heading(
    sentences: list[str], pieces: Sequence[Piece], parts: list[Part], year: int | None
) -> list[Part]:
    """Review and plan by the first words of paragraphs, where no heading opens them."""
    kinds = {part.kind for part in parts}
    if "review" not in kinds:
        stop = next((part.first for part in parts[1:]), len(sentences))
        start = _after_opening(sentences, stop)
        if start < stop and (start or tense("".join(sentences[:stop])[:_EVIDENCE], year) == "review"):
            parts = _insert(parts, Part(start, "", "review", default_reference("review", year)))
        else:
            parts = _first_chapter(sentences, parts, year)
    if not kinds & {"plan", "goals"} and len(parts) > 1:
        review = next((part for part in parts if part.kind == "review"), parts[0])
        start_of_plan = _plan_start(sentences, pieces, review.first + 1, year)
        if start_of_plan is None or start_of_plan > _LATE * len(sentences):
            start_of_plan = shift_to_plan(sentences, pieces, review.first, year) or start_of_plan
        if start_of_plan is not None:
            parts = _insert(parts, Part(start_of_plan, "", "plan", default_reference("plan", year)))
    return [replace(parts[0], kind="other")] if len(parts) == 1 else parts


def _first_chapter(sentences: list[str], parts: list[Part], year: int | None) -> list[Part]:
    """A first chapter named after a plan (“十二五”开局良好) that tells of things done is the review."""
    if len(parts) < 3 or parts[1].kind not in ("plan", "goals"):
        return parts
    first, text = parts[1], "".join(sentences[parts[1].first : parts[2].first])
    if tense(text, year) != "review":
        return parts
    return [parts[0], replace(first, kind="review", reference=review_period(first.heading, year)), *parts[2:]]


def _after_opening(sentences: list[str], stop: int) -> int:
    """Index behind the words that open the report (现在，我代表…请予审议); 0 when it has none."""
    found = 0
    for index, sentence in enumerate(sentences[: min(stop, _OPENING_AT_MOST)]):
        if _OPENING.search(sentence) or (index <= found + 1 and is_address(sentence)):
            found = index + 1
    return found


def _plan_start(sentences: list[str], pieces: Sequence[Piece], begin: int, year: int | None) -> int | None:
    """The first sentence of a plan without heading: a paragraph that starts with this year and its demands."""
    for index in range(begin, len(sentences)):
        if not pieces[index].first:
            continue
        opening = opening_of(sentences, index)
        paragraph = opening + "".join(sentences[index + 1 : index + 3])
        if opens_next_year(opening, year) and re.search("做好|要求|目标|将|必须|工作|任务", paragraph):
            return index
    return None


def _demote_goals(sentences: list[str], parts: list[Part], year: int | None) -> list[Part]:
    """A chapter named after goals is the plan itself when it is long or no plan follows it."""
    result = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        stop = following.first if following else len(sentences)
        length = sum(map(len, sentences[part.first : stop]))
        plan_follows = following is not None and following.kind in ("plan", "goals")
        if part.kind == "goals" and (length > _GOALS_AT_MOST or not plan_follows):
            part = replace(part, kind="plan")
        result.append(part)
    return result


def _government(sentences: list[str], pieces: Sequence[Piece], parts: list[Part], year: int | None) -> list[Part]:
    """The government's own conduct, where it has no chapter: a late paragraph to the deputies that speaks of it."""
    if any(part.kind == "government_building" for part in parts):
        return parts
    plans = [part for part in parts if part.kind == "plan"]
    if not plans:
        return parts
    begin = plans[-1].first + int((len(sentences) - plans[-1].first) * _TAIL_SHARE)
    for index in range(begin, len(sentences)):
        sentence = sentences[index]
        paragraph = "".join(sentences[index : index + 3])[:150]
        if pieces[index].first and without_address(sentence) != sentence and has_word("government", paragraph):
            part = Part(index, plans[-1].heading, "government_building", default_reference("plan", year))
            return _insert(parts, part)
    return parts


def _goals(sentences: list[str], pieces: Sequence[Piece], parts: list[Part], year: int | None) -> list[Part]:
    """Cut the goals out of the plans."""
    found: list[Part] = []
    for part, stop in _ranges(parts, len(sentences)):
        found.append(part)
        if part.kind != "plan" and len(parts) > 1:
            continue
        firsts = [piece.first or piece.heading for piece in pieces[part.first : stop]]
        spans = goal_spans(sentences[part.first : stop], firsts, only_cues=part.kind != "plan")
        for begin, end in spans:
            first, after = part.first + begin, part.first + end
            goals = replace(part, first=first, kind="goals", reference=_goal_period(part, sentences[first], year))
            found.append(goals)
            if after < stop:
                back = goals.reference if goals.reference == str(year) else part.reference
                found.append(replace(part, first=after, reference=back))
    return _merge(found)


def _goal_period(part: Part, sentence: str, year: int | None) -> str | None:
    cue = sentence[:60].split("：")[0]
    if year is not None and (cue.startswith(("今年", f"{year}年")) or f"{year}年" in cue):
        return str(year)
    span = spoken_span(cue, year)
    return span if span and re.match("“|今后|未来|到", without_address(cue)) else part.reference


def _tail(sentences: list[str], parts: list[Part]) -> list[Part]:
    """The web page's farewell behind the last sentence of the report."""
    for index in range(max(len(sentences) - 25, 1), len(sentences)):
        if starts_with("tail", sentences[index]) and parts[-1].kind not in ("glossary", "other"):
            return [part for part in parts if part.first < index] + [Part(index, "", "other", None)]
    return parts


def _merge(parts: list[Part]) -> list[Part]:
    """Leave out empty parts: of two that start at one sentence the later one counts."""
    merged: list[Part] = []
    for part in parts:
        if merged and merged[-1].first == part.first:
            merged.pop()
        merged.append(part)
    return merged


def _insert(parts: list[Part], part: Part) -> list[Part]:
    kept = [each for each in parts if each.first != part.first]
    return sorted([*kept, part], key=lambda each: each.first)


def _ranges(parts: list[Part], stop: int) -> list[tuple[Part, int]]:
    ends = [part.first for part in parts[1:]] + [stop]
    return list(zip(parts, ends, strict=True))
