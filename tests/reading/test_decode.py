"""Encodings of report files, and what is no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.errors import ReadError
from govreport_ie.reading import read
from govreport_ie.reading.decode import decode
from tests.reading.samples import REPORT

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5"]
)
def test_report_comes_back_in_every_encoding(encoding: str) -> None:
    text = REPORT if encoding != "big5" else "雲嶺縣去年完成投資四十億元，增長百分之六。\n" * 20
    assert decode(text.encode(encoding)) == text


@given(HAN)
def test_utf8_is_never_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@given(
    st.lists(
        st.sampled_from(["全县生产总值增长", "6%左右，", "完成投资", "41.3亿元", "。\n", "的", "我们"]), min_size=8
    )
)
def test_gb18030_sentences_come_back(pieces: list[str]) -> None:
    text = "云岭县工作报告：" + "".join(pieces) + "全县人民的生活水平不断提高。"
    assert decode(text.encode("gb18030")) == text


def test_line_ends_are_not_translated() -> None:
    assert decode("一\r\n二\r三\n".encode()) == "一\r\n二\r三\n"


def test_byte_order_mark_is_no_part_of_the_source() -> None:
    document = read("\ufeff云岭县通车里程80公里。".encode())
    assert document.source[0] == "云"
    assert document.sentences[0].start == 0


def test_four_byte_gb18030() -> None:
    text = "我们在㵲岭镇𠮷田村建设水库，投资3000万元。"
    assert decode(text.encode("gb18030")) == text


def test_few_damaged_bytes_do_not_change_the_encoding() -> None:
    damaged = bytearray(REPORT.encode())
    damaged[300] = 0xFF
    text = decode(bytes(damaged))
    assert text.count("\ufffd") >= 1
    assert text.endswith("为建设富裕美丽的云岭而努力奋斗！\n")
    assert any("U+FFFD" in warning for warning in read(bytes(damaged)).warnings)


def test_damaged_gb18030_is_still_read() -> None:
    data = REPORT.encode("gb18030")
    text = decode(data[:500] + b"\xff" + data[500:])
    assert "\ufffd" in text and "主要预期目标" in text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Office"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (bytes(range(256)) * 40, "binary|encoding"),
        (b"\x00\x01\x02\x03" * 500, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        decode(data, "report.bin")


def test_the_error_names_the_input() -> None:
    with pytest.raises(ReadError, match=r"云岭\.txt is empty"):
        decode(b"", "云岭.txt")
