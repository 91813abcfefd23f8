"""A report printed in many layouts gives back the sentences and sections it was written with."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text
from tests.reading.samples import HEADINGS, REPORT, Print, print_pages

LAYOUTS = [
    Print(27),
    Print(28, indent=False),
    Print(30, blank_lines=True),
    Print(29, blank_lines=True, indent=False),
    Print(33, page_number="- %d -", newline="\r\n"),
    Print(31, page_number="第%d页 共9页", form_feed=True),
    Print(35, page_number="%d", lines=14, indent=False),
    Print(30, page_number=None, form_feed=True, running_head="云岭县第十二届人大三次会议文件", lines=9),
    Print(34, page_number="－ %d －", running_head="云岭县人民政府文件", lines=10),
    Print(38, page_number=None),
]


def sentences(text: str) -> list[str]:
    return [sentence.text.replace(" ", "") for sentence in read_text(text)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
def test_sentences_come_back_whole(layout: Print) -> None:
    assert sentences(print_pages(REPORT, layout)) == sentences(REPORT)


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
def test_headings_and_sections_come_back(layout: Print) -> None:
    document = read_text(print_pages(REPORT, layout))
    headings = [sentence.text for sentence in document if sentence.heading]
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS
    plain = read_text(REPORT)
    assert [(s.kind, s.reference) for s in document.sections] == [(s.kind, s.reference) for s in plain.sections]
    assert (document.region, document.year, document.date) == (plain.region, plain.year, plain.date)


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
def test_sentence_spans_lie_in_the_printed_source(layout: Print) -> None:
    source = print_pages(REPORT, layout)
    document = read_text(source)
    for sentence in document:
        stretch = source[sentence.start : sentence.end]
        assert stretch[0] == sentence.text[0] and stretch[-1] == sentence.text[-1]
        assert document.clean(sentence.start, sentence.end) == sentence.text


def test_the_report_as_written_has_one_paragraph_a_line() -> None:
    document = read_text(REPORT)
    assert document.text == REPORT
    assert [sentence.text for sentence in document if sentence.heading and sentence.text in HEADINGS] == HEADINGS


def test_all_on_one_line_with_blanks_for_paragraphs() -> None:
    document = read_text(" ".join(REPORT.splitlines()))
    assert [s.text for s in document if s.heading and s.text in HEADINGS] == HEADINGS
    assert [(s.kind, s.reference) for s in document.sections] == [
        (s.kind, s.reference) for s in read_text(REPORT).sections
    ]


def test_all_on_one_line_with_half_width_marks() -> None:
    half = REPORT.translate(str.maketrans("，：；！？（）", ",:;!?()"))
    document = read_text(" ".join(half.splitlines()))
    texts = [sentence.text for sentence in document]
    assert "谁来照看独居老人?" in texts
    assert "我们建成日间照料中心9个,回答了这个问题!" in texts
    assert "(一)聚焦产业升级,推动工业经济再上台阶" in texts
