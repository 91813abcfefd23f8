"""Inline form: whatever is written is read again, on any text."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument, check_inline, write_inline
from tests.annotation.documents import annotate, annotated_documents


@given(annotated_documents())
def test_round_trip_gives_the_same_document(annotated: AnnotatedDocument) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any name.txt"
        assert write_inline(annotated, path) == []
        result = check_inline(path, annotated.document)
    assert result.misfits == ()
    assert result.document == annotated


def test_the_last_of_several_equal_sentences_keeps_its_place(tmp_path: Path) -> None:
    annotated = annotate("增长6%。\n其中增长6%。增长6%。\n（以下）增长6%。增长6%。", [("GROWTH_RATE", "6%")], skip=4)
    assert annotated.mentions[0].end == len(annotated.document.source) - 1
    write_inline(annotated, tmp_path / "x.txt")
    assert check_inline(tmp_path / "x.txt", annotated.document).checked() == annotated
