"""Every Python snippet of README and docs runs, and prints what it says it prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_examples import CodeExample, EvalExample, find_examples

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TRAINING = ("gie.train(", "gie.evaluate(", "spacy", "datasets")


@pytest.mark.parametrize("example", find_examples(*PAGES), ids=str)
def test_snippet(
    example: CodeExample, eval_example: EvalExample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if any(word in example.source for word in TRAINING):
        for name in ("torch", "seqeval"):
            pytest.importorskip(name, reason="this snippet needs the extra 'train'")
    # Snippets read from the project's folders and write into an empty one.
    for folder in ("annotations", "corpus", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    eval_example.run_print_check(example)


def test_there_are_snippets() -> None:
    assert len(list(find_examples(*PAGES))) >= 5
