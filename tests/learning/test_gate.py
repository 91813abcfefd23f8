import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra 'train'")

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.learning.gate import FEWEST_DOCUMENTS, LOST, highest_threshold, train_gate
from govreport_ie.tagging.vocabulary import SPECIALS, Vocabulary
from govreport_ie.tagging.windows import make_windows


def vocabulary(document: AnnotatedDocument) -> Vocabulary:
    return Vocabulary([*SPECIALS, *(f"[S{i}]" for i in range(16)), *sorted(set(document.document.text) - {"\n"})])


def test_few_documents_give_a_gate_that_reads_everything(tiny_document: AnnotatedDocument) -> None:
    gate = train_gate([tiny_document], vocabulary(tiny_document), 224, seed=1)
    assert gate.threshold == -np.inf


def test_many_documents_with_few_mentions_are_no_evidence_either(tiny_document: AnnotatedDocument) -> None:
    documents = [tiny_document] * FEWEST_DOCUMENTS
    assert sum(len(document.mentions) for document in documents) * LOST < 1
    assert train_gate(documents, vocabulary(tiny_document), 224, seed=1).threshold == -np.inf


def test_the_threshold_is_the_highest_that_loses_no_more_than_allowed() -> None:
    scores = np.array([0.4, -3.0, 1.0, -1.0, -2.0], np.float32)
    mentions = np.array([50, 0, 48, 1, 1])
    assert highest_threshold(scores, mentions, lost=0.0) == -2.0
    assert highest_threshold(scores, mentions, lost=0.01) == -1.0
    assert highest_threshold(scores, mentions, lost=0.02) == pytest.approx(0.4)


def test_a_gate_keeps_what_holds_mentions_and_passes_over_what_does_not(
    tiny_document: AnnotatedDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govreport_ie.learning.gate.LOST", 0.02)
    words = vocabulary(tiny_document)
    gate = train_gate([tiny_document] * FEWEST_DOCUMENTS, words, 224, seed=1)
    document = tiny_document.document
    windows, pieces = make_windows(document, words, 224)
    read = gate.open_windows(document.text, windows, pieces)
    assert 0 < sum(len(window.ids) for window in read) < sum(len(window.ids) for window in windows)
    for mention in tiny_document.mentions:
        start, end = document.offsets.span_to_clean(mention.start, mention.end)
        assert any(window.start <= start and end <= window.end for window in read)


def test_training_a_gate_is_repeatable(tiny_document: AnnotatedDocument) -> None:
    first, second = (train_gate([tiny_document], vocabulary(tiny_document), 224, seed=1) for _ in range(2))
    assert (first.weights == second.weights).all()
    assert first.bias == second.bias
