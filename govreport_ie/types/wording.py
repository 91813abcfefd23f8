"""Values in words, as a reader of Chinese reports expects them: 470.8亿元, 不低于3000万元, 下降3%以上."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from govreport_ie.types.decimals import EXACT, decimal_string, mirrored, plain

if TYPE_CHECKING:
    from govreport_ie.types.measure import Measure

MONEY_WORDS = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元", "GBP": "英镑"}
SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
UNSCALED = frozenset({"%", "‰", "百分点", "倍", ""})


def worded_number(number: Decimal, scaled: bool) -> str:
    """The number, with 万, 亿 or 万亿 behind it where that is shorter to read."""
    if not scaled or abs(number) < 10_000:
        return decimal_string(number)
    word, power = next((word, power) for word, power in SCALES if abs(number) >= Decimal(10) ** power)
    return decimal_string(plain(number.scaleb(-power, context=EXACT))) + word


def worded_measure(value: Measure) -> str:
    """The value as words: sign, ends, unit, bound and per."""
    unit = MONEY_WORDS.get(value.unit, "个百分点" if value.unit == "百分点" else value.unit)
    # a value converted to 亿元 already carries its scale
    scaled = value.unit not in UNSCALED and unit[:1] not in "千万亿"
    low, high = mirrored(value.low, value.high) if value.falling else (value.low, value.high)
    ends = [worded_number(end, scaled) for end in (low, high) if end is not None]
    body = {
        "exact": f"{ends[0]}{unit}",
        "about": f"{ends[0]}{unit}左右",
        "at_least": f"{ends[0]}{unit}以上",
        "at_most": f"{ends[0]}{unit}以内",
        "range": f"{ends[0]}{unit}—{ends[-1]}{unit}",
    }[value.bound]
    return f"{f'每{value.per}' if value.per else ''}{'下降' if value.falling else ''}{body}"
