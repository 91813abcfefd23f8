"""The import is light, and every public name is there."""

import subprocess
import sys

import pytest

import govreport_ie as gie

HEAVY = ("torch", "transformers", "onnxruntime", "spacy", "pandas", "opencc", "numpy")


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, govreport_ie; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", gie.__all__)
def test_public_names_resolve(name: str) -> None:
    if name in ("train", "TrainingConfig"):
        pytest.importorskip("torch", reason="training needs the extra 'train'")
    assert getattr(gie, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        _ = gie.extrakt  # type: ignore[attr-defined]
