"""Time expressions resolved against the report: 今年, 上半年, 到2025年, “十三五”末, 过去五年, 较2019年.

An expression stands for years by itself (2023年), by the year of the report (今年, 去年) or by the section it is in
(全年, 上半年, 五年来). Each form is one small function below; the first that matches decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from govreport_ie.errors import InvalidValueError
from govreport_ie.types.period import Period
from govreport_ie.values import calendar
from govreport_ie.values.calendar import Span
from govreport_ie.values.numerals import DIGITS, UnreadableNumeralError, read_numeral
from govreport_ie.values.script import plain_script

_MARKS = re.compile(r"[\s“”\"‘’「」『』()（），,、。；;：:的]")
_LEAD = re.compile(r"(?:截至到|截至|截止到|截止|自从|自|从|到|至|在|于|较之|较|比较|比|与|和|同(?!比|期)|是|为|相比)+")
_CJK_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_NUMBER = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_DASH = r"(?:[-－−–—─~～〜至到]|--|——)"
_TAIL = r"(?:相比|以来|期间|间|内|份|度|前|之前|以前|时)*"
#: Words that keep the whole year: its end is the year, for what is counted up to it is the year's.
_YEAR_END = r"(?:年?底|年?末|岁末|年?终|全年|整年)?"


@dataclass(frozen=True)
class Frame:
    """What the report knows: its year, and the span and kind of the section."""

    report_year: int | None
    section: Period | None
    kind: str | None

    @property
    def year(self) -> int | None:
        """The year that 全年 means here."""
        if self.section is None:
            if self.report_year is None or self.kind is None:
                return None
            return self.report_year if self.kind == "plan" else self.report_year - 1
        first, last = self.section.years
        if self.kind == "plan" and self.report_year is not None and first <= self.report_year <= last:
            return self.report_year
        return first if self.kind == "plan" else last

    @property
    def ahead(self) -> bool:
        """Whether the section speaks of what is still to come."""
        if self.kind is not None:
            return self.kind == "plan"
        return self.section is not None and self.report_year is not None and self.section.years[0] >= self.report_year

    @property
    def deadline_year(self) -> int | None:
        """The year of 年底前: that of the section, else of the report, for a deadline lies ahead."""
        return self.year if self.year is not None else self.report_year


def resolve_period(
    text: str, *, report_year: int | None, section_period: str | None = None, section_kind: str | None = None
) -> Period | None:
    """Give a time expression its years, months or days.

    Args:
        text: the expression (`2023年`, `今年上半年`, `到2025年`, `“十三五”末`, `过去五年`, `较2019年`, `年均`).
        report_year: the year of the report; one of 2024 reviews 2023 and plans 2024. 今年 is this year.
        section_period: reference of the section (`2023`, `2016/2020`, `2024-H1`, `2024-03`), or None or `-`.
        section_kind: `review` or `plan` where it is known; decides 全年 when there is no section reference.

    Returns:
        The period with `inferred` False, or None when the expression names none or what it leans on is unknown.

    Raises:
        InvalidValueError: `section_period` is not a reference.
    """
    section = None if section_period in (None, "", "-") else Period.from_reference(str(section_period))
    frame = Frame(report_year, section, section_kind)
    plain = _CJK_YEAR.sub(lambda m: "".join(str(DIGITS[c]) for c in m[0]), _MARKS.sub("", plain_script(text)))
    for candidate in dict.fromkeys((plain, _LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain)):
        for pattern, resolve in _FORMS:
            found = pattern.fullmatch(candidate)
            if found is None:
                continue
            span = resolve(found, frame)
            if span is not None:
                return _period(span, text)
    return None


def _period(span: Span, text: str) -> Period | None:
    try:
        return Period(span.start, span.end, text)
    except InvalidValueError:
        return None


def _integer(text: str | None) -> int | None:
    if not text:
        return None
    try:
        return int(read_numeral(text).low)
    except UnreadableNumeralError:
        return None


# ---- the year a form begins with ----

_SHIFT = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "今": 0,
    "去年": -1,
    "去": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "后年": 2,
}
_WORD = "今年|本年度|本年|去年|大前年|前年|明年|后年|上年度|上一年度|上一年|上年|当年|该年|次年|同年"
_YEAR = rf"(?:(?P<year>[0-9]{{4}})年度?|(?P<word>{_WORD})|(?P<here>全年|年内|年度|年)?)"


def _year_of(found: re.Match[str], frame: Frame) -> int | None:
    if found["year"]:
        return int(found["year"])
    word = found["word"]
    if word is None:
        return frame.year
    if word in _SHIFT:
        return None if frame.report_year is None else frame.report_year + _SHIFT[word]
    year = frame.year
    if word.startswith("上"):
        base = year if year is not None else frame.report_year
        return None if base is None else base - 1
    if word == "次年":
        return None if year is None else year + 1
    return year


def _whole_year(found: re.Match[str], frame: Frame) -> Span | None:
    if not (found["year"] or found["word"] or found["here"]):
        return None
    year = _year_of(found, frame)
    return None if year is None else calendar.years(year)


def _own_year(found: re.Match[str], frame: Frame) -> Span | None:
    """全年, 年内, 年末: the section's year; with 前 (年底前) a deadline, which without section lies in the report's."""
    year = frame.deadline_year if found["by"] else frame.year
    return None if year is None else calendar.years(year)


def _since(found: re.Match[str], frame: Frame) -> Span | None:
    """2021年以来: to the end of the section, else to the report's year."""
    first = _year_of(found, frame)
    last = frame.section.years[1] if frame.section else frame.report_year
    if first is None or last is None:
        return None
    return calendar.years(first, max(first, last))


