"""Paths, bytes and text in; a Document or a clear ReadError out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from govreport_ie.errors import GovReportError, ReadError
from govreport_ie.reading import read, read_text
from tests.reading.samples import REPORT


@pytest.mark.parametrize("as_path", [str, Path])
def test_path(tmp_path: Path, as_path: type) -> None:
    file = tmp_path / "云岭.txt"
    file.write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    document = read(as_path(file))
    assert document.path == str(file)
    assert document.source == REPORT.replace("\n", "\r\n")
    assert document.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert document.characters == len(document.source)


def test_bytes() -> None:
    document = read(REPORT.encode("utf-16"))
    assert document.path is None and document.source == REPORT


def test_text() -> None:
    document = read_text(REPORT)
    assert document.path is None
    assert document.sha256 == hashlib.sha256(REPORT.encode()).hexdigest()


def test_metadata_of_the_sample() -> None:
    document = read_text(REPORT)
    assert (document.title, document.region, document.level) == ("政府工作报告", "云岭县", "county")
    assert (document.year, document.date, document.warnings) == (2024, "2024-03-12", ())


@pytest.mark.parametrize(
    "name", ["不在.txt", "各位代表：现在，我代表县人民政府报告工作。" * 20, "a\x00b", "现在\n报告工作"]
)
def test_missing_path_points_to_read_text(name: str) -> None:
    with pytest.raises(ReadError, match=r"read_text\(text\) or extract\(text\)"):
        read(name)


def test_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)


@pytest.mark.parametrize("text", ["", " \n\t\u3000\r\n", "\f\n\f", "— 1 —\n\n— 2 —\n", "\u200b\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ReadError, match="no report to read"):
        read_text(text)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"  \n"])
def test_empty_files(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"empty|blank"):
        read(data)


def test_read_error_is_a_govreport_error() -> None:
    assert issubclass(ReadError, GovReportError)


def test_padding_with_paragraphs_changes_no_sentence() -> None:
    padded = "云岭县位于山区。\n" * 30 + REPORT
    texts = [sentence.text for sentence in read_text(padded)]
    assert texts[30:] == [sentence.text for sentence in read_text(REPORT)]
