import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import ReadError
from govreport_ie.reading import read_text
from govreport_ie.tagging import Tagger
from govreport_ie.tagging.bundle import Bundle, load_bundle
from govreport_ie.tagging.gate import BUCKETS, Gate, piece_features
from govreport_ie.tagging.windows import Piece
from govreport_ie.types.mention import Mention, TaggedDocument


@pytest.fixture(scope="module")
def tagger(tiny_bundle: Path) -> Tagger:
    return Tagger.load(tiny_bundle, threads=1)


def spans(tagged: TaggedDocument) -> set[tuple[int, int, str, str | None]]:
    return {(m.start, m.end, m.label, m.stage) for m in tagged.mentions}


def arcs(tagged: TaggedDocument) -> set[tuple[str, int, int]]:
    starts = {m.id: m.start for m in tagged.mentions}
    return {(r.type, starts[r.head], starts[r.tail]) for r in tagged.relations}


def test_a_model_that_knows_a_report_by_heart_gives_it_back(tagger: Tagger, tiny_document: AnnotatedDocument) -> None:
    tagged = tagger.tag(tiny_document.document)
    assert spans(tagged) == spans(tiny_document.tagged)
    assert arcs(tagged) == arcs(tiny_document.tagged)


def test_mentions_found_elsewhere_get_the_stages_and_relations_that_their_own_would(
    tagger: Tagger, tiny_document: AnnotatedDocument
) -> None:
    document = tiny_document.document
    own = tagger.tag(document)
    given = [replace(mention, id=f"x{n}", stage=None) for n, mention in enumerate(reversed(own.mentions))]
    assert tagger.relate(document, given) == own
    assert tagger.relate(document, []).mentions == ()


def test_mentions_found_elsewhere_keep_their_spans_and_labels(
    tagger: Tagger, gated: Bundle, tiny_document: AnnotatedDocument
) -> None:
    document = tiny_document.document
    by_hand = [Mention("h", "PROJECT", s.start, s.start + 1, s.text[0]) for s in document.sentences[::2]]
    shut = Tagger(replace(gated, gate=replace(gated.gate, threshold=1e9)), threads=1)
    for each in (tagger, shut):
        related = each.relate(document, [replace(mention, id=f"h{n}") for n, mention in enumerate(by_hand)])
        assert [(m.label, m.start, m.end, m.confidence) for m in related.mentions] == [
            (m.label, m.start, m.end, 1.0) for m in by_hand
        ]


def test_a_mention_longer_than_a_window_can_be_related(tiny_bundle: Path) -> None:
    document = read_text("全县建成" + "云岭水库" * 90 + "项目。")
    sentence = document.sentences[0]
    mention = Mention("h", "PROJECT", sentence.start + 4, sentence.end - 1, sentence.text[4:-1])
    related = Tagger.load(tiny_bundle, threads=1).relate(document, [mention])
    assert [(m.start, m.end) for m in related.mentions] == [(mention.start, mention.end)]


def test_what_cannot_be_related_is_refused(tagger: Tagger, tiny_document: AnnotatedDocument) -> None:
    document = tiny_document.document
    mention = tiny_document.mentions[0]
    with pytest.raises(ValueError, match="no label 'CITY'"):
        tagger.relate(document, [replace(mention, label="CITY")])
    with pytest.raises(ValueError, match="source has"):
        tagger.relate(document, [replace(mention, text=mention.text + "市")])
    with pytest.raises(ValueError, match="overlaps"):
        tagger.relate(document, [mention, replace(mention, id="again")])


def test_a_mention_over_two_sentences_or_outside_all_is_refused(tagger: Tagger) -> None:
    document = read_text("全县建成云岭水库。白石电站投产。\n\n")
    first, second = document.sentences
    over = Mention("h", "PROJECT", first.start + 2, second.end, document.clean(first.start + 2, second.end))
    with pytest.raises(ValueError, match=r"mention h .* does not lie within one sentence"):
        tagger.relate(document, [over])


def test_paragraphs_added_elsewhere_change_nothing(tagger: Tagger, tiny_document: AnnotatedDocument) -> None:
    source = tiny_document.document.source
    padded = source + "\n".join(["", "我们将继续努力，把各项工作做实做细。"] * 9) + "\n"
    alone, more = tagger.tag(tiny_document.document), tagger.tag(read_text(padded))
    assert spans(alone) == {span for span in spans(more) if span[0] < len(source)}


@pytest.fixture(scope="module")
def gated(tiny_bundle: Path) -> Bundle:
    """The tiny model behind a gate that closes sentences without a figure or a project."""
    bundle = load_bundle(tiny_bundle)
    weights = np.zeros(BUCKETS, np.float32)
    text = "0目"
    features, _ = piece_features(text, [Piece(0, len(text), 0)])
    weights[features.reshape(-1, 3)[2:4, 0]] = 1.0  # the single characters, behind the two of the break
    return replace(bundle, gate=Gate(weights, 0.0, 1e-6))


