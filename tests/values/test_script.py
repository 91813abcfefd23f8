"""Plain script keeps every offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.values.script import plain_script


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２．５％", "12.5%"),
        ("億萬兩個條戶畝", "亿万两个条户亩"),
        ("１，２３４，５６７元", "1,234,567元"),
        ("１，２３和４，５６７８", "1，23和4，5678"),
        ("增长5%", "增长5%"),
        ("29．3∶38", "29.3:38"),
    ],
)
def test_variants(text: str, plain: str) -> None:
    assert plain_script(text) == plain


@given(st.text())
def test_length_is_kept_and_twice_is_once(text: str) -> None:
    plain = plain_script(text)
    assert len(plain) == len(text)
    assert plain_script(plain) == plain
