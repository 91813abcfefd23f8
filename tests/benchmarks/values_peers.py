"""The library against jionlp and recognizers-text on the labelled samples, in one run.

The peers are no dependencies. In an environment of their own:

    pip install . jionlp recognizers-text-suite "emoji<2"
    PYTHONPATH=. python tests/benchmarks/values_peers.py ../shared/reports --write values_peers.md

A peer that is not installed is left out, and said so. Every tool is given the same sentences, those of the sampled
places; single values are read from the labelled span, by the library with the sentence around it, which the peers
cannot be given. Speed is characters a second of finding over the paragraphs of every eighth report, one process, median
of the passes.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from govreport_ie.reading import read
from tests.benchmarks.value_samples import KINDS, SAMPLES, Place, Scores, Tool, load_sample, score
from tests.benchmarks.value_tools import TOOLS

_COLUMNS = ("recall", "overlap", "precision", "number", "value", "bound", "sign", "all")


def available() -> list[Tool]:
    """The tools that can be loaded here."""
    tools: list[Tool] = []
    for kind in TOOLS:
        try:
            tools.append(kind())
        except ImportError as error:
            print(f"{kind.name} is left out: {error}")
    return tools


def paragraphs(folder: Path) -> list[str]:
    """The paragraphs of every eighth report."""
    paths = sorted(folder.glob("*.txt"))[::8]
    return [text for path in paths for text in read(path).text.splitlines() if text.strip()]


def speed(tool: Tool, texts: Sequence[str], passes: int) -> float:
    """Median characters a second of finding values, after some texts to warm up."""
    characters = sum(map(len, texts))
    for text in texts[:20]:
        tool.find(text)
    speeds: list[float] = []
    for _ in range(passes):
        start = time.perf_counter()
        for text in texts:
            tool.find(text)
        speeds.append(characters / (time.perf_counter() - start))
    return statistics.median(speeds)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}".replace("%", " %")


def row(sample: str, name: str, scores: Scores, characters: float) -> str:
    """One line of the Markdown table."""
    cells = [_percent(getattr(scores, column)) for column in _COLUMNS]
    return f"| {sample} | {name} | " + " | ".join(cells) + f" | {characters:,.0f} |"


def table(samples: dict[str, list[Place]], tools: Sequence[Tool], speeds: dict[str, float]) -> list[str]:
    """The whole comparison as lines of Markdown."""
    lines = [
        "| sample | tool | " + " | ".join(_COLUMNS) + " | characters/s |",
        "|---|---|" + "---:|" * (len(_COLUMNS) + 1),
    ]
    for kind, places in samples.items():
        count = sum(place.reading is not None for place in places)
        title = f"{kind} ({count} of {len(places)})"
        able = [tool for tool in tools if kind in tool.samples]
        lines += [row(title, tool.name, score(places, tool), speeds[tool.name]) for tool in able]
    return lines


def main() -> None:
    """Print the table, and write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, help="folder of the reports that were labelled")
    parser.add_argument("--samples", type=Path, default=SAMPLES, help="folder of the sample files")
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--write", type=Path, help="Markdown file for the table")
    arguments = parser.parse_args()
    samples = {kind: load_sample(arguments.samples / f"{kind}.ndjson", arguments.reports) for kind in KINDS}
    tools = available()
    texts = paragraphs(arguments.reports)
    speeds = {tool.name: speed(tool, texts, arguments.passes) for tool in tools}
    lines = table(samples, tools, speeds)
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
