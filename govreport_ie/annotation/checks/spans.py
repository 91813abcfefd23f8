"""Quotation marks and brackets of a span: those of a name come in pairs."""

from __future__ import annotations

from collections.abc import Iterator

from govreport_ie.annotation.checks.findings import Finding
from govreport_ie.annotation.document import AnnotatedDocument

# Straight quotation marks do not tell which end they are.
PAIRS = dict(zip("“‘《〈「『（([【", "”’》〉」』）)]】", strict=True))
CLOSING = set(PAIRS.values())


def lone_signs(text: str) -> list[int]:
    """Indices of the quotation marks and brackets that have no partner inside the text, in order.

    A closing sign closes the last open one if that is its partner, else it is alone.
    """
    lone: list[int] = []
    opened: list[int] = []
    for at, sign in enumerate(text):
        if sign in PAIRS:
            opened.append(at)
        elif sign in CLOSING:
            if opened and PAIRS[text[opened[-1]]] == sign:
                opened.pop()
            else:
                lone.append(at)
    return sorted(lone + opened)


def unbalanced(split: str, annotated: AnnotatedDocument) -> Iterator[Finding]:
    """Spans with a lone quotation mark or bracket: an error at the span's edge, inside it a warning.

    A closing sign in front and an opening one behind are left to `validate`, which takes them for punctuation.
    """
    for mention in annotated.mentions:
        text, last = mention.text, len(mention.text) - 1
        lone = [
            at
            for at in lone_signs(text)
            if not (at == 0 and text[0] in CLOSING) and not (at == last and text[last] in PAIRS)
        ]
        if not lone:
            continue
        at_edge = [at for at in lone if at in (0, last)]
        severity = "error" if at_edge else "warning"
        where = "it begins or ends with" if at_edge else "it holds"
        problem = f"{where} “{text[(at_edge or lone)[0]]}”, whose partner is outside"
        advice = "take both signs into the span, or leave both out"
        shown = f"{mention.label} {text}"
        yield Finding("lone-sign", severity, problem, advice, split, annotated.id, mention.start, mention.end, shown)
