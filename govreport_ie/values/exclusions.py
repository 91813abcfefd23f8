"""Numbers in running text that state no value: names, slogans, titles, thresholds, attributes, dates, list numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from govreport_ie.values.context import counted_unit, names_money
from govreport_ie.values.grammar import NO_UNIT, Expression
from govreport_ie.values.lists import last_item, lends_unit
from govreport_ie.values.words import alternatives, words

_VEILED = re.compile(r"《[^《》\n]{0,80}》|“[^“”\n]{0,14}”|\"[^\"\n]{0,14}\"|‘[^‘’\n]{0,14}’|〔[^〔〕\n]{0,12}〕")
_CLAUSE_END = re.compile(
    r"(?:以内|之内|内|左右|以上|以下|的|后|前)?(?:大关|关口|台阶|门槛|增加|扩大|提高|提升|上升|下降|减少|缩短|缩小|降|升|增|[，。；、！？：,;!?:）)”\n和及与或\s]|\Z)"
)
_ARABIC = re.compile("[0-9]")
_GREAT = re.compile("[0-9].*[万亿]")
#: How far behind a list 分别 may stand that deals out its items.
_DISTRIBUTED_WITHIN = 16
_SMALL = re.compile("[零〇一二两三四五六七八九十几数]{1,2}")


class Veil:
    """Stretches of a text where no number states a value: titles in 《》 and short quotations (“三个一批”)."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in _VEILED.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


@cache
def _slogan() -> re.Pattern[str]:
    nouns = alternatives(words("names", "slogan_nouns"))
    return re.compile(rf"{alternatives(words('names', 'slogans'))}|[一二两三四五六七八九十][个条项大]{nouns}")


def slogan_end(text: str, position: int) -> int | None:
    """Where the slogan with a number in it ends that begins at `position` (五位一体, 三个一批), or None."""
    found = _slogan().match(text, position)
    return None if found is None else found.end()


@cache
def _threshold() -> re.Pattern[str]:
    """500亿级产业集群, 亿元以上项目, 10亿元项目, 50万元以上行政村: the value describes the noun behind it."""
    heads, direct = alternatives(words("names", "heads")), alternatives(words("names", "money_heads"))
    more, goods = alternatives(words("names", "sized_heads")), alternatives(words("names", "money_goods"))
    spent = rf"(?![^，。；、\n]{{0,8}}?{alternatives(words('names', 'money_nouns'))})"
    return re.compile(
        rf"级|(?:以上|以下|及以上)的?(?:(?:(?!{goods})[^，。；、：,;0-9的\n]){{0,10}}?{heads}|{more}(?!级)"
        rf"|(?:均|分别)?(?:达到?|占)[0-9])|{direct}{spent}"
    )


@cache
def _sized() -> re.Pattern[str]:
    """税收超亿元的园区, 过亿元技改项目, 超10亿元镇: a bound in front, the noun behind."""
    heads, more = alternatives(words("names", "heads")), alternatives(words("names", "sized_heads"))
    near = r"[^，。；、：,;0-9的\n]"
    return re.compile(rf"{near}{{0,10}}?{heads}|的{near}{{0,6}}?(?:{heads}|{more})|{more}(?=[0-9，。；、：,;\n达]|\Z)")


@cache
def _settlement() -> re.Pattern[str]:
    """30户以上自然村."""
    return re.compile(rf"(?:以上|以下)的?{alternatives(words('names', 'settlements'))}")


@cache
def _index() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(words('names', 'index_names'))}[^，。；、：,;0-9\n]{{0,8}}\Z")


@cache
def _attribute() -> re.Pattern[str]:
    """300兆瓦光伏电站, 110千伏变电站: size in front of the noun it belongs to."""
    return re.compile(rf"[^，。；、：,;0-9的\n]{{0,8}}?{alternatives(words('names', 'heads'))}")


def states_value(text: str, expression: Expression, bound: str | None, *, listed: bool = False) -> bool:
    """Whether an expression found in running text states a value of its own.

    Args:
        text: the plain-script text.
        expression: the expression found in it.
        bound: the bound of the words in front of it; 超百亿元 is a value, 百亿元 the size of something.
        listed: the number in front of it in a list is a value without unit.
    """
    unit = expression.unit
    if expression.parts:
        return len(expression.parts) > 2 or _is_proportion(text, expression)
    if unit.name == "年" or _is_name(text, expression):
        return False
    if unit is NO_UNIT and expression.bare:
        # 经济总量突破千亿
        return bound is not None and expression.numeral[-1] in "万亿" and _ends_clause(text, expression)
    if unit is NO_UNIT:
        return _unitless_counts(text, expression) or (listed and _ends_clause(text, expression))
    if not _ARABIC.search(expression.numeral) and not _chinese_counts(text, expression, bound):
        return False
    if unit.kind in words("names", "attribute_kinds") and not _ends_clause(text, expression):
        return False
    if unit.kind in ("people", "households") and _settlement().match(text, _unit_end(text, expression)):
        return False
    return unit.kind not in words("names", "head_kinds") or not _describes_noun(text, expression, bound)


