import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from govreport_ie.errors import BundleError
from govreport_ie.tagging.bundle import CONFIG, ENCODER, GATE, WEIGHTS, file_hash, load_bundle
from govreport_ie.tagging.runtime import Runtime


@pytest.fixture
def copy(tiny_bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_bundle, tmp_path / "bundle"))


def test_a_bundle_says_what_it_was_trained_for(tiny_bundle: Path) -> None:
    bundle = load_bundle(tiny_bundle)
    assert bundle.name == "tiny"
    assert bundle.labels[0] == "INDICATOR"
    assert set(bundle.relations["INVESTMENT"]["tail"]) == {"AMOUNT", "TARGET"}
    assert len(bundle.sha256) == 64


def test_the_bundled_model_opens() -> None:
    assert len(load_bundle().labels) == 8


@pytest.mark.parametrize("name", [ENCODER, WEIGHTS])
def test_a_damaged_file_is_refused(copy: Path, name: str) -> None:
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(BundleError, match=f"{name} is damaged"):
        load_bundle(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / WEIGHTS).unlink()
    with pytest.raises(BundleError, match=f"{WEIGHTS} is missing"):
        load_bundle(copy)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "is not JSON"),
        ("[]", "its format is None"),
        ('{"format": "govreport-bundle/1"}', r"its format is govreport-bundle/1, this version reads .*train it again"),
        ('{"format": "govreport-bundle/2"}', r"config\.json lacks files, scheme"),
    ],
)
def test_a_foreign_configuration_is_refused(copy: Path, text: str, reason: str) -> None:
    (copy / CONFIG).write_text(text)
    with pytest.raises(BundleError, match=reason):
        load_bundle(copy)


def change_weights(folder: Path, gate: np.ndarray | None) -> None:
    """Another gate, or none, in a bundle whose hashes are right."""
    tensors = load_file(folder / WEIGHTS)
    del tensors[GATE]
    save_file(tensors if gate is None else {**tensors, GATE: gate}, folder / WEIGHTS)
    config = json.loads((folder / CONFIG).read_text())
    config["files"][WEIGHTS] = file_hash(folder / WEIGHTS)
    (folder / CONFIG).write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("gate", "reason"), [(None, "cannot be read"), (np.zeros(7, np.float16), "its gate is of another version")]
)
def test_a_bundle_with_a_wrong_gate_is_refused(copy: Path, gate: np.ndarray | None, reason: str) -> None:
    change_weights(copy, gate)
    with pytest.raises(BundleError, match=reason):
        load_bundle(copy)


def test_a_folder_without_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"config\.json"):
        load_bundle(tmp_path)


def test_a_graph_that_onnxruntime_refuses_is_a_bundle_error(copy: Path) -> None:
    (copy / ENCODER).write_bytes(b"not a graph")
    config = json.loads((copy / CONFIG).read_text())
    config["files"][ENCODER] = file_hash(copy / ENCODER)
    (copy / CONFIG).write_text(json.dumps(config))
    with pytest.raises(BundleError, match="onnxruntime refuses"):
        Runtime(load_bundle(copy))
