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


@pytest.mark.parametrize(("others", "seed"), [([], 1), (["u0001", "u0002"], [3, 4])])
def test_the_card_tells_of_decided_sentences_and_means_where_there_are_any(
    tiny_bundle: Path,
    tiny_document: AnnotatedDocument,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    others: list[str],
    seed: int | list[int],
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    config = json.loads((tiny_bundle / CONFIG).read_text(encoding="utf-8"))
    config["documents"] = [tiny_document.id, *others]
    config["training"] |= {"seed": seed, "start": "/some/where"}
    __import__("model_card").write_card(tmp_path / "README.md", config, [tiny_document], {}, {})
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert ("parts of 2 unlabelled reports" in card) == bool(others)
    assert ("the mean of those of these seeds" in card) == bool(others)
    assert "/some/where" not in card
    assert "of what they were trained from" not in card
    config["training"]["averaged_with_start"] = True
    __import__("model_card").write_card(tmp_path / "README.md", config, [tiny_document], {}, {})
    card = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert ("of what they were trained from" in card) == bool(others)
