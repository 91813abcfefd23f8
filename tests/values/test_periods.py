"""Time expressions against the report's year and the section's reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.errors import InvalidValueError
from govreport_ie.values import resolve_period

REVIEW = {"report_year": 2024, "section_period": "2023", "section_kind": "review"}
PLAN = {"report_year": 2024, "section_period": "2024", "section_kind": "plan"}
FIVE_BACK = {"report_year": 2021, "section_period": "2016/2020", "section_kind": "review"}
FIVE_AHEAD = {"report_year": 2021, "section_period": "2021/2025", "section_kind": "plan"}
NO_SECTION = {"report_year": 2024}

CASES = [
    # years that stand by themselves
    ("2023年", NO_SECTION, "2023"),
    ("２０２３年", NO_SECTION, "2023"),
    ("二〇二三年", NO_SECTION, "2023"),
    ("到2025年", REVIEW, "2025"),
    ("截至2023年底", PLAN, "2023"),
    ("2025年年底", REVIEW, "2025"),
    ("2030年前", PLAN, "2030"),
    ("2016—2020年", NO_SECTION, "2016/2020"),
    ("2021-23年", NO_SECTION, "2021/2023"),
    ("2021年至2023年", NO_SECTION, "2021/2023"),
    ("2023年6月", NO_SECTION, "2023-06"),
    ("2024年1-3月", NO_SECTION, "2024-01/2024-03"),
    ("2023年10月至2024年3月", NO_SECTION, "2023-10/2024-03"),
    ("2023年12月31日", NO_SECTION, "2023-12-31"),
    ("2023年上半年", NO_SECTION, "2023-01/2023-06"),
    ("2021年以来", REVIEW, "2021/2023"),
    # five-year plans
    ("“十三五”期间", NO_SECTION, "2016/2020"),
    ("“十三五”末", NO_SECTION, "2020"),
    ("“十四五”初", NO_SECTION, "2021"),
    ("“十四五”时期", NO_SECTION, "2021/2025"),
    ("“十二五”前三年", NO_SECTION, "2011/2013"),
    ("“十二五”后两年", NO_SECTION, "2014/2015"),
    ("“十五”期间", NO_SECTION, "2001/2005"),
    ("“一五”时期", NO_SECTION, "1953/1957"),
    ("“十五五”时期", NO_SECTION, "2026/2030"),
    ("“十四五”以来", REVIEW, "2021/2023"),
    # years of the report
    ("今年", REVIEW, "2024"),
    ("今年", PLAN, "2024"),
    ("去年", PLAN, "2023"),
    ("前年", PLAN, "2022"),
    ("明年", PLAN, "2025"),
    ("今年上半年", REVIEW, "2024-01/2024-06"),
    ("去年9月", PLAN, "2023-09"),
    ("去年底", PLAN, "2023"),
    # the year of the section
    ("全年", REVIEW, "2023"),
    ("全年", PLAN, "2024"),
    ("全年", FIVE_BACK, "2020"),
    ("年内", PLAN, "2024"),
    ("年末", REVIEW, "2023"),
    ("年底前", NO_SECTION, "2024"),
    ("上半年", REVIEW, "2023-01/2023-06"),
    ("下半年", PLAN, "2024-07/2024-12"),
    ("一季度", REVIEW, "2023-01/2023-03"),
    ("第四季度", REVIEW, "2023-10/2023-12"),
    ("前三季度", REVIEW, "2023-01/2023-09"),
    ("1—6月", REVIEW, "2023-01/2023-06"),
    ("6月底前", PLAN, "2024-06"),
    ("10月1日", REVIEW, "2023-10-01"),
    ("上年", REVIEW, "2022"),
    ("上年", PLAN, "2023"),
    # runs of years
    ("过去五年", FIVE_BACK, "2016/2020"),
    ("五年来", FIVE_BACK, "2016/2020"),
    ("过去的五年", FIVE_AHEAD, "2016/2020"),
    ("过去五年", REVIEW, "2019/2023"),
    ("三年", REVIEW, "2021/2023"),
    ("近三年", REVIEW, "2021/2023"),
    ("过去一年", PLAN, "2023"),
    ("今后五年", FIVE_AHEAD, "2021/2025"),
    ("今后五年", FIVE_BACK, "2021/2025"),
    ("未来三年", PLAN, "2024/2026"),
    ("三年行动", PLAN, "2024/2026"),
    ("五年规划", FIVE_AHEAD, "2021/2025"),
    ("年均", FIVE_BACK, "2016/2020"),
    ("年均", FIVE_AHEAD, "2021/2025"),
    ("上世纪90年代", NO_SECTION, "1990/1999"),
    # bases
    ("较2019年", REVIEW, "2019"),
    ("比“十三五”末", REVIEW, "2020"),
    ("比上年", REVIEW, "2022"),
    ("与2020年相比", REVIEW, "2020"),
    ("同比", REVIEW, "2022"),
    ("同比", {"report_year": 2024, "section_period": "2024-H1"}, "2023-01/2023-06"),
    ("环比", {"report_year": 2024, "section_period": "2024-03"}, "2024-02"),
    ("环比", {"report_year": 2024, "section_period": "2024-Q1"}, "2023-10/2023-12"),
]


@pytest.mark.parametrize(("text", "frame", "expected"), CASES)
def test_resolves(text: str, frame: dict[str, object], expected: str) -> None:
    period = resolve_period(text, **frame)  # type: ignore[arg-type]
    assert str(period) == expected
    assert period is not None and period.text == text and period.inferred is False


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("本世纪中叶", REVIEW),
        ("改革开放以来", REVIEW),
        ("近期", REVIEW),
        ("2月30日", REVIEW),
        ("2023年13月", NO_SECTION),
        ("上半年", NO_SECTION),
        ("今年", {"report_year": None}),
        ("年均", NO_SECTION),
        ("三年行动", REVIEW),
        ("2025-2021年", NO_SECTION),
        ("", REVIEW),
    ],
)
def test_what_names_no_known_time_is_none(text: str, frame: dict[str, object]) -> None:
    assert resolve_period(text, **frame) is None  # type: ignore[arg-type]


def test_kind_decides_where_there_is_no_reference() -> None:
    assert str(resolve_period("全年", report_year=2024, section_kind="review")) == "2023"
    assert str(resolve_period("全年", report_year=2024, section_kind="plan", section_period="-")) == "2024"


def test_a_foreign_reference_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="2016/2020"):
        resolve_period("全年", report_year=2024, section_period="FY23")


WORDS = "2023 0 13 年 月 日 底 前 至 - 今年 上 半年 季度 十 四 五 末 初 以来 过去 来 同比 全年 “ ” 到 99999"
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(max_size=20), st.lists(PIECES, max_size=8).map("".join))


@given(TEXTS, st.sampled_from([REVIEW, PLAN, FIVE_BACK, NO_SECTION]))
def test_any_text_gives_a_period_or_none(text: str, frame: dict[str, object]) -> None:
    period = resolve_period(text, **frame)  # type: ignore[arg-type]
    assert period is None or period.first_day <= period.last_day
