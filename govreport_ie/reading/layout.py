"""How a whole text is laid out: wrapped at a width or not, what blank lines and indents mean in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from govreport_ie.reading.headings import is_certain_heading
from govreport_ie.reading.lines import Line, width

_CLOSERS = "”’」』）)】〕》〉\"'"
_SENTENCE_END = re.compile(rf"[。！？!?…][{_CLOSERS}]*$")
_UNIT = re.compile(r"[A-Za-z0-9.%]+|.[，。、；：！？”）》]?")
_PAUSE_END = re.compile(r"[；;：:]$")
_LEAST_LINES = 6
_LEAST_CUTS = 3
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 24
_SLACK = 4
INDENT = 4
_SAMPLE = 20_000


@dataclass(frozen=True)
class Layout:
    """What the evidence of all lines says.

    ``width`` is the width in columns at which lines are wrapped, None when every line is a paragraph;
    ``hidden_indent`` the columns that first lines of paragraphs are shorter, where their indent is lost;
    ``blank_ends`` and ``indent_starts`` whether an empty line ends, an indent starts a paragraph; ``breaks_inside``
    whether sentences are broken elsewhere (at page ends), so that an unfinished line is no heading.
    """

    width: int | None
    hidden_indent: int
    blank_ends: bool
    indent_starts: bool
    breaks_inside: bool

    def is_full(self, line: Line, after: Line, first: bool, slack: int = _SLACK) -> bool:
        """Whether the line ends because the start of the line ``after`` did not fit on it any more.

        ``first`` says whether it is the first line of its paragraph, ``slack`` how many columns it may be short:
        letters and digits of a proportional font are narrower or wider than a column.
        """
        if self.width is None:
            return False
        indent = (line.indent or self.hidden_indent) if first else 0
        return line.width + indent + _first_unit(after.text) + slack > self.width


def _first_unit(text: str) -> int:
    """Width of what cannot be divided at the start of a line: a number, a word, a character and its comma."""
    match = _UNIT.match(text)
    return width(match.group()) if match else 2


def ends_sentence(text: str) -> bool:
    """Whether the line ends with a mark that ends a sentence (and its closing quotes)."""
    return _SENTENCE_END.search(text[-6:]) is not None


def ends_with_pause(text: str) -> bool:
    """Whether the line ends with a colon or semicolon."""
    return _PAUSE_END.search(text) is not None


def is_cut(text: str) -> bool:
    """Whether the line stops in the middle of a sentence that began after another one on the same line."""
    return not ends_sentence(text) and not ends_with_pause(text) and re.search(r"[。！？][^。！？]*$", text) is not None


def measure(lines: list[Line]) -> Layout:
    """The layout of a text; ``lines`` are its non-blank lines without page furniture."""
    lines = lines[:_SAMPLE]
    wrap = _wrap_width(lines)
    gaps = sum(1 for line in lines[1:] if line.blanks)
    indented = sum(1 for line in lines if line.indent >= INDENT)
    return Layout(
        width=wrap,
        hidden_indent=0 if wrap is None or indented * 20 > len(lines) else _hidden_indent(lines, wrap),
        blank_ends=wrap is None or gaps * 2 < len(lines),
        indent_starts=indented >= 3 and indented * 5 <= len(lines) * 4,
        breaks_inside=wrap is None and _are_cut(lines),
    )


def _hidden_indent(lines: list[Line], wrap: int) -> int:
    """INDENT when wrapped lines right behind the short last line of a paragraph mostly fall short by as much."""
    firsts = [
        line.width
        for before, line in pairwise(lines)
        if ends_sentence(before.text) and before.width < wrap - 2 * INDENT and not ends_sentence(line.text)
    ]
    near = [each for each in firsts if wrap - INDENT - _SLACK <= each <= wrap + 2]
    short = sum(1 for each in near if each < wrap - 1)
    return INDENT if short * 2 > len(near) else 0


def _are_cut(lines: list[Line]) -> bool:
    cut = sum(1 for line in lines if is_cut(line.text))
    return cut >= _LEAST_CUTS and cut * 50 >= len(lines)


def _stops_inside(text: str) -> bool:
    return not ends_sentence(text) and not ends_with_pause(text) and not is_certain_heading(text)


def _wrap_width(lines: list[Line]) -> int | None:
    """The width at which lines are wrapped: where many lines end unfinished at nearly the same width."""
    widths = [line.width + line.indent for line in lines if _stops_inside(line.text)]
    if len(widths) < _LEAST_LINES:
        return None
    counts = Counter(widths)
    best = max(counts, key=lambda top: sum(counts[top - offset] for offset in range(_SLACK)))
    if not _NARROWEST_WRAP <= best <= _WIDEST_WRAP:
        return None
    near = sum(1 for each in widths if best - _SLACK - INDENT <= each <= best + 2)
    wider = sum(1 for line in lines if line.width + line.indent > best + _SLACK)
    if near < _LEAST_LINES - 1 or near * 2 < len(widths) or near * 5 < len(lines) or wider * 10 > len(lines):
        return None
    around = range(best - _SLACK, best + _SLACK + 1)
    often = max(counts[each] for each in around) / 3
    return max(each for each in around if counts[each] >= often)
