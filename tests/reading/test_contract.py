"""The offset contract of design section 2, on any string."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.errors import ReadError
from govreport_ie.reading import read, read_text
from govreport_ie.reading.cleaning import clean_source
from govreport_ie.reading.script import simplify
from govreport_ie.types.document import Document

PIECES = [
    "全县地区生产总值增长6%左右，",
    "增长5.8%。",
    "谁来？",
    "好！”",
    "各位代表：",
    "一、2023年工作回顾",
    "（一）稳增长",
    "二、2024年工作安排",
    "主要预期目标是：",
    "——",
    "— 3 —",
    "- 12 -",
    "第3页 共9页",
    "\n",
    "\r\n",
    "\n\n",
    "\f",
    "\r",
    "　　",
    " ",
    "  \n",
    "**",
    "# ",
    "- ",
    "<sub>2</sub>",
    "<br>",
    "&nbsp;",
    "\u200b",
    "\ufeff",
    "\ufffd",
    "\ue000",
    "\x00",
    "?；",
    "經濟發展與財政預算執行",
    "😀",
    "𠮷",
    "１２％",
    "“十四五”",
    "2024年3月1日在云岭县第一届人民代表大会上",
    "《",
    "（",
    "\u2028",
    "\x85",
    "名词解释",
    "`",
    "\\*",
    "---\n",
    "| a | b |",
    "abc",
    "。",
    "!",
    "?",
    '"',
    "①",
    "[12]",
]
NOISY = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
ANY = st.text(max_size=200)
SURROGATES = st.text(st.characters(), max_size=40)
# What cleaning may leave out: white space, marks, invisible characters, page numbers.
LEFT_OUT = re.compile(
    r"\s|[\x1c-\x1f]|[*#_>`\\+-]|<[^<>]*>|&[#\w]+;|[\u200b\u2060\ufeff\u00ad]|[—–―－─~～·•]|\d|第|页|共|[,，/、(（)）;；]|[pageofPAGEOF]"
)


def read_or_none(text: str) -> Document | None:
    try:
        return read_text(text)
    except ReadError:
        return None


@given(st.one_of(NOISY, ANY, SURROGATES))
def test_any_string_gives_a_document_or_a_read_error(text: str) -> None:
    document = read_or_none(text)
    if document is None:
        assert not LEFT_OUT.sub("", text).strip()
        return
    assert document.source == text and document.characters == len(text)
    check_sentences(document)
    check_sections(document)


def check_sentences(document: Document) -> None:
    position = 0
    for sentence in document:
        assert position <= sentence.start < sentence.end <= len(document.source)
        assert document.clean(sentence.start, sentence.end) == sentence.text
        assert sentence.text == sentence.text.strip()
        assert document.sentence_at(sentence.start) is sentence
        section = document.section_of(sentence)
        assert section.start <= sentence.start and sentence.end <= section.end
        position = sentence.end


def check_sections(document: Document) -> None:
    assert document.sections[0].start == 0 and document.sections[-1].end == len(document.source)
    for before, after in zip(document.sections, document.sections[1:], strict=False):
        assert before.end == after.start


@given(st.one_of(NOISY, ANY))
def test_the_map_is_invertible(text: str) -> None:
    clean = clean_source(text)
    places = [clean.offsets.to_source(index) for index in range(len(clean.text))]
    assert places == sorted(set(places))
    assert "".join(simplify(text)[place] for place in places) == clean.text
    for index, place in enumerate(places):
        assert clean.offsets.span_to_clean(place, place + 1) == (index, index + 1)


@given(st.one_of(NOISY, ANY))
def test_no_text_is_lost(text: str) -> None:
    clean = clean_source(text)
    kept = {clean.offsets.to_source(index) for index in range(len(clean.text))}
    dropped = "".join(char if index not in kept else "\x00" for index, char in enumerate(text))
    for stretch in dropped.split("\x00"):
        assert not LEFT_OUT.sub("", stretch), stretch


@given(st.one_of(NOISY, ANY))
def test_every_visible_clean_character_is_in_a_sentence(text: str) -> None:
    document = read_or_none(text)
    if document is not None:
        inside = sum(len("".join(sentence.text.split())) for sentence in document)
        assert inside == len("".join(document.text.split()))


@given(st.one_of(NOISY, ANY))
def test_bytes_and_text_give_the_same_document(text: str) -> None:
    document = read_or_none(text)
    data = text.encode("utf-8")
    if document is None or text.startswith("\ufeff") or text.count("\x00") * 50 > len(text):
        return
    try:
        from_bytes = read(b"\xef\xbb\xbf" + data)
    except ReadError:
        return  # too many control characters for a text file
    assert from_bytes.source == text
    assert from_bytes.sentences == document.sentences


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
def test_line_ends_stay_in_the_source_and_between_paragraphs(newline: str) -> None:
    source = newline.join(["云岭县去年建成3座水库。", "今年再建2座。"])
    document = read_text(source)
    assert document.source == document.text == source
    assert [sentence.text for sentence in document] == source.split(newline)


def test_astral_characters_count_as_one() -> None:
    document = read_text("😀😀村道建成。𠮷田镇通车。")
    assert [(s.start, s.end) for s in document] == [(0, 7), (7, 13)]


def test_ten_megabytes_are_read() -> None:
    text = ("云岭县新建村道三十公里，惠及群众五千余人，" * 8 + "发展基础不断夯实。\n") * 19_000
    assert len(text.encode()) > 10_000_000
    document = read_text(text)
    assert len(document.sentences) == 19_000
    assert document.sentences[-1].end == len(text) - 1


def test_ten_megabytes_on_one_line_are_read() -> None:
    text = "新建村道三十公里，惠及群众五千余人，" * 190_000
    assert len(text.encode()) > 10_000_000
    assert len(read_text(text).sentences) == 1
