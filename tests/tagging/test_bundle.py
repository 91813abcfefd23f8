import json
import shutil
from pathlib import Path

import pytest

from govreport_ie.errors import BundleError
from govreport_ie.tagging.bundle import CONFIG, ENCODER, WEIGHTS, load_bundle
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


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "other/3"}'])
def test_a_foreign_configuration_is_refused(copy: Path, text: str) -> None:
    (copy / CONFIG).write_text(text)
    with pytest.raises(BundleError):
        load_bundle(copy)


def test_a_folder_without_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"config\.json"):
        load_bundle(tmp_path)


def test_a_graph_that_onnxruntime_refuses_is_a_bundle_error(copy: Path) -> None:
    (copy / ENCODER).write_bytes(b"not a graph")
    config = json.loads((copy / CONFIG).read_text())
    from govreport_ie.tagging.bundle import file_hash

    config["files"][ENCODER] = file_hash(copy / ENCODER)
    (copy / CONFIG).write_text(json.dumps(config))
    with pytest.raises(BundleError, match="onnxruntime refuses"):
        Runtime(load_bundle(copy))
