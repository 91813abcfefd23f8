"""Where sentences end (annotation guidelines, section 2)."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text
from govreport_ie.reading.sentences import blanks_divide


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in read_text(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["新建水库2座。", "改造泵站1座。"],
        ["谁来照看老人？", "我们来！", "一定办好。"],
        ["他说：“一定办好。”", "群众放心了。"],
        ["他说：“一定办好！”", "群众放心了。"],
        ["（已完成投资3亿元。）", "明年续建。"],
        ["实施“三大行动”②。", "投资3亿元。"],
        ["推行一窗通办。①", "投资3亿元。"],
        ["推行一窗通办。[12]", "投资3亿元。"],
        ["真的能行？！", "能行。"],
        ["任务完成了!", "群众满意吗?", "满意。"],
        ["全县增长6%!", "创历史新高。"],
        ['他说"一定办好。"', "群众放心了。"],
        ["任务完成。", '"十四五"开局良好。'],
        ["生产总值86.4亿元，增长5.8%；财政收入4.27亿元：均超预期、好于全市。", "税收也增长。"],
        ["收入达到3.5万元。。", "继续增长。"],
    ],
)
def test_sentence_ends(parts: list[str]) -> None:
    assert sentences("".join(parts)) == parts
    assert sentences("　　" + " ".join(parts) + "\n") == parts


@pytest.mark.parametrize(
    "text",
    [
        "占农业总产值的比重达到47?5%。",
        "布局现代医药产业链?，发展物流业。",
        "以“山水?云岭”为主题举办旅游节。",
        "接入Yahoo!平台和C++环境。",
        "排查矿山、尾矿库、?;?、水源地等领域。",
        "推进“放管服”改革；优化环境：简化流程，压缩时限。",
        "引进What?Next公司投资3亿元。",
    ],
)
def test_marks_that_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_paragraph_ends_a_sentence_without_a_mark() -> None:
    assert sentences("重点做好以下工作：\n——财政收入增长6%；\n——新增就业2千人") == [
        "重点做好以下工作：",
        "——财政收入增长6%；",
        "——新增就业2千人",
    ]


def test_spans_are_trimmed_and_inside_the_source() -> None:
    source = "  　新建水库2座。 　改造泵站。  \n"
    assert [source[s.start : s.end] for s in read_text(source)] == ["新建水库2座。", "改造泵站。"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "一、2023年工作回顾 过去一年，我们迎难而上。",
            [("一、2023年工作回顾", True), ("过去一年，我们迎难而上。", False)],
        ),
        (
            "二、2024年重点工作围绕年度目标，抓好五件事。",
            [("二、2024年重点工作", True), ("围绕年度目标，抓好五件事。", False)],
        ),
        ("2024年工作安排 今年是关键之年。", [("2024年工作安排", True), ("今年是关键之年。", False)]),
        (
            "（一）产业结构在转型中优化。新增企业4家。",
            [("（一）产业结构在转型中优化。", False), ("新增企业4家。", False)],
        ),
        (
            "任务完成。二、2024年工作安排今年是关键之年。",
            [("任务完成。", False), ("二、2024年工作安排", True), ("今年是关键之年。", False)],
        ),
    ],
)
def test_glued_headings(source: str, expected: list[tuple[str, bool]]) -> None:
    assert [(sentence.text, sentence.heading) for sentence in read_text(source)] == expected


def test_front_matter_on_one_line_is_cut() -> None:
    source = "2024年云岭县政府工作报告 2024年3月2日在云岭县第三届人民代表大会第一次会议上 县长 周明远 "
    source += "各位代表: 现在,我代表县人民政府报告工作。"
    assert sentences(source)[:3] == [
        "2024年云岭县政府工作报告",
        "2024年3月2日在云岭县第三届人民代表大会第一次会议上",
        "县长 周明远",
    ]


@pytest.mark.parametrize(
    ("text", "divide"),
    [
        ("新建水库两座。 改造泵站一座。 修复河堤三里。 开通公交两线。 建成学校一所。 扩建医院一处。", True),
        ("规模以上 工业增加值增长，出 口总额 回升，消费 市场回暖，投资 增长，财政 增收，就业 稳定。", False),
        ("全县完成 86.4 亿元，增长 5.8%。", False),
    ],
)
def test_what_blanks_mean(text: str, divide: bool) -> None:
    assert blanks_divide(text) is divide
