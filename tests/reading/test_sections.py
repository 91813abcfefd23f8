"""Sections of made-up reports: chapters, turns of period, goals, government building, annexes."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text
from tests.reading.samples import REPORT

FRONT = (
    "政府工作报告\n——{year}年3月12日在云岭县第九届人民代表大会第一次会议上\n"
    "各位代表：\n现在，我代表县人民政府向大会报告工作，请予审议。\n"
)
GOALS = "今年全县经济社会发展主要预期目标是：地区生产总值增长6%左右，投资增长8%。\n"
WORK = "新建村道30公里，改造泵站2座，惠及群众5000余人。\n"


def outline(body: str, year: int = 2021) -> list[tuple[str, str | None]]:
    document = read_text(FRONT.format(year=year) + body)
    return [(section.kind, section.reference) for section in document.sections]


def test_usual_report() -> None:
    document = read_text(REPORT)
    assert [(section.kind, section.reference, section.heading) for section in document.sections] == [
        ("front", None, ""),
        ("review", "2023", "一、2023年工作回顾"),
        ("plan", "2024", "二、2024年工作安排"),
        ("goals", "2024", "二、2024年工作安排"),
        ("plan", "2024", "二、2024年工作安排"),
        ("government_building", "2024", "三、全面加强政府自身建设"),
    ]
    goals = next(section for section in document.sections if section.kind == "goals")
    assert REPORT[goals.start : goals.end].startswith("今年全县经济社会发展的主要预期目标是")
    assert REPORT[goals.start : goals.end].rstrip().endswith("控制在3%以内。")


def test_five_year_review_with_last_year_inside() -> None:
    body = (
        f"“十三五”时期工作回顾\n“十三五”时期，全县发展迈上台阶。{WORK}五年来，民生改善。\n各位代表，刚刚过去的2020年极不平凡。\n{WORK}"
        f"“十四五”预期目标和主要任务\n“十四五”时期主要目标是：经济总量翻番，生产总值达到200亿元。\n{WORK}2021年工作安排\n{WORK}{GOALS}{WORK}"
    )
    assert outline(body) == [
        ("front", None),
        ("review", "2016/2020"),
        ("review", "2020"),
        ("plan", "2021/2025"),
        ("goals", "2021/2025"),
        ("plan", "2021/2025"),
        ("plan", "2021"),
        ("goals", "2021"),
        ("plan", "2021"),
    ]


def test_past_five_years_and_next_five_years() -> None:
    body = f"一、过去五年工作回顾\n{WORK}二、今后五年工作总体思路\n{WORK}三、2021年重点工作\n{GOALS}{WORK}"
    assert outline(body) == [
        ("front", None),
        ("review", "2016/2020"),
        ("plan", "2021/2025"),
        ("plan", "2021"),
        ("goals", "2021"),
        ("plan", "2021"),
    ]


def test_report_without_headings() -> None:
    body = (
        f"2020年是不平凡的一年。我们战胜困难，完成了各项任务，取得了新的成绩。\n{WORK}"
        f"2021年是关键之年，做好今年工作至关重要。要坚持稳中求进。\n{GOALS}{WORK}"
    )
    assert outline(body) == [("front", None), ("review", "2020"), ("plan", "2021"), ("goals", "2021"), ("plan", "2021")]


DONE = "建成了水库，完成了改造，取得了成效，产值超过5亿元，新增企业8家，群众得到了实惠。\n"
TO_DO = "要坚持项目为先，力争开工30个项目，确保早日竣工，着力稳增长，努力扩就业。\n"


def test_words_of_tense_part_a_report_without_headings_or_openings() -> None:
    body = f"全县上下迎难而上。\n{DONE * 4}感谢大家的支持！\n{TO_DO * 5}"
    assert outline(body) == [("front", None), ("review", "2020"), ("plan", "2021")]
    sections = read_text(FRONT.format(year=2021) + body).sections
    assert sections[-1].end - sections[-1].start == pytest.approx(len(TO_DO * 5), abs=12)
    assert outline(body.replace("\n", "") + "\n") == [("front", None), ("review", "2020"), ("plan", "2021")]


def test_a_late_opening_of_the_year_ahead_does_not_hide_the_plan_before_it() -> None:
    opening = "2021年是关键之年，做好今年工作至关重要。\n"
    body = f"全县上下迎难而上。\n{DONE * 6}{TO_DO * 20}{opening}{TO_DO}"
    (*_, plan) = read_text(FRONT.format(year=2021) + body).sections
    assert (plan.kind, plan.reference) == ("plan", "2021")
    assert plan.end - plan.start == pytest.approx(len(TO_DO * 21 + opening), abs=12)


def test_a_review_without_a_plan_stays_one() -> None:
    assert outline(f"全县上下迎难而上。\n{DONE * 8}感谢大家的支持！\n") == [("front", None), ("review", "2020")]


@pytest.mark.parametrize(
    ("heading", "year", "reference"),
    [("一、实现“十四五”良好开局", 2022, "2021"), ("一、“十三五”规划完成情况", 2021, "2016/2020")],
)
def test_a_first_chapter_of_things_done_is_the_review_whatever_plan_it_names(
    heading: str, year: int, reference: str
) -> None:
    body = f"{heading}\n{DONE * 4}二、{year}年工作安排\n{GOALS}{WORK}"
    assert outline(body, year)[:3] == [("front", None), ("review", reference), ("plan", str(year))]


def test_chapters_that_do_not_say_what_they_are() -> None:
    body = (
        "一、迎难而上，云岭发展迈出坚实步伐\n去年，我们建成了水库，改造了泵站，完成投资30亿元，同比大幅增长，群众得到了实惠。\n"
        f"二、真抓实干，奋力开创云岭新局面\n今年，要坚持项目为先，力争开工30个项目，确保早日竣工，着力稳增长。\n{GOALS}{WORK}"
    )
    assert outline(body) == [("front", None), ("review", "2020"), ("plan", "2021"), ("goals", "2021"), ("plan", "2021")]


def test_numbered_parts_under_headings_without_number() -> None:
    body = f"2020年工作回顾\n一、主要经济指标向好\n{WORK}二、民生成绩突出\n{WORK}2021年工作安排\n{GOALS}"
    body += f"一、做大工业\n{WORK}二、加强自身建设，打造服务型政府\n{WORK}"
    assert outline(body) == [
        ("front", None),
        ("review", "2020"),
        ("plan", "2021"),
        ("goals", "2021"),
        ("plan", "2021"),
        ("government_building", "2021"),
    ]


def test_chapter_of_goals_in_front_of_the_plan() -> None:
    body = f"一、2020年工作回顾\n{WORK}二、2021年总体要求和主要目标\n{GOALS}三、2021年重点工作\n{WORK}"
    assert outline(body) == [("front", None), ("review", "2020"), ("goals", "2021"), ("plan", "2021")]


def test_review_and_plan_in_one_chapter() -> None:
    body = f"一、2020年工作回顾和2021年目标任务\n{WORK}2021年是关键之年。\n{GOALS}{WORK}二、新一年的重点工作\n{WORK}"
    assert outline(body)[1:4] == [("review", "2020"), ("plan", "2021"), ("goals", "2021")]


def test_government_building_without_a_heading() -> None:
    late = "各位代表！新征程对政府工作提出了更高要求，我们要加强政府自身建设。坚持依法行政。\n"
    body = f"一、2020年工作回顾\n{WORK}二、2021年工作安排\n{GOALS}{WORK * 8}{late}"
    assert outline(body)[-1] == ("government_building", "2021")


def test_annexes_and_glossary() -> None:
    body = f"一、2020年工作回顾\n{WORK}二、2021年工作安排\n{WORK}附件1\n"
    body += f"2021年县十件民生实事\n{WORK}附件2\n名词解释\n1.一窗通办：指一个窗口办成事。\n"
    assert outline(body)[-4:] == [("other", None), ("plan", "2021"), ("other", None), ("glossary", None)]


def test_farewell_of_a_web_page() -> None:
    body = f"一、2020年工作回顾\n{WORK}二、2021年工作安排\n{WORK}"
    body += "让我们为云岭的明天而奋斗！扫一扫在手机打开当前页【关闭窗口】\n"
    assert outline(body)[-1] == ("other", None)


@pytest.mark.parametrize("text", ["新建村道30公里。", "云岭县位于山区，风景优美。\n特产是红茶。", "hello world"])
def test_text_without_structure_is_one_other_section(text: str) -> None:
    document = read_text(text)
    assert [(section.kind, section.reference) for section in document.sections] == [("other", None)]
    assert any("no section structure" in warning for warning in document.warnings)


def test_goals_are_found_in_a_bare_paragraph() -> None:
    document = read_text("云岭县位于山区。\n" + GOALS, year=2021)
    assert [(section.kind, section.reference) for section in document.sections] == [("other", None), ("goals", "2021")]


def test_without_a_year_periods_stay_open() -> None:
    document = read_text(f"一、工作回顾\n{WORK}二、下一步工作安排\n{WORK}")
    assert [(section.kind, section.reference) for section in document.sections][-2:] == [
        ("review", None),
        ("plan", None),
    ]
    assert any("year" in warning for warning in document.warnings)


def test_the_callers_year_sets_the_periods() -> None:
    document = read_text(f"一、工作回顾\n{WORK}二、下一步工作安排\n{WORK}", year=2019)
    assert [section.reference for section in document.sections][-2:] == ["2018", "2019"]