def test_what_a_gate_closes_is_not_read_and_the_rest_is_found_as_before(
    tagger: Tagger, gated: Bundle, tiny_document: AnnotatedDocument
) -> None:
    document = tiny_document.document
    source = document.source + "\n我们要更加努力，把各项工作做实。全市上下要团结奋斗。\n"
    everything, behind = tagger.tag(read_text(source)), Tagger(gated, threads=1).tag(read_text(source))
    assert {m for m in spans(behind) if m[0] < len(document.source)} <= spans(everything)
    assert len(behind.mentions) >= 0.8 * len(tiny_document.mentions)
    shut = Tagger(replace(gated, gate=replace(gated.gate, threshold=1e9)), threads=1)
    assert shut.tag(document).mentions == ()


def test_mentions_less_sure_than_the_bundle_asks_are_not_reported(
    tiny_bundle: Path, tiny_document: AnnotatedDocument
) -> None:
    bundle = load_bundle(tiny_bundle)
    found = Tagger(replace(bundle, least_confidence=0.0), threads=1).tag(tiny_document.document).mentions
    limit = sorted(mention.confidence or 0.0 for mention in found)[len(found) // 2]
    kept = Tagger(replace(bundle, least_confidence=limit), threads=1).tag(tiny_document.document).mentions
    assert 0 < len(kept) < len(found)
    assert all((mention.confidence or 0.0) >= limit - 1e-4 for mention in kept)


@pytest.mark.parametrize("mentions", [1, 7, 10_000])
def test_the_number_of_mentions_a_run_changes_nothing(
    tagger: Tagger, tiny_document: AnnotatedDocument, monkeypatch: pytest.MonkeyPatch, mentions: int
) -> None:
    expected = tagger.tag(tiny_document.document)
    monkeypatch.setattr("govreport_ie.tagging.tagger.MENTIONS_A_RUN", mentions)
    tagged = tagger.tag(tiny_document.document)
    assert tagged.mentions == expected.mentions
    assert [(r.type, r.head, r.tail) for r in tagged.relations] == [
        (r.type, r.head, r.tail) for r in expected.relations
    ]
    pairs = zip(tagged.relations, expected.relations, strict=True)
    assert all(ours.confidence == pytest.approx(theirs.confidence, abs=2e-4) for ours, theirs in pairs)


def test_the_number_of_threads_changes_nothing(tiny_bundle: Path, tiny_document: AnnotatedDocument) -> None:
    bundle = load_bundle(tiny_bundle)
    one, four = (Tagger(bundle, threads=n).tag(tiny_document.document) for n in (1, 4))
    assert one == four


def test_threads_may_share_a_tagger(tiny_bundle: Path, tiny_document: AnnotatedDocument) -> None:
    shared = Tagger(load_bundle(tiny_bundle), threads=2)
    expected = shared.tag(tiny_document.document)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(shared.tag, [tiny_document.document] * 8))


def test_less_than_one_thread_is_refused(tiny_bundle: Path) -> None:
    with pytest.raises(ValueError, match="threads must be 1 or more"):
        Tagger(load_bundle(tiny_bundle), threads=0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_process_can_tag(tiny_bundle: Path, tiny_document: AnnotatedDocument) -> None:
    shared = Tagger(load_bundle(tiny_bundle), threads=2)
    shared.tag(tiny_document.document)
    child = os.fork()
    if child == 0:
        shared.tag(tiny_document.document)
        os._exit(0)
    deadline = time.monotonic() + 60
    while (status := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < deadline:
        time.sleep(0.05)
    if status[0] == 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert status == (child, 0)


def test_a_sentence_longer_than_a_window_is_read_whole(tiny_bundle: Path) -> None:
    tagger = Tagger(replace(load_bundle(tiny_bundle), least_confidence=0.0), threads=1)
    clause = "固定资产投资下降3.1%，"
    text = "一、2023年工作回顾\n" + clause * 60 + "社会消费品零售总额完成58.6亿元。\n"
    tagged = tagger.tag(read_text(text, year=2024))
    found = [m for m in tagged.mentions if m.text == "3.1%"]
    assert len(found) >= 55


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_is_tagged_or_refused_as_a_whole(tagger: Tagger, text: str) -> None:
    try:
        document = read_text(text)
    except ReadError:
        return
    tagged = tagger.tag(document)
    for mention in tagged.mentions:
        assert document.clean(mention.start, mention.end) == mention.text
        assert 0 <= (mention.confidence or 0) <= 1
