"""Fuzz the values side: any string gives a value, None or a ValueParseError, in time linear in its length.

Run by hand, for as many seconds as wanted; the report of a run of ten minutes stands in docs/values.md:

    python tests/benchmarks/fuzz_values.py --seconds 600 --seed 1

Texts are made of the words of the grammar, of characters at random, of stretches repeated many times, and of
reports (if a folder is given) with characters dropped, doubled and swapped. Each goes through `parse_value` with
random context and label, `find_values` and `resolve_period`. What is checked of each: no other exception, values that
survive JSON, spans in order, and no more than SLOW microseconds a character.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path

from govreport_ie.errors import ValueParseError
from govreport_ie.resources import load_toml
from govreport_ie.types.units import unit_table
from govreport_ie.types.values import value_from_dict
from govreport_ie.values import find_values, parse_value, resolve_period

#: Microseconds of processor time a character (and a fixed share for short texts) beyond which a text is reported.
SLOW, FIXED = 400.0, 30_000.0
LABELS = (None, "AMOUNT", "QUANTITY", "GROWTH_RATE", "TARGET", "RANK")
SECTIONS = (None, "-", "2023", "2016/2020", "2024-H1", "2024-03")
FIGURES = list("0123456789零一二两三四五六七八九十百千万亿余多几数点.,，、：:-—~/%％‰年月日第前至到 \n（）“”《》")


def vocabulary() -> list[str]:
    """Every word of the resources and every unit."""
    found: list[str] = list(unit_table().spellings)

    def walk(node: object) -> None:
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, dict):
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(load_toml("value_words.toml"))
    return found


def make_text(chance: random.Random, words: list[str], reports: list[str]) -> str:
    """One text of one of the four sorts."""
    sort = chance.randrange(4 if reports else 3)
    if sort == 0:
        return "".join(
            chance.choice(words if chance.random() < 0.5 else FIGURES) for _ in range(chance.randrange(1, 25))
        )
    if sort == 1:
        return "".join(
            chr(chance.choice((chance.randrange(128), chance.randrange(0x4E00, 0x9FFF), 0xFF00 + chance.randrange(96))))
            for _ in range(chance.randrange(1, 60))
        )
    if sort == 2:
        unit = "".join(
            chance.choice(words if chance.random() < 0.5 else FIGURES) for _ in range(chance.randrange(1, 4))
        )
        return unit * chance.randrange(2, 400)
    report = chance.choice(reports)
    start = chance.randrange(len(report))
    return mutate(chance, report[start : start + chance.randrange(5, 300)])


def mutate(chance: random.Random, text: str) -> str:
    """The text with some characters dropped, doubled or swapped for a figure."""
    kept: list[str] = []
    for character in text:
        fate = chance.random()
        kept.append(
            "" if fate < 0.03 else character * 2 if fate < 0.06 else chance.choice(FIGURES) if fate < 0.1 else character
        )
    return "".join(kept)


def check(chance: random.Random, text: str, outcomes: Counter[str]) -> None:
    """Put one text through all three functions; an AssertionError or any other exception is a finding."""
    cut, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    try:
        value = parse_value(text[cut:end], label=chance.choice(LABELS), before=text[:cut], after=text[end:])
    except ValueParseError as error:
        assert 0 <= error.position <= end - cut
        outcomes["ValueParseError"] += 1
    else:
        outcomes["None" if value is None else value.kind] += 1
        assert value is None or (value_from_dict(value.to_dict()) == value and str(value))
    last = 0
    for item in find_values(text):
        assert last <= item.start < item.end <= len(text)
        assert item.value.text == text[item.start : item.end]
        last = item.end
        outcomes["found"] += 1
    period = resolve_period(text[:30], report_year=chance.choice((None, 2024)), section_period=chance.choice(SECTIONS))
    assert period is None or period.first_day <= period.last_day


def main() -> int:
    """Fuzz for the time given and print the report; the exit code is 1 when there are findings."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reports", type=Path, help="folder of UTF-8 reports to mutate")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    paths = sorted(arguments.reports.glob("*.txt")) if arguments.reports else []
    reports, words = [path.read_text(encoding="utf-8") for path in paths], vocabulary()
    outcomes: Counter[str] = Counter()
    texts = characters = findings = 0
    worst = 0.0
    find_values("预热1%")
    stop = time.monotonic() + arguments.seconds
    while time.monotonic() < stop:
        text = make_text(chance, words, reports)
        start = time.process_time()
        try:
            check(chance, text, outcomes)
        except Exception as error:
            findings += 1
            print(f"FINDING {error!r} in {text!r}"[:2000])
        spent = (time.process_time() - start) * 1e6
        worst = max(worst, spent / max(len(text), 100))
        if spent > FIXED + SLOW * len(text):
            findings += 1
            print(f"SLOW {spent:,.0f} µs for {len(text)} characters: {text[:200]!r}")
        texts, characters = texts + 1, characters + len(text)
    print(f"seed {arguments.seed}, {arguments.seconds:.0f} s, {len(reports)} reports to mutate")
    print(f"{texts:,} texts, {characters:,} characters, {findings} findings")
    print(f"slowest: {worst:.0f} µs a character (texts under 100 characters counted as 100)")
    print(", ".join(f"{name} {count:,}" for name, count in outcomes.most_common()))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
