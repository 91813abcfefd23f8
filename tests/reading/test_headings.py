"""Headings by number and words, and the end of a heading glued to its sentence."""

from __future__ import annotations

import pytest

from govreport_ie.reading.headings import (
    glued_heading_end,
    is_chapter,
    is_heading,
    is_numbered,
    starts_block,
    strip_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "一、2023年工作回顾",
        "（一）坚持项目为先",
        "(三)改善民生",
        "第一部分 去年工作",
        "第二，建设现代产业体系",
        "一是扩大内需，提振消费",
        "1.加强监管",
        "2023年工作回顾",
        "名 词 解 释",
        "附件1",
        "附件：",
        "今后五年奋斗目标",
        "强化生态保护",
        "十一、推进改革",
        "有关名词解释：",
    ],
)
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：",
        "新增造林2万亩。",
        "重点做好以下工作：",
        "——财政收入增长6%",
        "地区生产总值 86.4 亿元",
        "全县新增企业30家，",
        "3. 一窗通办：是指一个窗口办事",
        "",
        "（一）做强工业。新建厂房2万平方米",
        "同志们，",
        "增长6%；",
    ],
)
def test_no_headings(text: str) -> None:
    assert not is_heading(text)


@pytest.mark.parametrize(
    ("text", "chapter"),
    [("一、回顾", True), ("第三章 保障", True), ("（一）工业", False), ("十二、民生", True), ("2、工业", False)],
)
def test_chapter_numbers(text: str, chapter: bool) -> None:
    assert is_chapter(text) is chapter
    assert is_numbered(text)


@pytest.mark.parametrize(
    ("text", "bare"), [("二、 2024 年 工作安排", "2024年工作安排"), ("（一）工业", "工业"), ("名 词 解 释", "名词解释")]
)
def test_strip_number(text: str, bare: str) -> None:
    assert strip_number(text) == bare


@pytest.mark.parametrize("text", ["（二）工业", "——投资增长", "各位代表！", "各位委员：", "3. 名词", "●亮点"])
def test_what_starts_a_paragraph(text: str) -> None:
    assert starts_block(text)


@pytest.mark.parametrize("text", ["一季度开局良好", "10.5亿元", "—2025年", "三产占比提高"])
def test_what_does_not(text: str) -> None:
    assert not starts_block(text)


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("一、2023年工作回顾", "2023年，全县上下迎难而上。"),
        ("一、2023年工作回顾", " 过去一年，全县上下迎难而上。"),
        ("二、2024年工作总体要求和主要目标", "今年是关键之年。"),
        ("三、2024年重点工作", "围绕全年目标，抓好五件事。"),
        ("四、切实加强政府自身建设", "认真执行法治政府建设纲要。"),
        ("一、2007年政府的工作", "2007年，在县委领导下成绩显著。"),
        ("一、“十二五”重大成就及“十三五”主要目标回顾", "过去的五年，我们走过不平凡的路。"),
        ("二、今后五年的总体要求和目标任务", "今后五年，是云岭加快发展的时期。"),
    ],
)
def test_glued_heading_is_found(heading: str, rest: str) -> None:
    assert glued_heading_end(heading + rest, blank_divides=False) == len(heading)


@pytest.mark.parametrize(
    "text",
    [
        "一、二、三产业分别增长3%、5%和7%。",
        "三、加强政府自身建设，不断提高施政水平云岭是山区县。",
        "2023年工作回顾显示，项目建设提速。",
        "全年完成年度目标任务今年已经过半。",
        "（一）做强工业经济 新增企业3家。",
    ],
)
def test_doubtful_heading_stays_with_its_sentence(text: str) -> None:
    assert glued_heading_end(text, blank_divides=False) == 0


def test_numbered_stretch_in_front_of_a_blank_where_blanks_divide() -> None:
    heading = "（一）在项目提速上全力以赴，让县域实力更强"
    assert glued_heading_end(f"{heading} 抓好76个重点项目。", blank_divides=True) == len(heading)
    assert glued_heading_end("（一）做强工业。 抓好项目。", blank_divides=True) == 0
