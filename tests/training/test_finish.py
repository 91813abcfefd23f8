import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.tagging.bundle import CONFIG, load_bundle

ROOT = Path(__file__).parent.parent.parent


def test_a_finished_bundle_is_calibrated_and_has_a_card_with_its_scores(
    tiny_bundle: Path, tiny_document: AnnotatedDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    bundle = tmp_path / "bundle"
    shutil.copytree(tiny_bundle, bundle)
    __import__("finish").finish(bundle, [tiny_document], {"dev": [tiny_document], "test": [tiny_document]})
    card = (bundle / "README.md").read_text(encoding="utf-8")
    temperature = json.loads((bundle / CONFIG).read_text(encoding="utf-8"))["temperature"]
    assert all(f"### {split}: tiny" in card for split in ("dev", "test"))
    assert f"mentions {temperature['mentions']}" in card
    assert f"1 reports annotated by hand ({len(tiny_document.mentions)} mentions" in card
    assert load_bundle(bundle).temperature == temperature
