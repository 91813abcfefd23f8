"""Speed and memory of reading, by hand: ``python -m tests.benchmarks.bench_reading``."""

from __future__ import annotations

import time
import tracemalloc

from govreport_ie.reading import read_text
from tests.reading.samples import REPORT, Print, print_pages

SIZES = (16_000, 160_000, 1_600_000, 3_300_000)
TEXTS = {
    "one paragraph a line": REPORT,
    "printed pages": print_pages(REPORT, Print(28)),
    "one single line": REPORT.replace("\n", " "),
}


def main() -> None:
    """Print seconds, characters a second and peak memory for every layout and size."""
    for name, text in TEXTS.items():
        for size in SIZES:
            source = (text * (size // len(text) + 1))[:size]
            begin = time.perf_counter()
            read_text(source)
            seconds = time.perf_counter() - begin
            tracemalloc.start()
            read_text(source[: SIZES[1]])
            peak = tracemalloc.get_traced_memory()[1] / min(size, SIZES[1])
            tracemalloc.stop()
            print(
                f"{name:22} {size:>9,} characters {seconds:8.3f} s {size / seconds:>10,.0f}/s {peak:6.0f} B/character"
            )


if __name__ == "__main__":
    main()
