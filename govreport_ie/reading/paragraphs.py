"""Lines to paragraphs: which line breaks end a paragraph and which only wrap it or turn a page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govreport_ie.reading.headings import is_certain_heading, is_dash_item, is_heading, starts_block
from govreport_ie.reading.layout import INDENT, Layout, ends_sentence, ends_with_pause, measure
from govreport_ie.reading.lines import Line

_DATE_LINE = re.compile(r"^[—\-－(（]{0,4}.{4,5}年\s*.{1,3}\s*月\s*.{1,3}\s*日\s*在[^。，]*(?:大会|会议?上?)[)）]?$")
_SESSION = re.compile(r"第.{1,4}次(?:全体)?(?:会议|大会)|会?议?上[)）]?$|会议")
_TITLE_START = re.compile(r"关于.{0,20}\d{4}\s*年.{0,20}(?:计划|预算|报告|发展|执行)")
_TITLE_END = re.compile(r"报告\s*(?:[（(].{0,8}[）)])?$")
_FRONT_LINE_END = re.compile("(?:报告|会议上?|大会|[长席任])[）)]?$")
_OPEN, _CLOSE = "（(《【“‘", "）)》】”’"
_LONGEST_UNSURE, _LONGEST_HEADING = 40, 60
_TAIL = 400
# A heading is the last on its line unless nothing more fits; a short rest of words below it is its tail.
_HEADING_SLACK, _TAIL_SLACK, _LONGEST_TAIL = 1, 8, 6


@dataclass(frozen=True)
class Paragraph:
    """The lines of one paragraph; ``heading`` when it is marked as a heading or reads as one on its own line."""

    lines: tuple[Line, ...]
    heading: bool


def paragraphs(lines: list[Line]) -> list[Paragraph]:
    """The paragraphs of a text; ``lines`` are its non-blank lines without page furniture."""
    layout = measure(lines)
    found: list[Paragraph] = []
    current: list[Line] = []
    text = ""  # the end of the paragraph so far: enough to judge it, so that long paragraphs stay linear
    for at, line in enumerate(lines):
        if current and not _continues(layout, current, text, line, _next(lines, at)):
            found.append(_paragraph(current))
            current, text = [], ""
        current.append(line)
        text = (text + line.text)[-_TAIL:]
    if current:
        found.append(_paragraph(current))
    return found


def _paragraph(lines: list[Line]) -> Paragraph:
    text = "".join(line.text for line in lines[:3])
    return Paragraph(tuple(lines), lines[0].heading or (len(lines) <= 3 and is_heading(text)))


def _next(lines: list[Line], at: int) -> Line | None:
    return lines[at + 1] if at + 1 < len(lines) else None


def _continues(layout: Layout, current: list[Line], text: str, line: Line, following: Line | None) -> bool:
    """Whether ``line`` goes on with the paragraph whose lines so far are ``current``."""
    last = current[-1]
    if last.heading or line.heading or _TITLE_START.match(line.text):
        return False
    first = len(current) == 1
    full = layout.is_full(last, line, first)
    if ends_sentence(text):
        return full and _is_middle_line(layout, line, following)
    if starts_block(line.text):
        return full and not ends_with_pause(text) and not is_heading(text)
    if ends_with_pause(text):
        return full and not (layout.blank_ends and line.blanks)
    if _is_front_line_cut(text, line.text) or _open_bracket(text):
        return True
    if _DATE_LINE.search(text):
        return False
    if is_certain_heading(text):
        indented = layout.indent_starts and line.indent >= INDENT
        slack = _TAIL_SLACK if len(line.text) <= _LONGEST_TAIL and not ends_sentence(line.text) else _HEADING_SLACK
        return layout.is_full(last, line, first, slack) and not indented
    if layout.width is not None and not full:
        return _is_unfinished(text) or len(text) > _LONGEST_HEADING
    return full or _is_unfinished(text) or _is_cut_short(layout, text, line)


def _is_middle_line(layout: Layout, line: Line, following: Line | None) -> bool:
    """After a full line that ends a sentence: the same paragraph goes on unless the layout shows a new one."""
    if starts_block(line.text) or (layout.blank_ends and line.blanks):
        return False
    if layout.indent_starts:
        return line.indent < INDENT
    last_of_paragraph = following is None or ends_sentence(line.text)
    return last_of_paragraph or (following is not None and layout.is_full(line, following, first=False))


def _is_front_line_cut(text: str, after: str) -> bool:
    """A title or date line that was cut in two."""
    if _DATE_LINE.search(text) and _SESSION.match(after):
        return True
    return bool(_TITLE_START.match(text)) and not _TITLE_END.search(text) and len(text) < 80


def _open_bracket(text: str) -> bool:
    """Whether a bracket or quote opened in the last sentence is still open."""
    sentence = re.split(r"[。！？]", text[-_TAIL // 2 :])[-1]
    return any(
        sentence.count(opening) > sentence.count(closing) and sentence.rfind(opening) > sentence.rfind(closing)
        for opening, closing in zip(_OPEN, _CLOSE, strict=True)
    )


def _is_unfinished(text: str) -> bool:
    """Whether the paragraph stops inside a sentence, told by what stands before: another sentence or a comma."""
    return re.search(r"[。！？]", text) is not None or text[-1] in "，、,"


def _is_cut_short(layout: Layout, text: str, line: Line) -> bool:
    """Without a wrap width: too long for a heading, or a clause with a comma at the end of a page."""
    if _FRONT_LINE_END.search(text) or is_dash_item(text) or is_certain_heading(text):
        return False
    if (layout.breaks_inside or line.page_break) and re.search("[，：]", text):
        return True
    return len(text) > _LONGEST_UNSURE and not is_heading(text)
