"""From text or file to report in one call, on own and on real reports."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

import govreport_ie as gie
from tests.conftest import DATA, shared_reports

SCHEMA = json.loads(resources.files("govreport_ie").joinpath("resources/report.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def extractor(tiny_bundle: Path) -> gie.Extractor:
    return gie.Extractor.load(tiny_bundle, threads=1)


def test_text_and_file_give_the_same_facts(extractor: gie.Extractor) -> None:
    path = DATA / "tiny.txt"
    from_file = extractor.extract(gie.read(path))
    from_text = extractor.extract(path.read_text(encoding="utf-8"))
    assert from_file.targets == from_text.targets
    assert from_file.document.path == str(path)
    assert from_text.document.path is None


def test_many_documents_keep_their_order(extractor: gie.Extractor, tmp_path: Path) -> None:
    paths = []
    for number in range(7):
        path = tmp_path / f"{number}.txt"
        path.write_text("一、2023年工作回顾\n" + "社会消费品零售总额完成58.6亿元。" * (number + 1), encoding="utf-8")
        paths.append(path)
    alone = [extractor.extract(gie.read(path)).to_json() for path in paths]
    for workers in (1, 3):
        assert [report.to_json() for report in extractor.extract_many(paths, workers=workers)] == alone


def test_many_is_lazy(extractor: gie.Extractor) -> None:
    taken = []

    def paths() -> object:
        for number in range(50):
            taken.append(number)
            yield DATA / "tiny.txt"

    next(iter(extractor.extract_many(paths(), workers=2)))  # type: ignore[arg-type]
    assert len(taken) < 10


def test_no_worker_is_an_error(extractor: gie.Extractor) -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        list(extractor.extract_many([], workers=0))


def test_a_path_in_the_place_of_a_text_is_an_error(extractor: gie.Extractor) -> None:
    path = DATA / "tiny.txt"
    with pytest.raises(gie.GovReportError, match=r"is the path of a file, not a text: extract\(read"):
        extractor.extract(str(path))
    with pytest.raises(TypeError, match="a Document or a text, not"):
        extractor.extract(path)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["无此文件.txt", "\0", "长" * 5000])
def test_a_text_that_names_no_file_is_read_as_a_text(extractor: gie.Extractor, text: str) -> None:
    assert extractor.extract(text + "：全县地区生产总值完成85亿元。").document.source.startswith(text)


def test_a_bad_file_raises_at_its_turn(extractor: gie.Extractor, tmp_path: Path) -> None:
    reports = extractor.extract_many([DATA / "tiny.txt", tmp_path / "missing.txt"])
    assert next(reports).targets
    with pytest.raises(gie.GovReportError, match=r"missing\.txt"):
        next(reports)


def test_a_file_of_the_corpus_with_the_bundled_model() -> None:
    path = Path(__file__).parent.parent / "corpus" / "yunling_plan_2024_pdf.txt"
    report = gie.extract(gie.read(path))
    jsonschema.validate(json.loads(report.to_json()), SCHEMA)
    goals = {target.indicator.id: target for target in report.targets if target.indicator}
    assert "gdp" in goals
    assert report.projects
    assert report.observations


@pytest.mark.skipif(not shared_reports(), reason="the real reports (../shared/reports) are not beside the project")
@pytest.mark.parametrize("path", shared_reports(), ids=lambda path: path.stem)
def test_every_real_report_extracts(path: Path) -> None:
    document = gie.read(path)
    report = gie.extract(document)
    jsonschema.validate(json.loads(report.to_json()), SCHEMA)
    assert len(report.mentions) > 50
    for mention in report.mentions:
        assert document.clean(mention.start, mention.end) == mention.text
        assert "\n" not in mention.text
