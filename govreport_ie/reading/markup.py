"""Markdown marks, simple HTML tags and invisible characters: which stretches of the source they take."""

from __future__ import annotations

import re

Span = tuple[int, int]

_BLOCK_TAGS = "p|div|li|ul|ol|tr|table|h[1-6]|center|blockquote"
_INLINE_TAGS = "sub|sup|b|i|u|s|em|strong|small|big|span|font|a|img|td|th|thead|tbody"
_ATTRIBUTES = r"(?:\s[^<>\n]{0,300})?"
LINE_BREAK_TAG = rf"<(?:br{_ATTRIBUTES}/?|/(?:{_BLOCK_TAGS}))>"

_ALWAYS = re.compile(
    rf"</?(?:br|hr|{_BLOCK_TAGS}|{_INLINE_TAGS}){_ATTRIBUTES}/?>"
    r"|<!--[^<>]{0,300}-->"
    r"|&(?:nbsp|ensp|emsp|thinsp|#160);"
    "|[\u200b\u2060\ufeff\u00ad]+",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_HEADING_TAIL = re.compile(r"^#{1,6}[ \t][^\n]{0,120}?([ \t]{1,4}#{1,6}[ \t]{0,4})$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(?=\S)[^\n*]{1,200}\*\*")
_UNDERSCORE_BOLD = re.compile(r"(?<![A-Za-z0-9_])(__)(?=\S)[^\n_]{1,200}(__)(?![A-Za-z0-9_])")
_STARS = re.compile(r"\*\*")
_LIST_MARK = re.compile(r"^[ \t]*[-*+][ \t]+(?=[^\s\d*+-])", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^[ \t]*>[ \t]?(?=\S)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|`{3,}[^\n`]*)\r?$", re.MULTILINE)
_HARD_BREAK = re.compile(r"(?<=\S)[ \t]{2,}(?=\r?\n)")
_ESCAPE = re.compile(r"\\(?=[*_#`\[\]()])")


def mark_spans(source: str) -> list[Span]:
    """Sorted, disjoint spans of ``source`` that are marks, not text.

    HTML tags, entities for blanks and invisible characters always are. Markdown marks are marks only in a text
    that shows it is markdown: headings with ``#`` or words in ``**``. Elsewhere a star or dash is a character.
    """
    spans = [match.span() for match in _ALWAYS.finditer(source)]
    if "*" in source or "#" in source or "__" in source:
        spans += _markdown_spans(source)
    return _disjoint(spans)


def is_heading_mark(source: str, start: int, end: int) -> bool:
    """Whether the line ``source[start:end]`` is marked as a heading (``##``, ``<h2>``)."""
    return bool(re.match(r"\s*(?:#{1,6}[ \t]+\S|<h[1-6]\b)", source[start : min(end, start + 40)], re.IGNORECASE))


def _markdown_spans(source: str) -> list[Span]:
    spans = [match.span() for match in _HEADING.finditer(source)]
    spans += [match.span(group) for match in _UNDERSCORE_BOLD.finditer(source) for group in (1, 2)]
    if not spans and not _BOLD.search(source):
        return []
    # A bold stretch may run over a page break: in markdown every double star is a mark, paired on its line or not.
    spans += [match.span() for match in _STARS.finditer(source)]
    spans += [match.span(1) for match in _HEADING_TAIL.finditer(source)]
    for pattern in (_LIST_MARK, _QUOTE_MARK, _RULE, _HARD_BREAK, _ESCAPE):
        spans += [match.span() for match in pattern.finditer(source)]
    return spans


def _disjoint(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
