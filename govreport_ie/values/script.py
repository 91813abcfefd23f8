"""One way of writing for every text: full-width and traditional characters to their plain forms, length kept.

Because each character becomes exactly one character, offsets into the result are offsets into the text.
"""

from __future__ import annotations

import re
from functools import cache

from govreport_ie.resources import load_toml


@cache
def _table() -> dict[int, str]:
    variants = load_toml("value_words.toml")["variants"]
    table = dict(zip(map(ord, variants["traditional"]), variants["simplified"], strict=True))
    # full-width digits and letters lie at one distance from the plain ones
    table.update({code + 0xFEE0: chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()})
    table.update({ord("％"): "%", ord("﹪"): "%", ord("．"): ".", ord("﹒"): ".", ord("／"): "/", ord("○"): "〇"})
    table.update({ord("∶"): ":", ord("︰"): ":", ord("\u3000"): " ", ord("\xa0"): " ", ord("\t"): " "})
    return table


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(map(chr, _table()))) + "]")


#: In full-width figures the comma between thousands is full-width too (１，７４３，０００).
_WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


def plain_script(text: str) -> str:
    """The text in half-width digits and letters and simplified script; same length, same offsets."""
    if _foreign().search(text) is None:
        return text
    return _WIDE_THOUSANDS.sub(",", text).translate(_table())
