"""Page numbers and running heads go; numbers, ranges and tables stay."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text

BEFORE, AFTER = "全县坚持稳中求进工作总基调，着力推", "动项目建设，完成投资三十亿元。"
PAGE = "新建村道三十公里，改造泵站两座，惠及群众五千余人，发展基础不断夯实。\n" * 9


@pytest.mark.parametrize(
    "mark",
    [
        "- 3 -",
        "— 23 —",
        "—3—",
        "－ 5 －",
        "第3页",
        "第3页 共20页",
        "第 3 页，共 20 页",
        "共20页 第3页",
        "Page 3 of 20",
        "·3·",
        "– 7 –",
        "\f- 4 -",
        "\f",
    ],
)
def test_page_mark_inside_a_sentence(mark: str) -> None:
    source = f"{PAGE}云岭县去年开局良好。{BEFORE}\n{mark}\n{AFTER}\n{PAGE}"
    document = read_text(source)
    assert BEFORE + AFTER in [sentence.text for sentence in document]
    assert mark.strip() == "" or mark.strip() not in document.text


@pytest.mark.parametrize("style", ["{}", "- {}", "{} -", "{}/9"])
def test_doubtful_page_numbers_count_on(style: str) -> None:
    source = "".join(PAGE + style.format(number) + "\n" for number in range(3, 7))
    document = read_text(source)
    assert all(sentence.text.startswith("新建村道") for sentence in document)


@pytest.mark.parametrize(
    "source",
    [
        "年份\n2021\n2022\n2023\n增速\n5\n6\n7\n",
        "序号\n1\n新建水库\n2\n改造泵站\n3\n修复河堤\n",
        "规划期为2021—2025年，新增 - 3 - 5 家企业。",
        "增速为\n-5\n个百分点",
    ],
)
def test_numbers_that_are_no_page_numbers_stay(source: str) -> None:
    document = read_text(source)
    assert [char for char in document.text if char.isdigit()] == [char for char in source if char.isdigit()]


def test_page_numbers_on_a_single_line() -> None:
    body = "新建村道三十公里，改造泵站两座，惠及群众五千余人。"
    document = read_text(f"{body}着力推 — 1 — 动项目建设。{body}深入推 — 2 — 进改革。 第3页 共9页 {body}")
    texts = [sentence.text for sentence in document]
    assert "着力推动项目建设。" in texts and "深入推进改革。" in texts
    assert "页" not in document.text


def test_running_head_goes_but_the_title_stays() -> None:
    title = "云岭县人民政府工作报告"
    cuts = ["全县坚持稳中求进，着力推", "我们聚焦产业升级，加快推", "各镇强化要素保障，合力推"]
    pages = [f"{PAGE}{cut}\n— {number} —\n{title}\n动发展。\n" for number, cut in enumerate(cuts, 1)]
    document = read_text(title + "\n" + "".join(pages))
    assert document.text.count(title) == 1
    texts = [sentence.text for sentence in document]
    assert all(cut + "动发展。" in texts for cut in cuts)


def test_lines_that_come_back_without_page_marks_stay() -> None:
    source = "牵头单位\n县住建局\n" * 6
    assert read_text(source).text == source
