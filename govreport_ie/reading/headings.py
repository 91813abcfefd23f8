"""What a heading looks like: its numbering, its words, and where it ends when a sentence is glued to it."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport_ie.resources import load_toml

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
CHAPTER_NUMBER = re.compile(rf"(?:第{_NUMERAL}(?:部分|[编章])[、：:，,]?|{_NUMERAL}[、．.，,])\s*(?=\S)")
_SUB_NUMBER = re.compile(
    rf"(?:[（(]\s?{_NUMERAL}\s?[）)][、，,]?|第{_NUMERAL}(?:节|[，,、])|{_NUMERAL}是|\d{{1,2}}[、．.](?!\d)|[（(]\d{{1,2}}[）)]、?)\s*(?=\S)"
)
_DASH_ITEM = re.compile("(?:——|--|[—–●■◆▲★·•])(?=[^—\\s\\d])")
_SALUTATION = re.compile(
    r"(?:各位|尊敬的各位|同志们)(?:代表|委员|主任|同志|领导|来宾|列席)?[^，。！？；：!:,]{0,12}[：:！!，,]"
)
_INNER_END = re.compile(r"[。！？；]")
_ANNEX = re.compile(
    r"(?:附件|附表|附录|附)(?:[一二三四五六七八九十\d]{0,2}[:：]?)|图解|.{0,14}(?:名词|术语).{0,4}(?:解释|注释|说明|注解|释义)[:：]?"
)
_UNFINISHED = "，、,（(《“‘"
_LONGEST = 60
_LONGEST_PLAIN = 30
_LONGEST_GLUED = 45
_YEAR = re.compile(r"\d{4}\s*年|\d{4}[-—~～－]\d{4}")


def is_chapter(text: str) -> bool:
    """Whether the line is numbered as a chapter (一、 or 第一部分)."""
    return CHAPTER_NUMBER.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether the line starts with a number of an outline (一、 （一） 第一， 一是 1.)."""
    return is_chapter(text) or _SUB_NUMBER.match(text) is not None


def starts_block(text: str) -> bool:
    """Whether the line starts a paragraph whatever stands before it: numbering, a dash item, a salutation."""
    return is_numbered(text) or _DASH_ITEM.match(text) is not None or _SALUTATION.match(text) is not None


def is_dash_item(text: str) -> bool:
    """Whether the line is an item behind a dash or bullet."""
    return _DASH_ITEM.match(text) is not None


def strip_number(text: str) -> str:
    """``text`` without its outline number and without any blanks."""
    match = CHAPTER_NUMBER.match(text) or _SUB_NUMBER.match(text)
    return "".join((text[match.end() :] if match else text).split())


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Whether a line of its own is a heading: numbered or in the words of a section, without a sentence in it."""
    return is_certain_heading(text) or (_could_be_heading(text) and _is_plain_heading(text))


@lru_cache(maxsize=4096)
def is_certain_heading(text: str) -> bool:
    """Like :func:`is_heading`, but only by numbering or by section words, not because the line is short."""
    if is_annex(text):
        return True
    return _could_be_heading(text) and (is_numbered(text) or has_section_words(text))


def is_annex(text: str) -> bool:
    """Whether the line opens an annex: 附件1, 附件：, 名词解释."""
    return _ANNEX.fullmatch("".join(text.split())) is not None


def has_section_words(text: str) -> bool:
    """Whether the line ends like the heading of a section (…工作回顾, …预期目标, 名词解释)."""
    return len(text) <= _LONGEST_GLUED and _ending_pattern().search(strip_number(text)) is not None


def glued_heading_end(text: str, blank_divides: bool) -> int:
    """Length of the heading at the start of ``text`` that has a sentence glued behind it; 0 when not certain.

    Certain is a chapter number and an ending of section words in front of a blank or of a word that starts
    sentences; and, where blanks divide paragraphs (``blank_divides``), any numbered stretch without a sentence
    end in front of a blank.
    """
    if blank_divides and is_numbered(text):
        blank = re.search(r"(?<=\S)\s+(?=\S)", text[len(text) - len(text.lstrip()) + 4 : _LONGEST + 5])
        offset = len(text) - len(text.lstrip()) + 4
        if blank and not re.search(r"[。！？；!?;：:]", text[: offset + blank.start()]):
            return offset + blank.start()
    number = CHAPTER_NUMBER.match(text)
    if number is None and not _YEAR.match(text):
        return 0
    stretch = re.match(r"[^，。！？；：,!?;:]*", text[: _LONGEST_GLUED + 20])
    limit = stretch.end() if stretch else 0
    begin = number.end() if number else 0
    for match in _glue_pattern().finditer(text, begin):
        if match.end() > min(limit, _LONGEST_GLUED):
            break
        if number is not None or re.match(r"\s", text[match.end() :]):
            return match.end()
    return 0


def _could_be_heading(text: str) -> bool:
    if not text or len(text) > _LONGEST or _INNER_END.search(text) or text[-1] in _UNFINISHED + "：:；;！!？?。.":
        return False
    if _SALUTATION.match(text) or _DASH_ITEM.match(text):
        return False
    return is_chapter(text) or not re.search("[：:]", text)  # 1. 名词：… is an item, not a heading


def _is_plain_heading(text: str) -> bool:
    """A short line of words only: figures belong to text or tables."""
    rest = _YEAR.sub("", text)
    return len(text) <= _LONGEST_PLAIN and not any(char.isdigit() for char in rest)


@lru_cache(maxsize=1)
def _ending_pattern() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, load_toml('sections.toml')['heading']['endings']))})$")


@lru_cache(maxsize=1)
def _glue_pattern() -> re.Pattern[str]:
    words = load_toml("sections.toml")["heading"]
    endings = "|".join(map(re.escape, sorted(words["endings"] + words["glued"], key=len, reverse=True)))
    starters = "|".join(map(re.escape, words["starters"]))
    return re.compile(rf"(?:{endings})(?=\s+\S|(?:{starters}))")
