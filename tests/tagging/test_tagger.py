from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.errors import ReadError
from govreport_ie.reading import read_text
from govreport_ie.tagging import Tagger
from govreport_ie.types.mention import TaggedDocument


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


def test_paragraphs_added_elsewhere_change_nothing(tagger: Tagger, tiny_document: AnnotatedDocument) -> None:
    source = tiny_document.document.source
    padded = source + "\n".join(["", "我们将继续努力，把各项工作做实做细。"] * 9) + "\n"
    alone, more = tagger.tag(tiny_document.document), tagger.tag(read_text(padded))
    assert spans(alone) == {span for span in spans(more) if span[0] < len(source)}


def test_a_sentence_longer_than_a_window_is_read_whole(tagger: Tagger) -> None:
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
