"""Paragraphs to sentences (annotation guidelines, section 2): an end mark or the paragraph's end ends one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from govreport_ie.reading.cleaning import Block
from govreport_ie.reading.headings import glued_heading_end, is_heading

# 。！？ always end a sentence; ! and ? only in Chinese text, not in 47?5% or where a destroyed character left a ?.
_HAN_OR_CLOSER = "[\u3400-\u9fff”’」』）)】》〉％%]"
_END = re.compile(rf"(?:[。！？]|(?<={_HAN_OR_CLOSER})[!?]+(?![\da-zA-Z%％.．,，、;；:：!?])|[!?](?=\s|$))[。！？!?]*")
# Between Han characters a half-width ? is a question's end or, without one of these, a destroyed character.
QUESTION_WORDS = re.compile("什么|如何|怎|谁|哪|何|吗|呢|多少|几|是否|能不能|难道|还是|么$")
_CLOSERS = "”’」』）)】〕》〉"
_NOTE_MARK = re.compile(r"[①-⑳㉑-㉟]|\[\d{1,3}\]|［\d{1,3}］")
_BLANK_BREAK = re.compile(r"(?<=[。！？!?：:；])[ \t\u3000\xa0]+(?=\S)")
_HAN_BLANK = re.compile(r"(?<=[\u3400-\u9fff。！？!?：:；，,、”）)])[ \t\u3000\xa0]+(?=[\u3400-\u9fff“（(《])")
_FRONT_ENDS = re.compile(r"(?:政府工作[报報]告|[会會][议議]上[）)]?)[ \t\u3000]+(?=\S)|\s+(?=各位(?:代表|委员|主任))")
_HAN = re.compile("[\u3400-\u9fff]")
_ASKED = 40
_FRONT = 300


@dataclass(frozen=True)
class Piece:
    """A sentence as a half-open span of the clean text; ``first`` in its paragraph, ``heading`` as a line."""

    start: int
    end: int
    heading: bool
    first: bool


def blanks_divide(text: str) -> bool:
    """Whether blanks stand for lost paragraph breaks: between Han characters they mostly follow an end mark."""
    blanks = [text[match.start() - 1] for match in _HAN_BLANK.finditer(text)]
    ends = sum(1 for before in blanks if before in "。！？!?：:；")
    return ends >= 5 and ends * 2 >= len(blanks)


def split_sentences(text: str, blocks: tuple[Block, ...]) -> list[Piece]:
    """The sentences of the clean ``text`` in order, trimmed of white space, headings taken off their sentences."""
    divided = blanks_divide(text)
    pieces: list[Piece] = []
    for block in blocks:
        for start, end in _parts(text, block, divided):
            pieces.extend(_sentences(text, start, end, block, divided))
    return pieces


def _parts(text: str, block: Block, divided: bool) -> list[tuple[int, int]]:
    """The paragraph cut where a blank stands for a paragraph break; the front matter always is."""
    cuts: list[int] = []
    if divided:
        cuts = [match.end() for match in _BLANK_BREAK.finditer(text, block.start, block.end)]
    if block.start < _FRONT:
        cuts += [match.end() for match in _FRONT_ENDS.finditer(text, block.start, min(block.end, _FRONT))]
    edges = [block.start, *sorted(set(cuts)), block.end]
    return list(pairwise(edges))


def _sentences(text: str, start: int, end: int, block: Block, divided: bool) -> Iterator[Piece]:
    first = True
    for begin, stop in _ends(text, start, end):
        begin, stop = _trim(text, begin, stop)
        if begin == stop:
            continue
        head = 0 if block.heading else glued_heading_end(text[begin : min(stop, begin + 80)], divided)
        if 0 < head < stop - begin:
            yield Piece(begin, begin + head, True, True)
            begin, first = _trim(text, begin + head, stop)[0], True
        whole = begin == block.start and stop == block.end
        heading = block.heading if whole else is_heading(text[begin : min(stop, begin + 80)]) and not head and first
        yield Piece(begin, stop, heading, first)
        first = False


def _ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Untrimmed spans of the sentences in ``text[start:end]``."""
    position = start
    straight = _StraightQuotes(text, start)
    for match in _END.finditer(text, start, end):
        if match.start() < position or _is_lost_character(text, position, match):
            continue
        stop = _behind_closers(text, match.end(), end, straight)
        yield position, stop
        position = stop
    if position < end:
        yield position, end


def _is_lost_character(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether the mark is a lone half-width ? in a sentence that asks nothing, with more Chinese behind it."""
    if set(mark.group()) != {"?"} or not _HAN.match(text, mark.end()):
        return False
    return QUESTION_WORDS.search(text, max(start, mark.start() - _ASKED), mark.start()) is None


class _StraightQuotes:
    """Counts the straight quotes from the start of a paragraph on: an odd one still has to close."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._position, self._odd = text, start, False

    def closes(self, index: int) -> bool:
        self._odd ^= self._text.count('"', self._position, index) % 2 == 1
        self._position = index
        return self._odd


def _behind_closers(text: str, index: int, end: int, straight: _StraightQuotes) -> int:
    """Index behind the closing quotes, brackets and note marks that belong to the sentence that ends at ``index``."""
    while index < end:
        if text[index] in _CLOSERS or (text[index] == '"' and straight.closes(index)):
            index += 1
        elif note := _NOTE_MARK.match(text, index, end):
            index = note.end()
        else:
            break
    return index


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
