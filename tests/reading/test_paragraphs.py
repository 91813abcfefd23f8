"""Which line breaks end a paragraph: evidence of the whole text, no single line."""

from __future__ import annotations

import pytest

from govreport_ie.reading.layout import measure
from govreport_ie.reading.lines import split_lines, width
from govreport_ie.reading.markup import mark_spans
from govreport_ie.reading.paragraphs import paragraphs
from tests.reading.samples import REPORT, Print, print_pages


def joined(source: str) -> list[str]:
    lines = split_lines(source, mark_spans(source))
    return ["".join(line.text for line in paragraph.lines) for paragraph in paragraphs(lines)]


FULL = "全县坚持稳中求进工作总基调，深入推进项目建设，新建水库两座"
WRAPPED = f"{FULL}，\n" * 3 + f"{FULL}、\n" * 3 + f"{FULL}和\n" * 4


@pytest.mark.parametrize(("text", "columns"), [("全县", 4), ("5G 基站", 6), ("３％", 4), ("“好”", 6), ("", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize("columns", [22, 27, 30, 36, 41])
def test_wrap_width_is_found(columns: int) -> None:
    lines = split_lines(print_pages(REPORT * 2, Print(columns, page_number=None)), [])
    found = measure(lines).width
    assert found is not None and abs(found - 2 * columns) <= 2


def test_a_text_with_one_line_a_paragraph_has_no_wrap_width() -> None:
    assert measure(split_lines(REPORT, [])).width is None


def test_wrapped_lines_join_whatever_they_end_with() -> None:
    assert joined(WRAPPED + "泵站一座。\n") == [WRAPPED.replace("\n", "") + "泵站一座。"]


def test_short_heading_does_not_join_in_a_wrapped_text() -> None:
    paragraphs_found = joined(f"{WRAPPED}泵站一座。\n（一）坚持项目为先\n{WRAPPED}水闸一座。\n")
    assert paragraphs_found[1] == "（一）坚持项目为先"
    assert len(paragraphs_found) == 3


def test_the_tail_of_a_wrapped_heading_joins() -> None:
    heading = "（一）聚焦转型升级、动能转换，推动全县现代产业体系更加"
    found = joined(f"{WRAPPED}泵站一座。\n{heading}\n完善\n{WRAPPED}水闸一座。\n")
    assert found[1] == heading + "完善"


def test_number_at_line_start_inside_a_sentence() -> None:
    found = joined(f"{WRAPPED}{FULL[:-4]}第一、第\n二、三产业占比优化。\n")
    assert found[-1].endswith("第一、第二、三产业占比优化。")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全年项目建设提速。新开工水库3座，改造老旧管网1", "20公里。"),
        ("我们将统筹城乡发展，持续改善民生，", "让群众生活更好。"),
        ("会议听取了关于《云岭县国民经济", "发展规划》的说明。"),
        ("——2024年3月2日在云岭县第三届人民代表大会", "第一次会议上"),
    ],
)
def test_unfinished_lines_join_over_a_page_break(first: str, second: str) -> None:
    assert joined(f"{first}\n\n{second}\n") == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、2023年工作回顾", "过去一年，我们迎难而上。"),
        ("2023年工作回顾", "过去一年，我们迎难而上。"),
        ("（一）突出创新驱动，建设科技强县", "新增高新技术企业4家。"),
        ("强化生态保护", "新增造林2万亩。"),
        ("重点做好以下工作：", "新增造林2万亩。"),
        ("——地区生产总值增长6%；", "——固定资产投资增长8%；"),
        ("县长 周明远", "各位代表："),
        ("——2024年3月2日在云岭县第三届人民代表大会第一次会议上", "云岭县县长 周明远"),
        ("新增造林2万亩。", "治理河道3公里。"),
    ],
)
def test_finished_lines_stay_apart(first: str, second: str) -> None:
    assert joined(f"{first}\n{second}\n") == [first, second]
    assert joined(f"{first}\n\n{second}\n") == [first, second]


def test_cut_items_of_a_glossary_join_where_pages_cut_elsewhere() -> None:
    cut = "全年项目建设提速。新开工水库3座，改造老旧管网\n\n二十公里。\n\n"
    source = cut * 4 + "3. 一窗通办：是指群众到一个\n\n窗口就能办成事。\n"
    assert joined(source)[-1] == "3. 一窗通办：是指群众到一个窗口就能办成事。"


def test_blank_line_ends_a_paragraph_where_blank_lines_are_rare() -> None:
    source = f"{FULL}，\n{FULL}，\n{FULL}。\n\n" * 4
    assert len(joined(source)) == 4


def test_indent_starts_a_paragraph() -> None:
    source = f"　　{FULL[:-1]}\n{FULL}和\n{FULL[:-1]}。\n" * 5
    assert len(joined(source)) == 5
