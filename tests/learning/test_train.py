import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument, default_scheme
from govreport_ie.errors import TrainingError
from govreport_ie.learning.dataset import IGNORED, SchemeView, make_examples, single_ends
from govreport_ie.learning.gate import open_gate, train_gate
from govreport_ie.learning.train import TrainingConfig, train
from govreport_ie.tagging.bundle import load_bundle
from govreport_ie.tagging.spans import tag_names
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary
from govreport_ie.tagging.windows import make_windows

VIEW = SchemeView.of(default_scheme())
SMALL = {"hidden": 16, "layers": 1, "heads": 2, "feed_forward": 16, "positions": 300, "pair_hidden": 8}


def vocabulary(document: AnnotatedDocument) -> Vocabulary:
    return Vocabulary([*SPECIALS, *(f"[S{i}]" for i in range(16)), *sorted(set(document.document.text) - {"\n"})])


def test_every_gold_mention_is_in_the_examples(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224, open_gate())
    names = tag_names(VIEW.labels)
    starts = [t for e in examples for t in e.tags if t != IGNORED and names[t][0] in "BS"]
    assert len(starts) == len(tiny_document.mentions)


def test_examples_are_the_windows_that_the_gate_leaves(
    tiny_document: AnnotatedDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport_ie.learning.gate.LOST", 0.02)
    words, document = vocabulary(tiny_document), tiny_document.document
    gate = train_gate([tiny_document] * 8, words, 224, seed=1)
    whole = make_examples(tiny_document, VIEW, words, 224, open_gate())
    cut = make_examples(tiny_document, VIEW, words, 224, gate)
    windows, pieces = make_windows(document, words, 224)
    assert [e.ids for e in cut] == [w.ids for w in gate.open_windows(document.text, windows, pieces)]
    assert sum(len(e.ids) for e in cut) < sum(len(e.ids) for e in whole)
    spans = [[(s.first - s.last, s.labels, s.relations) for e in part for s in e.sentences] for part in (whole, cut)]
    for one, other in zip(*spans, strict=True):
        assert all(map(np.array_equal, one, other))


def test_of_a_document_some_sentences_may_be_read_alone(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    words = vocabulary(tiny_document)
    whole = make_examples(tiny_document, VIEW, words, 224, open_gate())
    last = tiny_document.mentions[-1]
    start = tiny_document.sentence_of(last).start
    (example,) = make_examples(tiny_document, VIEW, words, 224, open_gate(), {start})
    assert example.ids in {other.ids for other in whole} and example.chosen
    text = tuple(words.encode(tiny_document.sentence_of(last).text))
    assert any(example.ids[at : at + len(text)] == text for at in range(len(example.ids)))
    assert make_examples(tiny_document, VIEW, words, 224, open_gate(), set()) == []
    for only, problem in (({"other": {start}}, "report other is not"), ({"tiny": {start + 1}}, "no sentence of tiny")):
        with pytest.raises(TrainingError, match=problem):
            train([tiny_document], tmp_path, TrainingConfig(sizes=SMALL), only=only, report=lambda line: None)


def test_every_gold_relation_is_a_pair(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224, open_gate())
    positive = sum(int((s.relations > 0).sum()) for e in examples for s in e.sentences)
    assert positive == len(tiny_document.relations)


def test_stages_are_asked_of_projects_only(tiny_document: AnnotatedDocument) -> None:
    examples = make_examples(tiny_document, VIEW, vocabulary(tiny_document), 224, open_gate())
    asked = sum(int((s.stages != IGNORED).sum()) for e in examples for s in e.sentences)
    assert asked == sum(m.label == "PROJECT" for m in tiny_document.mentions)


def test_types_with_one_partner_at_an_end_are_learned_from_the_data(tiny_document: AnnotatedDocument) -> None:
    one_head = single_ends([tiny_document], VIEW, "tail")
    assert {"VALUE", "GROWTH", "RANKED", "INVESTMENT"} <= set(one_head)
    assert "PERIOD" not in one_head
    assert "PERIOD" in single_ends([tiny_document], VIEW, "head")


def test_training_is_repeatable(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    config = TrainingConfig(sizes=SMALL, epochs=2)
    folders = [train([tiny_document], tmp_path / name, config, report=lambda line: None) for name in "ab"]
    first, second = (json.loads((folder / "config.json").read_text()) for folder in folders)
    assert first["files"]["model.safetensors"] == second["files"]["model.safetensors"]
    assert first["documents"] == ["tiny"]


@pytest.mark.parametrize("activation", ["gelu", "relu"])
@pytest.mark.parametrize(("int8", "tolerance"), [(False, 2e-3), (True, 0.08)])
def test_graphs_compute_what_torch_computes(
    tiny_document: AnnotatedDocument, tmp_path: Path, int8: bool, tolerance: float, activation: str
) -> None:
    import torch

    from govreport_ie.learning.export import export_bundle
    from govreport_ie.learning.model import Model, ModelSizes
    from govreport_ie.tagging.pairs import FEATURE_SIZES
    from govreport_ie.tagging.runtime import Runtime

    torch.manual_seed(3)
    words = vocabulary(tiny_document)
    own = {**SMALL, "activation": activation}
    sizes = ModelSizes(len(words), len(tag_names(VIEW.labels)), len(VIEW.labels), 7, 7, FEATURE_SIZES, **own)
    model = Model(sizes).eval()
    for parameter in model.encoder.parameters():  # biases and norms that a graph could forget
        torch.nn.init.normal_(parameter, std=0.3)
    settings = {"single_head": [], "single_tail": [], "window": 224}
    out = tmp_path / "b"
    folder = export_bundle(model, words, VIEW, settings, out, gate=open_gate(), name="x", version="1", int8=int8)
    runtime = Runtime(load_bundle(folder))
    ids = [2, 9, 10, 11, 12, 3]
    hidden, tags = runtime.encode(ids)
    with torch.no_grad():
        expected_hidden, expected_tags = model.encoder(torch.tensor([ids]))
    np.testing.assert_allclose(hidden, expected_hidden[0].numpy(), atol=tolerance)
    np.testing.assert_allclose(tags, expected_tags[0].numpy(), atol=tolerance)
    borders, labels = hidden[:3], np.array([0, 1, 5])
    pairs, features = np.array([[0, 1], [0, 2]]), np.ones((2, len(FEATURE_SIZES)), np.int64)
    relations, stages = runtime.score(borders, borders, labels, pairs, features)
    with torch.no_grad():
        expected = model.heads(*map(torch.from_numpy, (borders, borders, labels, pairs, features)))
    np.testing.assert_allclose(relations, expected[0].numpy(), atol=2e-4)
    np.testing.assert_allclose(stages, expected[1].numpy(), atol=2e-4)


def test_without_a_gate_every_window_is_read(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    from govreport_ie.tagging.windows import make_windows

    config = TrainingConfig(sizes=SMALL, epochs=1, gate=False)
    bundle = load_bundle(train([tiny_document], tmp_path, config, report=lambda line: None))
    document = tiny_document.document
    windows, pieces = make_windows(document, bundle.vocabulary, bundle.window)
    assert bundle.gate.open_windows(document.text, windows, pieces) == windows


def test_a_run_that_was_cut_off_goes_on_as_an_unbroken_one(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    config = TrainingConfig(sizes=SMALL, epochs=3)

    class CutOffError(Exception):
        pass

    def cut(line: str) -> None:
        if line.startswith("epoch 3"):
            raise CutOffError

    def hashes(checkpoint: Path | None, report: Callable[[str], None]) -> str:
        folder = train([tiny_document], tmp_path / "out", config, checkpoint=checkpoint, report=report)
        return json.loads((folder / "config.json").read_text())["files"]["model.safetensors"]

    with pytest.raises(CutOffError):
        hashes(tmp_path / "state.pt", cut)
    assert hashes(tmp_path / "state.pt", lambda line: None) == hashes(None, lambda line: None)


def test_a_checkpoint_of_another_run_is_refused(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    state = tmp_path / "state.pt"
    for seed, refusal in ((1, nullcontext()), (2, pytest.raises(TrainingError, match="other data or settings"))):
        config = TrainingConfig(sizes=SMALL, epochs=1, seed=seed)
        with refusal:
            train([tiny_document], tmp_path / "out", config, checkpoint=state, report=lambda line: None)
    with pytest.raises(TrainingError, match="folder does not exist"):
        train([tiny_document], tmp_path / "out", config, checkpoint=tmp_path / "no" / "state.pt")


@pytest.mark.parametrize("bfloat16", [False, True])
def test_master_weights_add_up_steps_too_small_for_the_copies(bfloat16: bool) -> None:
    import torch

    from govreport_ie.learning.precision import MasterWeights

    torch.manual_seed(0)
    layer = torch.nn.Linear(3, 2)
    before = layer.weight.detach().clone()
    weights = MasterWeights(layer, torch.bfloat16 if bfloat16 else torch.float32)
    optimiser = torch.optim.SGD(weights.masters, lr=1e-5)
    for _ in range(100):
        layer(torch.ones(1, 3, dtype=layer.weight.dtype)).sum().backward()
        weights.take_gradients()
        optimiser.step()
        optimiser.zero_grad()
        weights.publish()
    weights.restore()
    torch.testing.assert_close(layer.weight.detach(), before - 1e-3, atol=1e-5, rtol=0)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no annotated mention"):
        train([], tmp_path)


def test_an_incomplete_encoder_folder_is_an_error(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"vocabulary\.json"):
        train([tiny_document], tmp_path / "out", TrainingConfig(encoder=tmp_path))


@pytest.mark.parametrize("share", [-0.1, 1.5])
def test_a_share_outside_0_to_1_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="empty_share"):
        TrainingConfig(empty_share=share)


def test_windows_too_small_for_any_mention_are_refused(tiny_document: AnnotatedDocument, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="window of 1 characters"):
        train([tiny_document], tmp_path, TrainingConfig(sizes=SMALL, window=1), report=lambda line: None)
