"""Markdown marks, HTML tags and invisible characters are left out; other stars and dashes stay."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text

MARKDOWN = "# 云岭县政府工作报告\n\n"


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("**突出项目建设。**新开工18个。", "突出项目建设。新开工18个。"),
        ("主要污染物SO<sub>2</sub>浓度下降。", "主要污染物SO2浓度下降。"),
        ("面积3万m<sup>2</sup>。", "面积3万m2。"),
        ('<p class="x">新建水库2座。</p>', "新建水库2座。"),
        ("投资&nbsp;3亿元。", "投资3亿元。"),
        ("投资\u200b3亿\ufeff元。", "投资3亿元。"),
        ("新建<b>水库</b>2座。<br/>", "新建水库2座。"),
        ("设施面积 3<5 公顷。", "设施面积 3<5 公顷。"),
        ("推行7*24小时服务。", "推行7*24小时服务。"),
        ("★标记的项目。", "★标记的项目。"),
        ("#1号泵站和2#机组投用。", "#1号泵站和2#机组投用。"),
    ],
)
def test_inline_marks(source: str, clean: str) -> None:
    assert read_text(source).text == clean


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("## 一、2023年工作回顾", "一、2023年工作回顾"),
        ("### **重点任务：**", "重点任务："),
        ("- 新建水库2座。", "新建水库2座。"),
        ("* 新建水库2座。", "新建水库2座。"),
        ("> 新建水库2座。", "新建水库2座。"),
        ("1. **一县一策**：是指分类指导。", "1. 一县一策：是指分类指导。"),
        ("__新建__水库2座。", "新建水库2座。"),
        ("新建水库\\*2座。", "新建水库*2座。"),
        ("## 工作回顾 ##", "工作回顾"),
    ],
)
def test_marks_of_a_markdown_text(line: str, clean: str) -> None:
    document = read_text(MARKDOWN + line + "\n")
    assert document.sentences[-1].text == clean


def test_rules_and_fences_leave_no_sentence() -> None:
    document = read_text(MARKDOWN + "---\n\n新建水库2座。\n\n***\n\n```text\n投资3亿元。\n```\n")
    assert [sentence.text for sentence in document][1:] == ["新建水库2座。", "投资3亿元。"]


def test_markdown_headings_are_headings() -> None:
    document = read_text(MARKDOWN + "## 今年怎么干\n\n新建水库2座。\n")
    assert [sentence.heading for sentence in document] == [True, True, False]


def test_hard_break_joins_the_date_line() -> None:
    document = read_text(MARKDOWN + "——2021年4月2日在云岭县第三届人民代表大会  \n第一次会议上\n\n各位代表：\n")
    assert document.sentences[1].text == "——2021年4月2日在云岭县第三届人民代表大会第一次会议上"
    assert document.date == "2021-04-02"


def test_bold_that_runs_over_a_page_break() -> None:
    document = read_text(MARKDOWN + "**推进项目建设。年内开\n\n工12个。**投资3亿元。全年力争完\n\n成5亿元。\n")
    assert [sentence.text for sentence in document][1:] == [
        "推进项目建设。",
        "年内开工12个。",
        "投资3亿元。",
        "全年力争完成5亿元。",
    ]


def test_list_dashes_of_plain_text_stay() -> None:
    assert read_text("- 新建水库2座。\n- 改造泵站1座。").text == "- 新建水库2座。\n- 改造泵站1座。"
