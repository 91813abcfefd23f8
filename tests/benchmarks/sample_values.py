"""Draw places of running text where a number may state a value, for labelling by reading.

Candidates are found by plain regular expressions, not by the library, and drawn with a fixed seed:

    python tests/benchmarks/sample_values.py ../shared/reports OUT --seed 20240501

writes `amounts.tsv`, `percentages.tsv` and `quantities.tsv` to OUT, a line a place: number, report, offset into the
report's clean text, context with the candidate in ⟦⟧. The file holds sentences of reports and is not for keeping; the
labels are (`annotations/values`).
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from govreport_ie.reading import read

_NUMBER = r"(?:[\d０-９][\d０-９.,．]*|[零一二两三四五六七八九十百千]+(?:点[零一二三四五六七八九]+)?)"
_SCALE = r"\s?(?:[多余几数]?[十百千万亿萬億]+)?[多余]?\s?"
CANDIDATES = {
    "amounts": re.compile(_NUMBER + _SCALE + r"(?:元|美元|港元|欧元|人民币)"),
    "percentages": re.compile(
        _NUMBER + r"\s?(?:[%％‰]|个?百分点|倍|成(?![立为功员果长就熟人效型品都交年都本分])|番)"
        r"|百分之" + _NUMBER + r"|[一二三四五六七八九十\d]+分之" + _NUMBER
    ),
    "quantities": re.compile(
        _NUMBER + _SCALE + r"(?=[\u4e00-\u9fffa-zA-Zμ℃])(?!年|月|日|元|美元|港元|欧元|个?百分点|倍|成|番|届|五|分之|点)"
    ),
}
SIZES = {"amounts": 340, "percentages": 330, "quantities": 620}
#: Chinese numerals are mostly parts of words; this share of them is left out of the quantities.
_CHINESE_LEFT_OUT = 0.75
_BEFORE, _AFTER = 32, 28


def candidates(kind: str, text: str, rng: random.Random) -> list[tuple[int, int]]:
    """Spans of a text where a value of the kind may stand."""
    spans: list[tuple[int, int]] = []
    for found in CANDIDATES[kind].finditer(text):
        chinese = re.match(r"[\d０-９]", found[0]) is None
        if kind == "quantities" and chinese and rng.random() < _CHINESE_LEFT_OUT:
            continue
        spans.append(found.span())
    return spans


def draw(texts: dict[str, str], sizes: dict[str, int], seed: int) -> dict[str, list[tuple[str, int, int]]]:
    """For each kind, places drawn without replacement from all reports, as (report, start, end) in clean text."""
    rng = random.Random(seed)
    places: dict[str, list[tuple[str, int, int]]] = {}
    for kind, size in sizes.items():
        pool = [(name, *span) for name, text in texts.items() for span in candidates(kind, text, rng)]
        places[kind] = sorted(rng.sample(pool, min(size, len(pool))))
    return places


def line(number: int, place: tuple[str, int, int], text: str) -> str:
    """One line of the table for the reader."""
    name, start, end = place
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    return f"{number}\t{name}\t{start}\t{before}⟦{text[start:end]}⟧{after}".replace("\n", "⏎")


def main() -> None:
    """Write one table a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, help="folder of UTF-8 reports")
    parser.add_argument("out", type=Path, help="folder for the tables")
    parser.add_argument("--seed", type=int, default=20240501)
    parser.add_argument("--size", type=int, help="places of each kind, in place of the usual sizes")
    arguments = parser.parse_args()
    texts = {path.stem: read(path).text for path in sorted(arguments.reports.glob("*.txt"))}
    if not texts:
        parser.error(f"no .txt file in {arguments.reports}")
    sizes = {kind: arguments.size or size for kind, size in SIZES.items()}
    arguments.out.mkdir(parents=True, exist_ok=True)
    for kind, places in draw(texts, sizes, arguments.seed).items():
        lines = [line(number, place, texts[place[0]]) for number, place in enumerate(places)]
        (arguments.out / f"{kind}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{kind}: {len(places)} places")


if __name__ == "__main__":
    main()
