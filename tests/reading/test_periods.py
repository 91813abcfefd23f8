"""Years, five-year plans and spoken spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.reading.periods import plan_period, spoken_span, year_of, years_of


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年工作回顾", [2023]),
        ("２０２３年工作", [2023]),
        ("二〇二三年工作", [2023]),
        ("二00八年工作", [2008]),
        ("一九九九年", [1999]),
        ("2019 年和2020年", [2019, 2020]),
        ("投资2023万元", []),
        ("12023年", []),
        ("1849年", []),
        ("“十三五”时期", []),
    ],
)
def test_years(text: str, years: list[int]) -> None:
    assert years_of(text) == years
    assert year_of(text) == (years[0] if years else None)


@given(st.integers(1900, 2099))
def test_every_year_is_read(year: int) -> None:
    assert year_of(f"{year}年工作回顾") == year


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("“十三五”时期", "2016/2020"),
        ("“十四五”", "2021/2025"),
        ("“十五”计划", "2001/2005"),
        ("“十五五”规划", "2026/2030"),
        ("“九五”期间", "1996/2000"),
        ("“十一五”", "2006/2010"),
        ("“一五”", "1953/1957"),
        ("“二五”", "1958/1962"),
        ("“三五”", "1966/1970"),
        ("十二五时期", "2011/2015"),
        ('"十二五"', "2011/2015"),
        ("第十个五年计划", "2001/2005"),
        ("三五家企业", None),
        ("“三五”个人", "1966/1970"),
        ("十五家", None),
    ],
)
def test_plan_periods(text: str, period: str | None) -> None:
    assert plan_period(text) == period


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("过去五年工作回顾", "2019/2023"),
        ("过去的5年", "2019/2023"),
        ("五年来", "2019/2023"),
        ("本届政府工作回顾", "2019/2023"),
        ("过去三年工作", "2021/2023"),
        ("今后五年奋斗目标", "2024/2028"),
        ("未来五年", "2024/2028"),
        ("今后三年", "2024/2026"),
        ("2019—2023年工作回顾", "2019/2023"),
        ("今后五年工作总体思路", "2024/2028"),
        ("“十四五”目标", "2021/2025"),
        ("2023年工作", None),
    ],
)
def test_spoken_spans(text: str, span: str | None) -> None:
    assert spoken_span(text, 2024) == span


def test_spoken_spans_need_the_year_of_the_report() -> None:
    assert spoken_span("过去五年工作回顾", None) is None
    assert spoken_span("“十三五”回顾", None) == "2016/2020"
