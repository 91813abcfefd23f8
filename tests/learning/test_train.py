import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument, default_scheme
from govreport_ie.errors import TrainingError
from govreport_ie.learning.dataset import IGNORED, SchemeView, make_examples, single_heads
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import load_bundle
from govreport_ie.tagging.spans import tag_names
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary

VIEW = SchemeView.of(default_scheme())
SMALL = {"hidden": 16, "layers": 1, "heads": 2, "feed_forward": 16, "positions": 300, "pair_hidden": 8}


def vocabulary(document: AnnotatedDocument) -> Vocabulary:
    return Vocabulary([*SPECIALS, *(f"[S{i}]" for i in range(16)), *sorted(set(document.document.text) - {"\n"})])


def test_every_gold_mention_is_in_the_examples(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224)
    names = tag_names(VIEW.labels)
    starts = [t for e in examples for t in e.tags if t != IGNORED and names[t][0] in "BS"]
    assert len(starts) == len(tiny_document.mentions)


def test_every_gold_relation_is_a_pair(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224)
    positive = sum(int((s.relations > 0).sum()) for e in examples for s in e.sentences)
    assert positive == len(tiny_document.relations)


def test_stages_are_asked_of_projects_only(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224)
    asked = sum(int((s.stages != IGNORED).sum()) for e in examples for s in e.sentences)
    assert asked == sum(m.label == "PROJECT" for m in tiny_document.mentions)


def test_types_with_one_head_a_tail_are_learned_from_the_data(tiny_document: AnnotatedDocument) -> None:
    found = single_heads([tiny_document], VIEW)
    assert {"VALUE", "GROWTH", "RANKED", "INVESTMENT"} <= set(found)
    assert "PERIOD" not in found


def test_training_is_repeatable(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    config = TrainingConfig(sizes=SMALL, epochs=2)
    folders = [train([tiny_document], tmp_path / name, config, report=lambda line: None) for name in "ab"]
    first, second = (json.loads((folder / "config.json").read_text()) for folder in folders)
    assert first["files"]["model.safetensors"] == second["files"]["model.safetensors"]
    assert first["documents"] == ["tiny"]


def test_graphs_compute_what_torch_computes(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    import torch

    from govreport_ie.learning.export import export_bundle
    from govreport_ie.learning.model import Model, ModelSizes
    from govreport_ie.tagging.pairs import FEATURE_SIZES
    from govreport_ie.tagging.runtime import Runtime

    torch.manual_seed(3)
    words = vocabulary(tiny_document)
    sizes = ModelSizes(len(words), len(tag_names(VIEW.labels)), len(VIEW.labels), 7, 7, FEATURE_SIZES, **SMALL)
    model = Model(sizes).eval()
    settings = {"single_head": [], "window": 224}
    folder = export_bundle(model, words, VIEW, settings, tmp_path / "b", name="x", version="1")
    runtime = Runtime(load_bundle(folder))
    rows = [[2, 9, 10, 11, 12, 3], [2, 7, 3]]
    hidden, tags = runtime.encode(rows)
    with torch.no_grad():
        expected_hidden, expected_tags = model.encoder(torch.tensor([rows[0]]))
    np.testing.assert_allclose(hidden[0], expected_hidden[0].numpy(), atol=2e-4)
    np.testing.assert_allclose(tags[0], expected_tags[0].numpy(), atol=2e-4)
    borders, labels = hidden[0, :3], np.array([0, 1, 5])
    pairs, features = np.array([[0, 1], [0, 2]]), np.ones((2, len(FEATURE_SIZES)), np.int64)
    relations, stages = runtime.score(borders, borders, labels, pairs, features)
    with torch.no_grad():
        expected = model.heads(*map(torch.from_numpy, (borders, borders, labels, pairs, features)))
    np.testing.assert_allclose(relations, expected[0].numpy(), atol=2e-4)
    np.testing.assert_allclose(stages, expected[1].numpy(), atol=2e-4)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no annotated mention"):
        train([], tmp_path)


def test_an_incomplete_encoder_folder_is_an_error(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"vocabulary\.json"):
        train([tiny_document], tmp_path / "out", TrainingConfig(encoder=tmp_path))
