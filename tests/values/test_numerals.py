"""Numerals alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.values.numerals import UnreadableNumeralError, read_numeral

FIGURES = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"), ("12.50", "12.5"), ("1,234,567", "1234567"), ("1.27万亿", "1270000000000"), ("3千", "3000"),
        ("十", "10"), ("十七", "17"), ("二十", "20"), ("一百零五", "105"), ("三百五", "350"), ("一万二", "12000"),
        ("三千零八十八亿", "308800000000"), ("十二亿三千万", "1230000000"), ("1亿3000万", "130000000"),
        ("百万", "1000000"), ("万亿", "1000000000000"), ("二〇二五", "2025"), ("六十四点八", "64.8"),
        ("一点二七亿", "127000000"), ("5个亿", "500000000"), ("8 5", "85"), ("100 万", "1000000"),
    ],
)  # fmt: skip
def test_exact_numerals(text: str, number: str) -> None:
    assert read_numeral(text) == (Decimal(number), Decimal(number), False)


@pytest.mark.parametrize(
    ("text", "low", "high", "open_end"),
    [
        ("两三百", 200, 300, False),
        ("三五十", 30, 50, False),
        ("十七八", 17, 18, False),
        ("十几", 11, 19, False),
        ("30余", 30, 30, True),
        ("348万余", 3480000, 3480000, True),
        ("3千多万", 30000000, 30000000, True),
        ("数十", 10, 10, True),
        ("几百万", 1000000, 1000000, True),
    ],
)
def test_numerals_that_leave_room(text: str, low: int, high: int, open_end: bool) -> None:
    assert read_numeral(text) == (Decimal(low), Decimal(high), open_end)


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "十三五", "九八七", "三万五万", "三十百", "1,23", "十5", "点五", "9" * 41]
)
def test_no_number(text: str) -> None:
    with pytest.raises(UnreadableNumeralError):
        read_numeral(text)


def spoken(number: int) -> str:
    """A number below ten thousand as it is spoken."""
    words, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        figure = number // power % 10
        if figure:
            words += ("零" if zero and words else "") + FIGURES[figure] + sign
            zero = False
        else:
            zero = True
    return words


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_spoken_numbers_are_read(high: int, low: int) -> None:
    text = spoken(high) + "万"
    if low:
        text += ("零" if low < 1000 else "") + spoken(low)
    expected = Decimal(high * 10000 + low)
    assert read_numeral(text) == (expected, expected, False)


@given(st.text(alphabet="0123456789.,零一二两三四五六七八九十百千万亿余多几数个点 ", max_size=45))
def test_any_run_is_read_or_refused(text: str) -> None:
    try:
        low, high, _ = read_numeral(text)
    except UnreadableNumeralError as error:
        assert 0 <= error.offset <= len(text)
    else:
        assert 0 <= low <= high
