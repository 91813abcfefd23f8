"""Title, date and year of a report, as far as its text tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from govreport_ie.reading.headings import is_chapter, is_numbered
from govreport_ie.reading.kinds import classify
from govreport_ie.reading.periods import plan_period, year_of, years_of
from govreport_ie.reading.sentences import Piece

_FRONT = 1200
_FRONT_SENTENCES = 20
_DIGIT = "[0-9０-９]"
_DATE = re.compile(
    rf"(?P<year>{_DIGIT}{{4}}|[一二][九〇零○0][〇零○0一二三四五六七八九]{{2}})\s*年\s*(?P<month>{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月\s*"
    rf"(?P<day>{_DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
)
_SESSION = re.compile(r"\s*(?:上午|下午)?\s*在.{2,60}(?:大会|会议|全会|代表会)", re.DOTALL)
_PUBLISHED = re.compile(r"(?:发布|发文|成文|来源|更新|时间|日期)[^。\n]{0,12}$")
_TITLE = re.compile(
    r"关于[^。！？\n]{4,80}?报告(?:[（(][^（）()]{2,6}[）)])?|(?:[^\s。！？：:>，]{0,30}?)政\s*府\s*工\s*作\s*报\s*告"
)
_SPOKEN_OF = re.compile("(?:作|作了|做|的|向大会)政府工作报告$")  # 现在，我向大会作政府工作报告
_HAN_NUMERALS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "0": 0}
_FIRST_YEAR, _LAST_YEAR = 1949, 2100
_NEXT_WORK = re.compile(
    r"(?P<year>(?:19|20)\d{2})\s?年(?:，我们将|我们将|要|(?:全[市县区省州])?(?:政府|经济社会发展|经济和社会发展)?(?:工作)?的?(?:总体要求|主要预期目标|预期目标|主要目标|重点工作|工作安排)|是.{0,80}?做好今年)"
)
_LAST_WORK = re.compile(r"(?:过去的|刚刚过去的)(?P<year>(?:19|20)\d{2})\s?年")
_IS_YEAR = re.compile(r"^(?P<year>(?:19|20)\d{2})\s?年，?是")


def find_title(text: str, pieces: Sequence[Piece]) -> str | None:
    """The title, blanks between its Han characters left out; None when the report starts without one."""
    front = text[: _front_end(text, pieces)]
    for match in _TITLE.finditer(front):
        title = re.sub(r"(?<=[^\x00-\x7f])\s+(?=\S)|(?<=\S)\s+(?=[^\x00-\x7f])", "", match.group())
        title = title.lstrip("—-").replace("《", "").replace("》", "")
        if _SPOKEN_OF.search(title):
            continue
        return title
    return None


def find_date(text: str, pieces: Sequence[Piece], year: int | None) -> str | None:
    """The day the report was given (ISO 8601): in its date line, or alone in the front; never a day of publishing."""
    front = text[: _front_end(text, pieces)]
    alone = None
    for match in _DATE.finditer(front):
        day = _iso(match)
        if day is None or _PUBLISHED.search(front[: match.start()]):
            continue
        if _SESSION.match(front, match.end()):
            return day
        if alone is None and re.match(r"[\s)）]|各位|$", front[match.end() :]):
            alone = day
    return alone


def find_year(text: str, pieces: Sequence[Piece]) -> int | None:
    """The report's own year by the votes of date line, title, headings and turns of phrase; None without any."""
    votes: Counter[int] = Counter()
    front = text[: _front_end(text, pieces)]
    for match in _DATE.finditer(front):
        day = _iso(match)
        if day:
            published = _PUBLISHED.search(front[: match.start()]) is not None
            votes[int(day[:4])] += 3 if published else 12
    title = find_title(text, pieces)
    if title and years_of(title):
        votes[max(years_of(title))] += 8
    _heading_votes(text, pieces, votes)
    _phrase_votes(text, pieces, votes)
    likely = {year: count for year, count in votes.items() if _FIRST_YEAR <= year <= _LAST_YEAR}
    return max(likely, key=lambda year: (likely[year], year)) if likely else None


def _heading_votes(text: str, pieces: Sequence[Piece], votes: Counter[int]) -> None:
    for piece in pieces:
        heading = text[piece.start : piece.end]
        if not piece.heading or (is_numbered(heading) and not is_chapter(heading)):
            continue
        topic, year = classify(heading, None), year_of(heading)
        if topic is None or topic.kind not in ("review", "plan", "goals"):
            continue
        if year is not None and not plan_period(heading):
            votes[year + (topic.kind == "review")] += 6
        elif topic.kind == "review" and (span := plan_period(heading)):
            votes[int(span[5:]) + 1] += 3


def _phrase_votes(text: str, pieces: Sequence[Piece], votes: Counter[int]) -> None:
    openings = 0
    for piece in pieces:
        sentence = text[piece.start : min(piece.end, piece.start + 120)]
        if match := _NEXT_WORK.match(sentence):
            votes[int(match["year"])] += 4
        if match := _LAST_WORK.search(sentence):
            votes[int(match["year"]) + 1] += 4
        if openings == 0 and piece.first and (match := _IS_YEAR.match(sentence)):
            openings = 1
            votes[int(match["year"]) + 1] += 2


def _front_end(text: str, pieces: Sequence[Piece]) -> int:
    """Where the front matter ends: at the salutation or the first chapter, if they come early."""
    for piece in pieces[:_FRONT_SENTENCES]:
        sentence = text[piece.start : piece.end]
        if piece.start > _FRONT:
            break
        if re.match(r"各位|同志们", sentence) or is_chapter(sentence):
            return piece.start
    return min(len(text), 400)


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(_number(match["year"]), _number(match["month"]), _number(match["day"])).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isdigit() and not set(text) & set(_HAN_NUMERALS) - {"0"}:
        return int(text)
    if len(text) == 4:
        return int("".join(str(_HAN_NUMERALS[char]) for char in text))
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return _HAN_NUMERALS[text[-1]]
    return (_HAN_NUMERALS[tens] if tens else 1) * 10 + (_HAN_NUMERALS[ones] if ones else 0)
