"""Years and plan periods named in headings and first words: “十四五” → 2021/2025, 过去五年, 2023年."""

from __future__ import annotations

import re

_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DIGITS = {**_NUMERALS, "零": 0, "〇": 0, "○": 0, "0": 0, "０": 0, "O": 0, "Ｏ": 0}
_PLAN = re.compile(
    r"[“\"「『‘](?P<quoted>十?[一二三四五六七八九]|十)五[”\"」』’]"
    r"|(?P<bare>十?[一二三四五六七八九]|十)五(?=时期|期间|规划|计划|以来|末|开局|收官)"
    r"|第(?P<ordinal>十?[一二三四五六七八九]|十)个五年"
)
_YEAR = re.compile(
    r"(?<!\d)(?P<digits>(?:19|20|１９|２０)\d{2})\s*(?=年|[-—~～－至到]|\s*$|[（(])|(?P<han>[一二][九零〇○0０OＯ][零〇○0０OＯ一二三四五六七八九]{2})年"
)
_YEAR_RANGE = re.compile(r"(?P<from>(?:19|20)\d{2})年?\s*[-—~～－至到]+\s*(?P<to>(?:19|20)\d{2})")
_PAST_SPAN = re.compile(
    "(?:过去的?|[这近]|本届政府)([三四五六345６])年|([三四五六])年(?:来|的?(?:工作)?回顾|工作|的工作)|本届政府"
)
_NEXT_SPAN = re.compile("(?:今后|未来)的?([三四五345])年|[下新]一届政府|今后一个时期")
_FIRST_PLAN, _GAP = 1953, 1966


def year_of(text: str) -> int | None:
    """The first year named in ``text`` (2023年, ２０２３年, 二〇二三年); None when there is none."""
    years = years_of(text)
    return years[0] if years else None


def years_of(text: str) -> list[int]:
    """All years named in ``text``, in order."""
    return [_year(match) for match in _YEAR.finditer(text)]


def _year(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    return int("".join(str(_DIGITS[char]) for char in match["han"]))


def plan_period(text: str) -> str | None:
    """The span of the five-year plan named in ``text``: “十三五” → ``"2016/2020"``; None when there is none."""
    match = _PLAN.search(text)
    if match is None:
        return None
    name = match["quoted"] or match["bare"] or match["ordinal"]
    number = sum(_NUMERALS[char] for char in name)
    start = _FIRST_PLAN + 5 * (number - 1) if number < 3 else _GAP + 5 * (number - 3)
    return f"{start}/{start + 4}"


def spoken_span(text: str, year: int | None) -> str | None:
    """The five years that ``text`` speaks of in a report of ``year``: a plan, a range, 过去五年 or 今后五年."""
    if match := _YEAR_RANGE.search(text):
        return f"{match['from']}/{match['to']}"
    if year is not None and (match := _NEXT_SPAN.search(text)):
        return f"{year}/{year + _length(match) - 1}"
    if year is not None and (match := _PAST_SPAN.search(text)):
        return f"{year - _length(match)}/{year - 1}"
    return plan_period(text)


def _length(match: re.Match[str]) -> int:
    number = next((group for group in match.groups() if group), "五")
    return _NUMERALS.get(number) or int(number)