def _beginning(found: re.Match[str], frame: Frame) -> Span | None:
    year = _year_of(found, frame)
    return None if year is None else calendar.months(year, 1)


def _part(found: re.Match[str], frame: Frame) -> Span | None:
    """上半年, 二季度, 前三季度, 1—6月, 6月底, 3月15日 of a year."""
    year = _year_of(found, frame)
    if year is None and not found["year"] and not found["word"] and re.search("前$|底$", found[0]):
        year = frame.report_year
    if year is None:
        return None
    if found["half"]:
        return calendar.months(year, 1, 6) if found["half"] in "上前" else calendar.months(year, 7, 12)
    if found["quarters"]:
        count = _integer(found["quarters"])
        return None if count is None else calendar.months(year, 1, count * 3)
    if found["quarter"]:
        number = {"首": 1, "末": 4}.get(found["quarter"]) or _integer(found["quarter"])
        return None if number is None else calendar.months(year, number * 3 - 2, number * 3)
    if found["first_months"]:
        count = _integer(found["first_months"])
        return None if count is None else calendar.months(year, 1, count)
    month, last, number = _integer(found["month"]), _integer(found["last"]), _integer(found["day"])
    if month is None:
        return None
    if number is not None:
        return calendar.day(year, month, number)
    return calendar.months(year, month, last)


# ---- runs of years ----


def _year_range(found: re.Match[str], frame: Frame) -> Span | None:
    first, last = int(found["first"]), found["last"]
    end = int(last) if len(last) == 4 else int(found["first"][:2] + last)
    if found["m1"] and found["m2"]:
        start, stop = calendar.months(first, int(found["m1"])), calendar.months(end, int(found["m2"]))
        return None if start is None or stop is None else Span(start.start, stop.end)
    return calendar.years(first, end)


def _plan(found: re.Match[str], frame: Frame) -> Span | None:
    """“十三五”期间, 末, 初, 前三年, 以来."""
    first, last = calendar.five_year_plan(_plan_number(found["plan"]))
    part, count = found["part"] or "", _integer(found["count"])
    if part.startswith(("末", "收官", "期末", "终", "后期", "结束")):
        return calendar.years(last)
    if part.startswith(("初", "开局", "头一年", "第一年", "首年", "起步")):
        return calendar.years(first)
    if count is not None and not 1 <= count <= 5:
        return None
    if part.startswith("前") and count:
        return calendar.years(first, first + count - 1)
    if part.startswith("后") and count:
        return calendar.years(last - count + 1, last)
    if part.startswith("第") and count:
        return calendar.years(first + count - 1)
    if part.startswith("中期"):
        return calendar.years(first + 2)
    if part.endswith("以来"):
        until = frame.section.years[1] if frame.section else frame.report_year
        return calendar.years(first, min(last, until) if until is not None and until >= first else last)
    return calendar.years(first, last)


def _plan_number(name: str) -> int:
    return int(read_numeral(name).low)


def _past(found: re.Match[str], frame: Frame) -> Span | None:
    """过去五年, 五年来, 近三年: up to the end of a review section, in a plan up to the year before the report."""
    count = _integer(found["count"])
    if frame.section is not None and not frame.ahead:
        last: int | None = frame.section.years[1]
    elif frame.report_year is not None:
        last = frame.report_year - 1
    else:
        last = None if frame.section is None else frame.section.years[0] - 1
    return None if not count or last is None else calendar.years(last - count + 1, last)


def _ahead(found: re.Match[str], frame: Frame) -> Span | None:
    """今后五年, 未来三年: from the report's year on, or the span of a plan section that has that length."""
    count = _integer(found["count"])
    if not count:
        return None
    if frame.section is not None and frame.ahead:
        first, last = frame.section.years
        if last - first + 1 == count:
            return calendar.years(first, last)
        start = frame.report_year or first
        return calendar.years(start, start + count - 1)
    return None if frame.report_year is None else calendar.years(frame.report_year, frame.report_year + count - 1)


def _stretch(found: re.Match[str], frame: Frame) -> Span | None:
    """三年累计: what lies behind in a review, what lies ahead in a plan."""
    return _ahead(found, frame) if frame.ahead else _past(found, frame)


def _campaign(found: re.Match[str], frame: Frame) -> Span | None:
    """三年行动: dated by a plan section or a section of its length; a review does not say when it began."""
    count = _integer(found["count"])
    if frame.section is not None and count is not None:
        first, last = frame.section.years
        if last - first + 1 == count:
            return calendar.years(first, last)
    return _ahead(found, frame) if frame.ahead else None


