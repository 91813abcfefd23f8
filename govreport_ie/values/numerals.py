"""Numerals: Arabic, Chinese and mixtures of both (1.27万亿, 3千多万, 十二亿三千万, 两三百), read exactly.

Input is in plain script (`values.script`). A numeral is an interval, because some name two numbers (两三百 is
200 to 300) and some only a lower end (数百, 三百余).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from govreport_ie.types.decimals import EXACT, MAX_DIGITS, plain

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
POWERS = {"亿": 8, "万": 4, "千": 3, "百": 2, "十": 1}
_SCALES = ("", "十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")
SCALE_POWERS = {scale: power for power, scale in enumerate(_SCALES)}

_FIGURE = "0-9零〇一二两三四五六七八九十百千万亿"
#: 百 and 千 belong to the unit in 百分点, 千瓦, 千米 …
_OWN = rf"(?![百千](?:分[点之]|瓦|米|克|伏|卡|帕|赫|升(?![学级])))[{_FIGURE}]"
#: 数 is a numeral only in 数十, not in 人数; 个 may stand inside 5个亿; 余 and 多 follow a figure.
_SEVERAL = "[数几](?=[十百千万亿])"
#: Layouts that set figures apart: 5 0 0 亿元.
_APART = "(?<=[^0-9][0-9]) (?=[0-9](?![0-9]))|(?<=[0-9]) (?=[万亿余多])"
_POINT = "(?<=[零〇一二两三四五六七八九十])点(?=[零〇一二三四五六七八九])"
_MORE = "(?<=[0-9十百千万亿 ])[余多](?!数|元化)|(?<=[0-9十百千万])几|个(?=亿(?![元级产园企项]))"
#: Source of a pattern that matches one numeral and takes time linear in its length.
NUMERAL = rf"(?:(?:{_OWN}|{_SEVERAL})(?:{_OWN}|{_MORE}|{_APART}|{_POINT}|[.,](?=[0-9]))*)"

_SIMPLE = re.compile(r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)([余多几]?)([十百千万亿]{0,2})([余多]?)", re.ASCII)


class Numeral(NamedTuple):
    """The number or numbers that a numeral names; `open_end` when it may be more (30余, 数百)."""

    low: Decimal
    high: Decimal
    open_end: bool


class UnreadableNumeralError(ValueError):
    """The characters look like a numeral but name no number; `offset` is where reading stopped."""

    def __init__(self, problem: str, offset: int = 0) -> None:
        super().__init__(problem)
        self.offset = offset


def read_numeral(text: str) -> Numeral:
    """Read a numeral such as `348万余`, `1.27万亿`, `三千多万`, `两三百`, `数十`.

    Raises:
        UnreadableNumeralError: the characters name no number (`1.2.3`, `十三五`), or more digits than any report has.
    """
    simple = _SIMPLE.fullmatch(text)
    if simple is not None and simple[3] in SCALE_POWERS and len(simple[1]) <= MAX_DIGITS:
        whole, _, decimals = simple[1].replace(",", "").partition(".")
        decimals = decimals.rstrip("0")
        digits, power = int(whole + decimals), SCALE_POWERS[simple[3]] - len(decimals)
        number = Decimal(digits * 10**power) if power >= 0 else Decimal(digits).scaleb(power, context=EXACT)
        return Numeral(number, number, bool(simple[2] or simple[4]))
    if len(text) > MAX_DIGITS:
        raise UnreadableNumeralError(f"a numeral of {len(text)} characters", MAX_DIGITS)
    bare = text.replace("个", "").replace(" ", "")
    # 几十 is several tens as 数十 is; 十几 is 11 to 19
    spoken = re.sub("^几(?=.)", "数", re.sub("[余多]", "", bare))
    low, high = _read_point(spoken) if "点" in spoken else _read(spoken)
    vague = spoken != bare or "数" in spoken
    return Numeral(plain(low), plain(high), vague)


def _read_point(text: str) -> tuple[Decimal, Decimal]:
    """A spoken decimal: 六十四点八, 一点二七亿."""
    found = re.fullmatch("([^点]+)点([零〇一二三四五六七八九]+)([百千万亿]*)", text)
    if found is None or found[3] not in SCALE_POWERS:
        raise UnreadableNumeralError(f"{text!r} is no decimal number", text.index("点"))
    low, high = _read(found[1])
    if low != high:
        raise UnreadableNumeralError(f"{found[1]} cannot stand in front of 点")
    decimals = "".join(str(DIGITS[figure]) for figure in found[2])
    number = Decimal(f"{low:f}.{decimals}").scaleb(SCALE_POWERS[found[3]], context=EXACT)
    return number, number


def _read(text: str) -> tuple[Decimal, Decimal]:
    """The numbers named by characters without 余 and 多: split at the greatest power, read both sides."""
    for sign, power in POWERS.items():
        at = text.rfind(sign)
        if at >= 0:
            return _read_around(text[:at], text[at + 1 :], power)
    return _read_digits(text)


def _read_around(left: str, right: str, power: int) -> tuple[Decimal, Decimal]:
    low, high = _read(left) if left else (Decimal(1), Decimal(1))
    if (left.endswith("亿") and power == 8) or any(left.count(s) for s, p in POWERS.items() if p == power or power < 4):
        raise UnreadableNumeralError(f"{left} cannot stand in front of a power of ten")
    low, high = low.scaleb(power, context=EXACT), high.scaleb(power, context=EXACT)
    if not right:
        return low, high
    rest_low, rest_high = _read_rest(right, power)
    if (rest_high.adjusted() >= power and rest_high != 0) or low != high:
        raise UnreadableNumeralError(f"{right} is too great to follow a power of ten")
    return EXACT.add(low, rest_low), EXACT.add(high, rest_high)


def _read_rest(right: str, power: int) -> tuple[Decimal, Decimal]:
    """What follows a power of ten: 三百零五, 一亿三千万; a lone digit counts the next lower power (三百五, 一万二)."""
    if power > 1 and len(right) == 1 and right in DIGITS and DIGITS[right]:
        number = Decimal(DIGITS[right]).scaleb(power - 1)
        return number, number
    if power == 1 and right.isascii():
        raise UnreadableNumeralError(f"{right} cannot follow 十")
    if right == "三五":
        raise UnreadableNumeralError("十三五 is the name of a plan", 1)
    return _read(right.lstrip("零〇") if len(right) > 1 else right)


def _read_digits(text: str) -> tuple[Decimal, Decimal]:
    """Digits without a power of ten: 12.5, 1,234, 七, 二〇二五, and pairs (两三, 三五, 七八)."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", text, re.ASCII):
        number = Decimal(text.replace(",", ""))
        return number, number
    if text in ("几", "数"):
        # "several" is at least two; 十几 is 11 to 19
        return (Decimal(1), Decimal(9)) if text == "几" else (Decimal(1), Decimal(1))
    figures = [DIGITS.get(character) for character in text]
    if not figures or None in figures:
        raise UnreadableNumeralError(f"{text!r} is no number", next((i for i, f in enumerate(figures) if f is None), 0))
    values = [figure for figure in figures if figure is not None]
    if len(values) == 2 and values[0] and (values[1] == values[0] + 1 or values == [3, 5]):
        return Decimal(values[0]), Decimal(values[1])
    if len(values) == 1 or 0 in values or len(values) >= 4:
        number = Decimal("".join(map(str, values)))
        return number, number
    raise UnreadableNumeralError(f"{text!r} are digits in a row without 十, 百 or 千", 1)
