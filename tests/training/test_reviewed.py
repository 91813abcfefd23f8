import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument, load, save
from govreport_ie.annotation.document import UNKNOWN_REFERENCE, AnnotatedSentence
from govreport_ie.types.mention import Mention, TaggedDocument

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.syspath_prepend(str(ROOT / "training"))

    def merge(*arguments: Path | str) -> None:
        monkeypatch.setattr(sys, "argv", ["reviewed", *map(str, arguments)])
        __import__("reviewed").main()

    return merge


@pytest.fixture
def tagged(tiny_document: AnnotatedDocument, tmp_path: Path) -> Path:
    """What a model found, here what is right."""
    folder = tmp_path / "tagged"
    save(tiny_document, folder / "tiny.jsonl")
    (folder / "tiny.txt").write_bytes(tiny_document.document.source.encode("utf-8"))
    return folder


def decided(document: AnnotatedDocument, folder: Path) -> tuple[int, int]:
    """Of the first sentence with a relation one mention is left, of the next none; their starts."""
    first, second = [sentence for sentence in document if sentence.relations][:2]
    start = first.sentence.start
    mention = Mention("M1", "PROJECT", start, start + 1, document.document.clean(start, start + 1))
    one = TaggedDocument(document.document, (mention,), ())
    path = folder / f"{document.id}.jsonl"
    save(AnnotatedDocument(document.id, one, ((start, UNKNOWN_REFERENCE),)), path)
    nothing = {"start": second.sentence.start, "end": second.sentence.end, "reference": "-", "mentions": []}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**nothing, "relations": []}) + "\n")
    return start, second.sentence.start


def test_decided_sentences_stand_in_place_of_the_tags_and_the_rest_stays(
    tiny_document: AnnotatedDocument, tagged: Path, tmp_path: Path, run: Callable[..., None]
) -> None:
    one, none = decided(tiny_document, tmp_path / "reviewed")
    run(tagged, tmp_path / "out", "--reviewed", tmp_path / "reviewed")
    (merged,) = load(tmp_path / "out", reports=[tmp_path / "out"])
    sentences = {item.sentence.start: item for item in merged}
    assert [(m.label, len(m.text)) for m in sentences.pop(one).mentions] == [("PROJECT", 1)]
    assert none not in sentences

    def content(item: AnnotatedSentence) -> tuple[object, object]:
        places = {m.id: m.start for m in item.mentions}
        spans = [(m.label, m.start, m.end, m.stage) for m in item.mentions]
        return spans, [(r.type, places[r.head], places[r.tail]) for r in item.relations]

    before = {item.sentence.start: content(item) for item in tiny_document}
    assert {start: content(item) for start, item in sentences.items()} == {
        start: found for start, found in before.items() if start not in (one, none)
    }


def test_a_report_without_tags_is_named(
    tiny_document: AnnotatedDocument, tmp_path: Path, run: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    decided(tiny_document, tmp_path / "reviewed")
    with pytest.raises(SystemExit):
        run(tmp_path, tmp_path / "out", "--reviewed", tmp_path / "reviewed")
    assert "lacks tags of tiny" in capsys.readouterr().err


def test_decided_reports_are_annotated_or_coded_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    others = __import__("self_label").left_out(ROOT)
    files = sorted((ROOT / "training" / "reviewed").glob("*.jsonl"))
    headers = [json.loads(path.read_text(encoding="utf-8").split("\n", 1)[0]) for path in files]
    assert len(files) > 300
    assert not {header["sha256"] for header in headers} & others
    assert [header["id"] for header in headers] == [path.stem for path in files]
