"""Forms that belong to libraries: what the libraries themselves see in them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument, default_scheme, load, save
from govreport_ie.annotation.formats.datasets import dataset_of
from govreport_ie.annotation.formats.export import sentence_records
from govreport_ie.annotation.formats.extras import MissingLibraryError, needed
from govreport_ie.reading import read
from tests.annotation.documents import annotate


@pytest.fixture
def annotated(tmp_path: Path) -> AnnotatedDocument:
    path = tmp_path / "yunling_2024.txt"
    path.write_text("😀生产总值完成412.6亿元。全文到此为止。", encoding="utf-8")
    return annotate(read(path), [("INDICATOR", "生产总值"), ("AMOUNT", "412.6亿元")], [("VALUE", 0, 1)])


def test_spacy_reads_the_entities(annotated: AnnotatedDocument, tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    save([annotated], tmp_path / "x.spacy")
    docs = list(spacy.tokens.DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("zh").vocab))
    assert [doc.text for doc in docs] == ["😀生产总值完成412.6亿元。", "全文到此为止。"]
    assert [(ent.label_, ent.text) for ent in docs[0].ents] == [("INDICATOR", "生产总值"), ("AMOUNT", "412.6亿元")]


def test_entities_of_a_spacy_user_are_read(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    nlp = spacy.blank("zh")
    doc = nlp("新增就业3000人。")
    doc.ents = [doc.char_span(0, 4, label="INDICATOR"), doc.char_span(4, 9, label="QUANTITY")]
    spacy.tokens.DocBin(docs=[doc]).to_disk(tmp_path / "x.spacy")
    assert [mention.text for mention in load(tmp_path / "x.spacy")[0].mentions] == ["新增就业", "3000人"]


def test_datasets_has_tokens_and_tags_for_training(annotated: AnnotatedDocument) -> None:
    pytest.importorskip("datasets", reason="datasets is not installed")
    rows = dataset_of(list(sentence_records(annotated)), default_scheme())
    names = rows.features["ner_tags"].feature.names
    first = rows[0]
    assert "".join(first["tokens"]) == first["text"]
    tags = [names[tag] for tag in first["ner_tags"]]
    assert tags[:6] == ["O", "B-INDICATOR", "I-INDICATOR", "I-INDICATOR", "I-INDICATOR", "O"]
    assert {names[tag] for tag in rows[1]["ner_tags"]} == {"O"}


def test_a_dataset_with_splits_is_read_whole(annotated: AnnotatedDocument, tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    rows = dataset_of(list(sentence_records(annotated)), default_scheme())
    datasets.DatasetDict({"train": rows.select([0]), "test": rows.select([1])}).save_to_disk(tmp_path / "d")
    assert load(tmp_path / "d", reports=tmp_path) == [annotated]


def test_a_missing_library_is_named() -> None:
    with pytest.raises(MissingLibraryError, match="pip install no_such_library"):
        needed("no_such_library.part")


def test_loading_annotations_loads_no_heavy_library() -> None:
    code = "import sys, govreport_ie.annotation; print([n for n in ('spacy', 'datasets', 'torch') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
