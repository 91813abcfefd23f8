"""Where the text turns to another period by the first words of a paragraph (刚刚过去的2020年 in a five-year review)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from govreport_ie.reading.chapters import Part
from govreport_ie.reading.kinds import Topic
from govreport_ie.reading.periods import spoken_span, years_of
from govreport_ie.reading.sentences import Piece
from govreport_ie.resources import load_toml

_ADDRESS = re.compile(r"^(?:各位[^，。！？：:!,]{2,10}|同志们)[，。！？：:!,]\s*")


def find_turns(sentences: list[str], pieces: Sequence[Piece], parts: list[Part], year: int | None) -> list[Part]:
    """Cut chapters where a paragraph turns to another period."""
    if year is None:
        return parts
    found = list(parts)
    stops = [part.first for part in parts[1:]] + [len(sentences)]
    for part, stop in zip(parts, stops, strict=True):
        current = Topic(part.kind, part.reference)
        for index in range(part.first, stop):
            if not pieces[index].first or (pieces[index].heading and index == part.first):
                continue
            turned = _turn(part.heading, current, opening_of(sentences, index), year)
            if turned is not None and turned != current:
                current = turned
                found.append(replace(part, first=index, kind=turned.kind, reference=turned.reference))
    return sorted(found, key=lambda part: part.first)


def _turn(heading: str, current: Topic, opening: str, year: int) -> Topic | None:
    """What the paragraph turns to inside the chapter under ``heading``, None when it turns to nothing."""
    is_span = current.reference is not None and "/" in current.reference
    if current.kind == "review":
        if year in years_of(heading) and opens_next_year(opening, year):
            return Topic("plan", str(year))  # 2023年工作回顾和2024年目标任务 in one chapter
        if is_span and _opens_last_year(opening, year):
            return Topic("review", str(year - 1))
        if not is_span and starts_with("last_span", opening):
            return Topic("review", spoken_span(opening[:30], year) or f"{year - 5}/{year - 1}")
    elif current.kind in ("plan", "goals") and is_span and opens_next_year(opening, year):
        return Topic(current.kind, str(year))
    return None


def opening_of(sentences: list[str], index: int) -> str:
    """The first words of a paragraph, without the address to the deputies (a sentence of its own with ！)."""
    return without_address("".join(sentences[index : index + 2]))


def _opens_last_year(opening: str, year: int) -> bool:
    last = year - 1
    return (
        starts_with("last_year", opening)
        or re.match(rf"{last}\s?年[，,]?(?:是|我们|面对|在|全[市县区省州国])|过去的{last}\s?年", opening) is not None
    )


def opens_next_year(opening: str, year: int | None) -> bool:
    """Whether a paragraph that opens so turns to the year ahead."""
    if starts_with("next_year", opening):
        return True
    return (
        year is not None
        and re.match(rf"{year}\s?年[，,]?(?:是|我们|全|要|政府|经济|工作|的|主要|预期|发展|，)", opening) is not None
    )


def is_address(sentence: str) -> bool:
    """Whether the sentence is nothing but an address (各位代表：)."""
    return _ADDRESS.fullmatch(sentence) is not None


def without_address(sentence: str) -> str:
    """The sentence behind 各位代表 and its mark."""
    return _ADDRESS.sub("", sentence)


def starts_with(turn: str, text: str) -> bool:
    """Whether ``text`` starts with one of the words for ``turn`` in sections.toml."""
    return text.startswith(_turn_words(turn))


def has_word(turn: str, text: str) -> bool:
    """Whether one of the words for ``turn`` in sections.toml is in ``text``."""
    return any(word in text for word in _turn_words(turn))


@cache
def _turn_words(turn: str) -> tuple[str, ...]:
    data: dict[str, Any] = load_toml("sections.toml")
    return tuple(data["tail"]["words"] if turn == "tail" else data["turns"][turn])
