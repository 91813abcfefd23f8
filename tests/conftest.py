"""Fixtures for all tests: real reports if they are there, a tiny annotated report, a model trained on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from govreport_ie.annotation import AnnotatedDocument, read_inline
from govreport_ie.reading import read

# Speed belongs in benchmarks: a slow machine fails no property. The same examples every time: a failure is repeatable.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"
SHARED_REPORTS = ROOT.parent / "shared" / "reports"


def shared_reports() -> list[Path]:
    """Paths of the real reports beside the project; none where the folder is missing."""
    return sorted(SHARED_REPORTS.glob("*.txt"))


@pytest.fixture(scope="session")
def tiny_document() -> AnnotatedDocument:
    """A report of fifteen lines about a made-up county, annotated in full."""
    return read_inline(DATA / "tiny.ann.txt", read(DATA / "tiny.txt"))


@pytest.fixture(scope="session")
def tiny_bundle(tiny_document: AnnotatedDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of a very small model that knows the tiny report by heart."""
    pytest.importorskip("torch", reason="training needs the extra 'train'")
    from govreport_ie.learning.train import TrainingConfig, train

    config = TrainingConfig(
        sizes={
            "hidden": 48,
            "layers": 1,
            "heads": 4,
            "feed_forward": 96,
            "positions": 320,
            "pair_hidden": 32,
        },
        epochs=130,
        batch=4,
        learning_rate=4e-3,
        matrix_learning_rate=2e-2,
        head_learning_rate=4e-3,
        layer_decay=1.0,
        dropout=0.0,
        bfloat16=False,
        int8=False,
        name="tiny",
    )
    return train([tiny_document], tmp_path_factory.mktemp("tiny"), config, report=lambda line: None)
