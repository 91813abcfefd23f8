"""Write the texts of the additional training reports out of the unlabelled reports, by SHA-256: ``OUT/ID.txt``."""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from pathlib import Path


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
    missing = wanted(args.annotations)
    if not missing:
        parser.error(f"{args.annotations} holds no annotation file (*.jsonl)")
    with lzma.open(args.unlabelled, "rt", encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)["text"].encode("utf-8")
            name = missing.pop(hashlib.sha256(data).hexdigest(), None)
            if name is not None:
                (args.out / f"{name}.txt").write_bytes(data)
    if missing:
        parser.error(f"{args.unlabelled} does not hold the reports {', '.join(missing.values())}")


if __name__ == "__main__":
    main()