def _section_span(found: re.Match[str], frame: Frame) -> Span | None:
    """年均, 本届政府, 这些年: the span of the section."""
    if frame.section is not None:
        return Span(frame.section.start, frame.section.end)
    return None if frame.year is None else calendar.years(frame.year)


def _decade(found: re.Match[str], frame: Frame) -> Span | None:
    tens = _integer(found["tens"])
    if tens is None or tens % 10 or not 0 <= tens <= 90:
        return None
    century = 1900 if found["century"] in ("上世纪", "二十世纪", "20世纪") else 2000
    return calendar.years(century + tens, century + tens + 9)


# ---- what a change is measured against ----


def _same_time_last_year(found: re.Match[str], frame: Frame) -> Span | None:
    """同比, 上年同期: the section's stretch one year earlier."""
    if frame.section is None or frame.section.years[0] != frame.section.years[1]:
        return None if frame.year is None else calendar.years(frame.year - 1)
    return Span(_year_earlier(frame.section.start), _year_earlier(frame.section.end))


def _year_earlier(iso: str) -> str:
    return f"{int(iso[:4]) - 1:04}{iso[4:]}"


def _stretch_before(found: re.Match[str], frame: Frame) -> Span | None:
    """环比: the stretch of the same length just before the section's."""
    if frame.section is None:
        return None
    first, last = frame.section.first_day, frame.section.last_day
    if len(frame.section.start) == 4:
        length = last.year - first.year + 1
        return calendar.years(first.year - length, first.year - 1)
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    start, end = first.year * 12 + first.month - 1 - length, first.year * 12 + first.month - 2
    return Span(f"{start // 12:04}-{start % 12 + 1:02}", f"{end // 12:04}-{end % 12 + 1:02}")


_N = rf"(?P<count>{_NUMBER})"
_PLAN = r"(?P<plan>十[一二三四五六七八]?|[一二三四五六七八九])五(?:规划|计划|时期)?"
_PLAN_PARTS = (
    "期间|时期|期末|期初|末期|初期|中期|末年?|初年?|收官之?年?|开局之?年?|头一年|第一年|首年|规划以来|开局以来|以来"
)
_MONTHS = rf"(?P<month>{_NUMBER})(?:月份?)?(?:{_DASH}(?P<last>{_NUMBER}))?月份?(?:(?P<day>{_NUMBER})[日号])?"
_PARTS = (
    rf"(?:(?P<half>[上前下后])半年|前(?P<quarters>{_NUMBER})个?季度|第?(?P<quarter>首|末|[一二三四1-4])个?季度"
    rf"|前(?P<first_months>{_NUMBER})个?月|{_MONTHS})"
)
_FORMS: list[tuple[re.Pattern[str], Callable[[re.Match[str], Frame], Span | None]]] = [
    (re.compile(source), resolve)
    for source, resolve in (
        (
            rf"(?P<first>[0-9]{{4}})年?(?:(?P<m1>[0-9]{{1,2}})月份?)?{_DASH}"
            rf"(?P<last>[0-9]{{4}}|[0-9]{{2}}(?=年))年?(?:(?P<m2>[0-9]{{1,2}})月份?)?(?:度|底|末)?{_TAIL}",
            _year_range,
        ),
        (rf"{_PLAN}(?P<part>{_PLAN_PARTS}|[前后第]{_N}年)?{_TAIL}", _plan),
        (rf"{_YEAR}以来", _since),
        (rf"{_YEAR}同期|同比|同期", _same_time_last_year),
        (r"环比|上期|上月|上季度", _stretch_before),
        (rf"{_YEAR}(?:年初|初|伊始|开年|开局)", _beginning),
        (r"(?:全年|年内|年度|全年度|年底|年末|岁末|年终|岁尾)(?P<by>前|之前|以前|内)?", _own_year),
        (rf"{_YEAR}{_YEAR_END}{_TAIL}", _whole_year),
        (rf"{_YEAR}{_PARTS}(?:上旬|中旬|下旬|底|末|初)?{_TAIL}", _part),
        (
            rf"(?:刚刚)?(?:过去|近|最近|前|这|以往|上一?个|此前|连续)?{_N}个?年头?(?:以来|来|间|期间|里|中)",
            _past,
        ),
        (rf"(?:刚刚)?(?:过去|近|最近|前|以往|上一?个|此前){_N}个?年头?", _past),
        (rf"(?:今后|未来|下一步|接下来|往后|下一?个|后){_N}年(?:内|间|时间|里|期间|中)?", _ahead),
        (rf"{_N}年(?:行动计划|行动|攻坚|规划|计划|任务|倍增计划|目标|内)", _campaign),
        (rf"(?:这|连续)?{_N}个?年头?(?:累计|以上)?", _stretch),
        (r"年均|年平均|平均每年|每年|逐年|本届政府(?:任期内?|以来|期间)?|任期内?|本届任期", _section_span),
        (
            r"(?P<century>上世纪|二十世纪|20世纪|本世纪|21世纪)(?P<tens>[0-9]{2}|[一二三四五六七八九]十)年代",
            _decade,
        ),
    )
]
