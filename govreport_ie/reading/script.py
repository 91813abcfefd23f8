"""Traditional to simplified script, one character for one, so that offsets stay.

A stretch is converted only when it is written in traditional script: a simplified text keeps characters that
are traditional elsewhere but correct in it (乾县, 濛溪). The decision is made for the whole text when at least
``_DOCUMENT_SHARE`` of its Han characters are traditional only, otherwise line by line (a quoted paragraph).
"Traditional only" is a character that OpenCC changes and GB2312, the set of simplified print, does not have.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DOCUMENT_SHARE = 0.1
_LINE_SHARE = 0.03
_LEAST_DISTINCT = 3
_LINE = re.compile(r"[^\r\n]+")
# OpenCC leaves 著 alone; in simplified script it stays only in the sense of "known" and "written" (著名, 原著).
_ZHE = re.compile("(?<![显卓原编土名专昭巨论拙遗合译较])著(?![名作称书录述者])")


def simplify(text: str) -> str:
    """``text`` in simplified script: the same length, the same character at every offset."""
    counts = Counter(text)
    traditional = {char for char in counts if _traditional_only(char)}
    if len(traditional) < _LEAST_DISTINCT:
        return text
    han = sum(count for char, count in counts.items() if HAN.match(char))
    if sum(counts[char] for char in traditional) >= han * _DOCUMENT_SHARE:
        return _LINE.sub(lambda line: _convert(line.group()), text)
    return _LINE.sub(lambda line: _convert_if_traditional(line.group(), traditional), text)


def _convert_if_traditional(line: str, traditional: set[str]) -> str:
    found = [char for char in line if char in traditional]
    if len(set(found)) < _LEAST_DISTINCT or len(found) < len(HAN.findall(line)) * _LINE_SHARE:
        return line
    return _convert(line)


def _convert(line: str) -> str:
    """Phrase by phrase; character by character where that changes the length or OpenCC refuses the text."""
    try:
        converted: str = _converter().convert(line)
    except UnicodeEncodeError:  # a lone surrogate
        converted = ""
    if len(converted) != len(line):
        converted = "".join(map(_convert_character, line))
    return _ZHE.sub("着", converted)


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # loads its dictionaries: only where a text needs it

    return opencc.OpenCC("t2s")


@cache
def _convert_character(char: str) -> str:
    if not HAN.match(char):
        return char
    converted: str = _converter().convert(char)
    return converted if len(converted) == 1 else char


@cache
def _traditional_only(char: str) -> bool:
    if not HAN.match(char):
        return False
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return _convert_character(char) != char
    return False
