import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govreport_ie.cli import main

DATA = Path(__file__).parent.parent / "data"
TINY = str(DATA / "tiny.txt")


def run(*arguments: str, model: Path) -> str:
    result = CliRunner().invoke(main, ["extract", *arguments, "--model", str(model)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_table_for_reading(tiny_bundle: Path) -> None:
    text = run(TINY, model=tiny_bundle)
    assert "白石县" in text
    assert "青峰山抽水蓄能项目" in text
    assert "Targets (6)" in text


def test_json_of_one_file_is_a_report_of_several_a_list(tiny_bundle: Path) -> None:
    one = json.loads(run(TINY, "--format", "json", model=tiny_bundle))
    assert one["format"] == "govreport-ie/1"
    assert one["document"]["path"] == TINY
    two = json.loads(run(TINY, TINY, "--format", "json", model=tiny_bundle))
    assert [report["document"] for report in two] == [one["document"]] * 2


def test_json_lines_have_a_line_a_file(tiny_bundle: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    run(TINY, TINY, "--format", "jsonl", "--output", str(output), model=tiny_bundle)
    lines = output.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0]) == json.loads(lines[1])


@pytest.mark.parametrize("table", ["observations", "targets", "projects", "mentions", "relations"])
def test_csv_has_one_header_and_the_path(tiny_bundle: Path, table: str) -> None:
    text = run(TINY, TINY, "--format", "csv", "--table", table, model=tiny_bundle)
    rows = list(csv.DictReader(text.splitlines()))
    assert rows
    assert {row["path"] for row in rows} == {TINY}
    assert text.count("document_sha256") == 1


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_extracted(tiny_bundle: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = CliRunner().invoke(
        main, ["extract", str(empty), "missing.txt", TINY, "--format", "jsonl", "--model", str(tiny_bundle)]
    )
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert str(empty) in result.stderr
    assert "missing.txt" in result.stderr


def test_a_wrong_model_is_a_plain_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", TINY, "--model", str(tmp_path)])
    assert result.exit_code == 1
    assert "there is no config.json" in result.stderr
    assert "Traceback" not in result.output


def test_an_output_that_cannot_be_written_is_a_plain_error(tiny_bundle: Path, tmp_path: Path) -> None:
    output = tmp_path / "no" / "folder.json"
    arguments = ["extract", TINY, "--format", "json", "--output", str(output), "--model", str(tiny_bundle)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "cannot write" in result.stderr
