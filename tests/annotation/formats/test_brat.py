"""brat files as brat and its users write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_ie.annotation import default_scheme, load
from govreport_ie.annotation.formats.brat import configuration, read_records, write_records
from govreport_ie.annotation.formats.record import Arc, Entry, Record
from govreport_ie.errors import AnnotationError

TEXT = "全县生产总值完成412.6\n亿元，增长10%。\n重点项目43个开工。\n"
LINES = [
    "T1\tINDICATOR 2 6\t生产总值",
    "T2\tAMOUNT 8 13;14 16\t412.6 亿元",
    "R1\tVALUE Arg1:T1 Arg2:T2\t",
    "T3\tPROJECT 24 31\t重点项目43个",
    "A1\tStage T3 started",
    "#1\tAnnotatorNotes T1\treference 2023",
]


def write(folder: Path, lines: list[str], text: str = TEXT) -> Path:
    (folder / "yunling_2024.txt").write_bytes(text.encode())
    path = folder / "yunling_2024.ann"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_file_of_brat_is_read(tmp_path: Path) -> None:
    records, misfits = read_records(write(tmp_path, LINES))
    assert misfits == []
    assert records == [
        Record(
            TEXT,
            "yunling_2024",
            None,
            0,
            ((2, "2023"),),
            "",
            (
                Entry("T1", "INDICATOR", 2, 6),
                Entry("T2", "AMOUNT", 8, 16),
                Entry("T3", "PROJECT", 24, 31, "started"),
            ),
            (Arc("VALUE", "T1", "T2"),),
        )
    ]


def test_what_is_written_is_what_brat_writes(tmp_path: Path) -> None:
    records, _ = read_records(write(tmp_path, LINES))
    write_records(records, tmp_path / "out", default_scheme())
    assert (tmp_path / "out" / "yunling_2024.txt").read_bytes() == TEXT.encode()
    lines = (tmp_path / "out" / "yunling_2024.ann").read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(line.rstrip() for line in LINES)


def test_the_configuration_names_labels_relations_and_stages() -> None:
    text = configuration(default_scheme())
    assert "[entities]\nINDICATOR\nAMOUNT\n" in text
    assert "VALUE Arg1:INDICATOR, Arg2:AMOUNT|QUANTITY|TARGET\n" in text
    assert "Stage Arg:PROJECT, Value:signed|planned|" in text
    assert "[events]" in text


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("T9\tINDICATOR two three\t生产总值", "error"),
        ("T1\tINDICATOR 2 6\t生产总值", "error"),
        ("T9\tINDICATOR 3 7\t生产总值", "error"),
        ("R9\tVALUE T1 T2", "error"),
        ("A9\tNegated T1", "warning"),
        ("E1\tGrow:T1 Theme:T2", "warning"),
        ("*\tEquiv T1 T2", "warning"),
        ("N1\tReference T1 Wikipedia:1\t产值", "warning"),
        ("#2\tAnnotatorNotes T1\tnot sure", "warning"),
    ],
)
def test_every_line_that_does_not_fit_is_listed(tmp_path: Path, line: str, severity: str) -> None:
    path = write(tmp_path, [*LINES, line])
    records, misfits = read_records(path)
    assert [(misfit.line, misfit.severity, misfit.file) for misfit in misfits] == [(7, severity, str(path))]
    assert len(records[0].mentions) == 3


def test_a_text_of_its_own_is_a_report(tmp_path: Path) -> None:
    write(tmp_path, LINES[-2:] + LINES[3:4])
    (tmp_path / "baishi.ann").write_text("T1\tINDICATOR 0 2\t就业\n", encoding="utf-8")
    (tmp_path / "baishi.txt").write_text("就业稳定。", encoding="utf-8")
    documents = load(tmp_path)
    assert [(item.id, [mention.text for mention in item.mentions]) for item in documents] == [
        ("baishi", ["就业"]),
        ("yunling_2024", ["重点项目43个"]),
    ]


def test_a_missing_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, LINES)
    path.with_suffix(".txt").unlink()
    with pytest.raises(AnnotationError, match=r"yunling_2024\.txt.*cannot be read"):
        load(path)


def test_a_byte_order_mark_counts_as_brat_counts_it(tmp_path: Path) -> None:
    lines = ["T1\tINDICATOR 3 7\t生产总值"]
    annotated = load(write(tmp_path, lines, "\ufeff" + TEXT))[0]
    assert [mention.text for mention in annotated.mentions] == ["生产总值"]