def _ends_clause(text: str, expression: Expression) -> bool:
    return _CLAUSE_END.match(text, expression.end) is not None


def _is_proportion(text: str, expression: Expression) -> bool:
    """Two parts are a proportion (2.5:1), not a time of day (8:30) or a scale (1:50000)."""
    before = text[max(0, expression.start - 16) : expression.start]
    return "比" in before or any(part != part.to_integral_value() for part in expression.parts)


def _unitless_counts(text: str, expression: Expression) -> bool:
    """A number without unit is a value where a noun says what it counts, or where it is great and ends its clause."""
    after = text[expression.end : expression.end + 24]
    if _GREAT.search(expression.numeral):
        if counted_unit(after) is not None or _ends_clause(text, expression):
            return True
        return after.startswith("的") and names_money(text[max(0, expression.start - 16) : expression.start])
    if not _ARABIC.search(expression.numeral):
        return False
    before = text[max(0, expression.start - 12) : expression.start]
    if _index().search(before) and _ends_clause(text, expression):
        return True
    return "." in expression.numeral and lends_unit(after)


def _describes_noun(text: str, expression: Expression, bound: str | None) -> bool:
    """亿元以上项目, 500亿级产业集群, 300兆瓦光伏电站: the value is the size of the noun behind it."""
    if _threshold().match(text, _unit_end(text, expression)):
        return True
    if bound == "at_least" and _sized().match(text, _unit_end(text, expression)):
        return True
    if expression.unit.kind != "money":
        return _attribute().match(text, expression.end) is not None
    # 收入30万元、50万元以上的村分别达到…: one threshold after the other
    last = last_item(text, expression)
    distributed = last is not expression and "分别" in text[last.end : last.end + _DISTRIBUTED_WITHIN]
    return distributed and _threshold().match(text, _unit_end(text, last)) is not None


def _unit_end(text: str, expression: Expression) -> int:
    """Where the unit ends: the suffix (以上) is part of the expression."""
    return expression.start + len(text[expression.start : expression.end].rstrip("以上下及"))


def _is_name(text: str, expression: Expression) -> bool:
    start = expression.start
    if start == 0:
        return False
    before = text[start - 1]
    if before in "-－":
        return start > 1 and (text[start - 2].isascii() and text[start - 2].isalnum())
    if before in "+＋" and expression.unit is not NO_UNIT and "\u4e00" <= text[max(0, start - 2)] <= "\u9fff":
        # 5个部门+10个街道, but 1+3+N
        return False
    if before == "个" and expression.unit.kind == "share":
        # 六个100%
        return True
    if before in words("names", "before") or (before in "前末后名列居" and expression.unit.name in ("位", "名")):
        return True
    return before.isascii() and before.isalpha() and expression.unit.kind not in ("share", "money")


def _bare_stands(text: str, expression: Expression) -> bool:
    """百余家 and 稳定在万亿斤以上 are values; 万亩以上 in front of a noun is its size."""
    opened = re.search("[余多]", expression.numeral) is not None
    return opened or _ends_clause(text, expression) or text[max(0, expression.start - 1)] in "在到达至"


def _titles(text: str, expression: Expression) -> bool:
    """新十条 is the name of a document."""
    after = text[expression.end : expression.end + 1]
    return expression.unit.name == "条" and (not after or after in "，。、等和”；")


def _chinese_counts(text: str, expression: Expression, bound: str | None) -> bool:
    """Chinese numerals count where they cannot be part of a name."""
    numeral, kind = expression.numeral, expression.unit.kind
    if expression.unit.name in words("names", "ordinal_units"):
        return False
    if expression.bare:
        return bound is not None or (expression.bound is not None and _bare_stands(text, expression))
    if kind in ("share", "points", "multiple"):
        return True
    if expression.start and text[expression.start - 1] in "这那前后各此头近":
        return False
    if _SMALL.fullmatch(numeral) and "十" not in numeral[:-1]:
        single = numeral in "一几数" and expression.bound != "range"
        return not single and kind in words("names", "small_kinds") and not _titles(text, expression)
    return True
