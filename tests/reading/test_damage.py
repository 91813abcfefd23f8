"""Damage is reported with count and first position, and is never invented."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text
from govreport_ie.reading.damage import damage_warnings


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "完成投资\ufffd\ufffd亿元\ufffd。",
            "3 replacement character(s) U+FFFD (bytes lost in an earlier conversion), the first at 4",
        ),
        ("煤炭产量4\ue0104亿吨。", "1 private-use character(s) (a glyph of a special font), the first at 5"),
        ("完成\x00投资\x1a。", "2 control character(s), the first at 2"),
        ("完成\ud800投资。", "1 lone surrogate(s), the first at 2"),
        ("占比达到47?5%。", "1 question mark(s) where a character was destroyed, the first at 6"),
        (
            "布局医药产业链?，发展物流。排查尾矿库、?;?、水源地。",
            "3 question mark(s) where a character was destroyed, the first at 7",
        ),
        ("营商环境提升?!助企纾困。", "1 question mark(s) where a character was destroyed, the first at 6"),
        ("建设锟斤拷工程。", "1 run(s) of mojibake (text read in a wrong encoding), the first at 2"),
    ],
)
def test_damage_is_reported(text: str, warning: str) -> None:
    assert warning in damage_warnings(text)
    assert warning in read_text(text).warnings


@pytest.mark.parametrize(
    "text",
    [
        "谁来照看独居老人?我们来。",
        "为什么要这样做?因为群众需要。",
        "群众满意吗?",
        "真的能行？！能行。",
        "增长6.5%，完成投资3亿元。",
        "新建水库😀2座。\n\t改造泵站。",
    ],
)
def test_sound_text_has_no_warnings(text: str) -> None:
    assert damage_warnings(text) == []


def test_text_that_is_not_chinese() -> None:
    assert any("Chinese" in warning for warning in damage_warnings("The quick brown fox jumps over the lazy dog."))
