"""The unlabelled reports: JSON lines, compressed by xz, with the fields level, region, year and text."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Collection, Iterator
from pathlib import Path


def entries(path: Path) -> Iterator[dict[str, str]]:
    """The reports in the order of the file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def texts(path: Path, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """SHA-256 and text of the wanted reports, in the order of the file; ValueError when one is not in it."""
    missing = set(wanted)
    for entry in entries(path):
        digest = hashlib.sha256(entry["text"].encode("utf-8")).hexdigest()
        if digest in missing:
            missing.remove(digest)
            yield digest, entry["text"]
    if missing:
        raise ValueError(f"{path} does not hold the reports with SHA-256 {', '.join(sorted(missing))}")
