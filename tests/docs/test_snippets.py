"""Every Python snippet of README and docs runs, and prints what its ``#>`` lines say it prints."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a snippet needs besides the light install, by a word of its source.
NEEDS = {"gie.train(": ("torch",), "gie.evaluate(": ("seqeval",), "spacy": ("spacy",), "datasets": ("datasets",)}


def snippets() -> list[tuple[str, str]]:
    """Place (page and line) and source of each Python block."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start(1)) + 1
            # Leading lines keep the numbers of a traceback those of the page.
            found.append((f"{page.name}:{line}", "\n" * (line - 1) + match.group(1)))
    return found


@pytest.mark.parametrize(("place", "source"), snippets(), ids=[place for place, _ in snippets()])
def test_snippet(place: str, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for word, modules in NEEDS.items():
        if word in source:
            for module in modules:
                pytest.importorskip(module, reason=f"this snippet needs {module}")
    # Snippets read from the project's folders and write into an empty one.
    for folder in ("annotations", "corpus", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(source, place, "exec"), {"__name__": "__main__"})
    expected = re.findall(r"^\s*#> ?(.*)$", source, re.MULTILINE)
    assert printed.getvalue().splitlines() == expected


def test_there_are_snippets() -> None:
    assert len(snippets()) >= 5
