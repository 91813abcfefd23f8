"""Speed of the values side: characters a second of `find_values`, microseconds of one `parse_value`.

Run by hand, on any folder of UTF-8 reports:

    python tests/benchmarks/bench_values.py ../shared/reports

The texts are read before the clock starts; one pass over them warms the patterns up. Each figure is the median of
several passes (find) or over all values found (parse, each with its clause as context).
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from govreport_ie.values import FoundValue, find_values, parse_value

CONTEXT = 60


def find_speed(texts: list[str], passes: int) -> tuple[float, list[list[FoundValue]]]:
    """Median characters a second over the passes, and what the last pass found."""
    characters = sum(map(len, texts))
    speeds: list[float] = []
    found: list[list[FoundValue]] = [find_values(text) for text in texts]
    for _ in range(passes):
        start = time.perf_counter()
        found = [find_values(text) for text in texts]
        speeds.append(characters / (time.perf_counter() - start))
    return statistics.median(speeds), found


def parse_times(texts: list[str], found: list[list[FoundValue]]) -> list[float]:
    """Seconds that each value takes to be read again from its words and context."""
    times: list[float] = []
    for text, items in zip(texts, found, strict=True):
        for item in items:
            before, after = text[max(0, item.start - CONTEXT) : item.start], text[item.end : item.end + CONTEXT]
            mention = text[item.start : item.end]
            start = time.perf_counter()
            parse_value(mention, before=before, after=after)
            times.append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of UTF-8 text files")
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(arguments.folder.glob("*.txt"))]
    if not texts:
        parser.error(f"no .txt file in {arguments.folder}")
    speed, found = find_speed(texts, arguments.passes)
    print(f"find_values: {speed:,.0f} characters/s over {sum(map(len, texts)):,} characters in {len(texts)} files")
    times = sorted(parse_times(texts, found))
    median, late = times[len(times) // 2] * 1e6, times[int(len(times) * 0.99)] * 1e6
    print(f"parse_value: median {median:.1f} µs, 99 % under {late:.1f} µs, over {len(times):,} values")


if __name__ == "__main__":
    main()
