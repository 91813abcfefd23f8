"""Title, date and year."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text

BODY = "各位代表：\n现在，我代表县人民政府报告工作，请予审议。\n一、工作回顾\n新建水库2座。\n"


@pytest.mark.parametrize(
    ("front", "title", "date", "year"),
    [
        ("政府工作报告\n——2024年3月12日在云岭县第三届人民代表大会第一次会议上\n", "政府工作报告", "2024-03-12", 2024),
        (
            "政 府 工 作 报 告\n（2024年1月5日在云岭县第三届人民代表大会第一次会议上）\n",
            "政府工作报告",
            "2024-01-05",
            2024,
        ),
        ("2024年云岭县政府工作报告\n来源：云岭日报\n", "2024年云岭县政府工作报告", None, 2024),
        ("云岭县2024年政府工作报告\n2024年1月5日\n", "云岭县2024年政府工作报告", "2024-01-05", 2024),
        (
            "政府工作报告\n二〇二四年三月十二日在云岭县第三届人民代表大会第一次会议上\n",
            "政府工作报告",
            "2024-03-12",
            2024,
        ),
        (
            "政府工作报告\n——２０２４年３月２日在云岭县第三届人民代表大会第一次会议上\n",
            "政府工作报告",
            "2024-03-02",
            2024,
        ),
        ("政府工作报告二00八年政府工作报告发布时间：2008年4月13日 16:17\n", "政府工作报告", None, 2008),
        (
            "关于云岭县2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告\n——2024年1月5日在云岭县第三届人民代表大会第一次会议上\n",
            "关于云岭县2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告",
            "2024-01-05",
            2024,
        ),
        ("", None, None, None),
    ],
)
def test_front_matter(front: str, title: str | None, date: str | None, year: int | None) -> None:
    document = read_text(front + BODY)
    assert (document.title, document.date, document.year) == (title, date, year)


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("一、2023年工作回顾\n新建水库2座。\n二、2024年工作安排\n改造泵站。\n", 2024),
        ("2023年工作回顾\n新建水库2座。\n", 2024),
        ("二、2024年重点工作\n新建水库2座。\n", 2024),
        ("刚刚过去的2023年，我们迎难而上。新建水库2座。\n", 2024),
        ("2024年是关键之年，做好今年工作意义重大。\n", 2024),
        ("“十二五”时期工作回顾\n五年来，新建水库2座。\n", 2016),
        ("到2035年，基本实现现代化。\n", None),
    ],
)
def test_year_without_front_matter(body: str, year: int | None) -> None:
    assert read_text("各位代表：\n" + body).year == year


def test_date_line_beats_a_stray_year_in_a_heading() -> None:
    front = "政府工作报告\n——2024年3月12日在云岭县第三届人民代表大会第一次会议上\n"
    assert read_text(front + BODY + "附：2019年工作回顾\n").year == 2024


@pytest.mark.parametrize("date", ["2024年13月1日", "2024年2月30日", "二〇二四年十三月一日"])
def test_impossible_dates_are_no_dates(date: str) -> None:
    assert read_text(f"政府工作报告\n——{date}在云岭县第三届人民代表大会第一次会议上\n{BODY}").date is None


def test_caller_overrules_the_text() -> None:
    document = read_text("2024年云岭县政府工作报告\n" + BODY, year=2022, region="白石县")
    assert (document.year, document.region, document.level) == (2022, "白石县", "county")
