"""Kind and reference period by the words of a heading."""

from __future__ import annotations

import pytest

from govreport_ie.reading.kinds import Topic, classify, default_reference, is_explicit, tense

YEAR = 2024


@pytest.mark.parametrize(
    ("heading", "kind", "reference"),
    [
        ("一、2023年工作回顾", "review", "2023"),
        ("一、过去一年的工作", "review", "2023"),
        ("一、2023年主要工作", "review", "2023"),
        ("2023 年国民经济和社会发展计划执行情况", "review", "2023"),
        ("一、过去五年工作回顾", "review", "2019/2023"),
        ("一、过去五年及2023年工作回顾", "review", "2019/2023"),
        ("一、2023年工作和过去五年成就", "review", "2023"),
        ("一、“十三五”发展成就", "review", "2016/2020"),
        ("“十二五”规划目标全面完成", "review", "2011/2015"),
        ("二、2024年工作安排", "plan", "2024"),
        ("二、2024年主要目标和重点工作", "plan", "2024"),
        ("二、2024年预期目标和主要任务", "plan", "2024"),
        ("二、今年工作打算", "plan", "2024"),
        ("二、今后五年的奋斗目标和主要任务", "plan", "2024/2028"),
        ("二、“十五五”时期目标任务", "plan", "2026/2030"),
        ("2024年县十件民生实事", "plan", "2024"),
        ("二、2024年总体要求和主要预期目标", "goals", "2024"),
        ("三、全面加强政府自身建设", "government_building", "2024"),
        ("四、努力建设人民满意的服务型政府", "government_building", "2024"),
        ("名 词 解 释", "glossary", None),
        ("《政府工作报告》有关名词注释", "glossary", None),
        ("附件：", "other", None),
    ],
)
def test_headings_are_classified(heading: str, kind: str, reference: str | None) -> None:
    assert classify(heading, YEAR) == Topic(kind, reference)


@pytest.mark.parametrize("heading", ["（一）工业经济", "一、坚持稳中求进", "云岭县县长 周明远"])
def test_headings_that_say_nothing(heading: str) -> None:
    assert classify(heading, YEAR) is None


def test_without_the_report_year_the_heading_still_tells() -> None:
    assert classify("一、2023年工作回顾", None) == Topic("review", "2023")
    assert classify("一、过去五年工作回顾", None) == Topic("review", None)


@pytest.mark.parametrize(
    ("kind", "reference"),
    [("review", "2023"), ("plan", "2024"), ("goals", "2024"), ("front", None), ("glossary", None)],
)
def test_default_reference(kind: str, reference: str | None) -> None:
    assert default_reference(kind, YEAR) == reference
    assert default_reference(kind, None) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("去年，我们完成了水库加固，建成了村道，群众收入达到新高，同比明显增长。", "review"),
        ("今年，我们要坚持项目为先，力争新开工30个项目，确保竣工，着力稳增长。", "plan"),
        ("云岭县位于山区。", None),
    ],
)
def test_tense(text: str, told: str | None) -> None:
    assert tense(text, YEAR) == told


@pytest.mark.parametrize(
    ("heading", "explicit"), [("一、工作回顾", True), ("二、“十四五”蓝图", True), ("三、开创发展新局面", False)]
)
def test_explicit_headings(heading: str, explicit: bool) -> None:
    assert is_explicit(heading) is explicit
