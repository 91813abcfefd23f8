"""Write the texts of the additional training reports out of the unlabelled reports, by SHA-256: ``OUT/ID.txt``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from unlabelled import texts


def wanted(annotations: Path) -> dict[str, str]:
    """SHA-256 to document id, from the headers of stand-off files."""
    headers = [json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0]) for path in annotations.glob("*.jsonl")]
    return {header["sha256"]: header["id"] for header in headers}


def main() -> None:
    """Write the texts; stop with an error when one is not among the unlabelled reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("unlabelled", type=Path, help="reports.jsonl.xz")
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    names = wanted(args.annotations)
    if not names:
        parser.error(f"{args.annotations} holds no annotation file (*.jsonl)")
    for name, text in texts(args.unlabelled, names):
        (args.out / f"{name}.txt").write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
