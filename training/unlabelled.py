"""The unlabelled reports: JSON lines, compressed by xz, with the fields level, region, year and text."""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Iterator, Mapping
from pathlib import Path


def entries(path: Path) -> Iterator[dict[str, str]]:
    """The reports in the order of the file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def texts(path: Path, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and text of the ``wanted`` reports (SHA-256 to name), in the order of the file.

    Errors: ValueError at the end when one is not in the file.
    """
    missing = dict(wanted)
    for entry in entries(path):
        name = missing.pop(hashlib.sha256(entry["text"].encode("utf-8")).hexdigest(), None)
        if name is not None:
            yield name, entry["text"]
    if missing:
        raise ValueError(f"{path} does not hold the reports {', '.join(missing.values())}: is it the whole file?")
