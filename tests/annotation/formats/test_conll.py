"""Character CoNLL in BIO and BIOES, with and without comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import load
from govreport_ie.annotation.formats.conll import read_records, tags_of
from govreport_ie.annotation.formats.record import Entry


def write(folder: Path, tagged: str, header: str = "") -> Path:
    path = folder / "yunling.bio"
    path.write_text(header + "".join(f"{pair.replace('/', chr(9))}\n" for pair in tagged.split()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("tagged", "mentions"),
    [
        ("产/B-I 值/I-I 升/O", [("I", 0, 2)]),
        ("产/B-I 值/E-I 升/S-A", [("I", 0, 2), ("A", 2, 3)]),
        ("产/B-I 值/B-I 升/I-I", [("I", 0, 1), ("I", 1, 3)]),
        ("产/B-I 值/I-A 升/O", [("I", 0, 1), ("A", 1, 2)]),
        ("产/I-I 值/I-I 升/O", [("I", 0, 2)]),
        ("产/S-I 值/S-I 升/S-I", [("I", 0, 1), ("I", 1, 2), ("I", 2, 3)]),
        ("产值/B-I 升/I-I 了/O", [("I", 0, 3)]),
        ("产/B-I 值/E-I 升/I-I", [("I", 0, 2), ("I", 2, 3)]),
        ("#/B-I 1/I-I 机/O", [("I", 0, 2)]),
    ],
)
def test_tags_are_read_as_mentions(tmp_path: Path, tagged: str, mentions: list[tuple[str, int, int]]) -> None:
    records, _ = read_records(write(tmp_path, tagged))
    assert [(item.label, item.start, item.end) for item in records[0].mentions] == mentions


@st.composite
def entries(draw: st.DrawFn) -> list[Entry]:
    cuts = sorted(draw(st.sets(st.integers(0, 20), max_size=8)))
    labels = st.sampled_from(["INDICATOR", "AMOUNT"])
    return [Entry(str(at), draw(labels), at, end) for at, end in zip(cuts[::2], cuts[1::2], strict=False)]


@given(entries(), st.booleans())
def test_tags_hold_every_list_of_mentions(mentions: list[Entry], bioes: bool) -> None:
    from tempfile import TemporaryDirectory

    tags = tags_of(20, mentions, bioes=bioes)
    with TemporaryDirectory() as folder:
        records, misfits = read_records(write(Path(folder), " ".join(f"字/{tag}" for tag in tags)))
    assert misfits == []
    assert [(item.label, item.start, item.end) for item in records[0].mentions] == [
        (item.label, item.start, item.end) for item in mentions
    ]


def test_mentions_that_begin_inside_are_listed(tmp_path: Path) -> None:
    _, misfits = read_records(write(tmp_path, "产/I-I 值/I-I"))
    assert [(misfit.severity, misfit.line) for misfit in misfits] == [("warning", 1)]


@pytest.mark.parametrize("tagged", ["产", "产/B", "产/X-I", "产/I"])
def test_lines_without_tag_are_listed(tmp_path: Path, tagged: str) -> None:
    _, misfits = read_records(write(tmp_path, f"值/O {tagged}"))
    assert [(misfit.severity, misfit.line) for misfit in misfits] == [("error", 2)]


def test_files_of_others_make_a_report_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "yunling.conll"
    path.write_text("-DOCSTART- O\n\n产 NN B-INDICATOR\n值 NN I-INDICATOR\n升 VV O\n\n就 O\n", encoding="utf-8")
    annotated = load(path)[0]
    assert annotated.document.source == "产值升\n\n就"
    assert [mention.text for mention in annotated.mentions] == ["产值"]


def test_white_space_comes_from_the_text_comment(tmp_path: Path) -> None:
    path = write(tmp_path, "产/O 3/B-A 亿/I-A 元/I-A", "# text = 产 3 亿元\n")
    record = read_records(path)[0][0]
    assert record.text[record.mentions[0].start : record.mentions[0].end] == "3 亿元"


def test_a_text_comment_of_another_sentence_is_listed(tmp_path: Path) -> None:
    _, misfits = read_records(write(tmp_path, "产/O 值/O", "# text = 就业\n"))
    assert [misfit.severity for misfit in misfits] == ["error"]
