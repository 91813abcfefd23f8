"""The real reports beside the project (skipped where the folder is not there): structure, never their sentences."""

from __future__ import annotations

import os

import pytest

from govreport_ie.reading import read
from govreport_ie.types.document import Document
from tests.reading.samples import SHARED

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not beside the project")

IDS = sorted(path.stem for path in SHARED.glob("*.txt")) if SHARED.is_dir() else []
REGIONS = {
    "xiangyuan_plan_2024": ("襄垣县", "county"),
    "xiangyuan_2021": ("襄垣县", "county"),
    "huguan_2024": ("壶关县", "county"),
    "tianmen_2024": ("天门市", "county"),
    "mianyang_2024": ("绵阳市", "prefecture"),
    "xilingol_2024": ("锡林郭勒盟", "prefecture"),
    "ganzi_2024": ("甘孜藏族自治州", "prefecture"),
    "baoan_2020": ("宝安区", "district"),
    "dapeng_2024": ("大鹏新区", "district"),
    "zhejiang_2025": ("浙江省", "province"),
    "state_council_2024": ("全国", "national"),
}

DISTRICTS = {"pingshan", "luohu", "yantian", "longgang", "nanshan", "guangming"}
PROVINCES = {"shanxi", "gansu", "jiangxi", "guangdong"}


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read(SHARED / f"{name}.txt") for name in IDS}


@pytest.mark.parametrize("name", IDS)
def test_year_is_that_of_the_report(documents: dict[str, Document], name: str) -> None:
    assert documents[name].year == int(name[-4:])


@pytest.mark.parametrize("name", IDS)
def test_review_plan_and_goals_are_found_with_their_years(documents: dict[str, Document], name: str) -> None:
    document, year = documents[name], int(name[-4:])
    references = {(section.kind, section.reference) for section in document.sections}
    assert ("review", str(year - 1)) in references or ("review", f"{year - 5}/{year - 1}") in references
    assert ("plan", str(year)) in references
    assert ("goals", str(year)) in references


@pytest.mark.parametrize("name", IDS)
def test_every_visible_character_is_in_a_sentence(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    inside = sum(len("".join(sentence.text.split())) for sentence in document)
    assert inside == len("".join(document.text.split()))
    assert len(document.text) > 0.9 * len(document.source)


@pytest.mark.parametrize("name", sorted(REGIONS))
def test_region_and_level(documents: dict[str, Document], name: str) -> None:
    if name not in documents:
        pytest.skip(f"{name} is not among the shared reports")
    assert (documents[name].region, documents[name].level) == REGIONS[name]


@pytest.mark.parametrize("name", [name for name in IDS if name not in REGIONS])
def test_no_wrong_level(documents: dict[str, Document], name: str) -> None:
    """Where the name is not listed: the level is right, or open where the text does not tell it."""
    place = name.rpartition("_")[0]
    level = "district" if place in DISTRICTS else "province" if place in PROVINCES else "prefecture"
    assert documents[name].level in (None, "county" if place == "qianjiang" else level)


@pytest.mark.parametrize("name", ["xiangyuan_plan_2024", "chengde_2024", "xiangyuan_2021"])
def test_wrapped_reports_leave_no_line_breaks_inside_sentences(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    assert not any(mark in sentence.text for sentence in document for mark in "\n\r*#")
    ends = [sentence.text[-1] for sentence in document if not sentence.heading]
    assert sum(end in "。！？：；”" for end in ends) > 0.97 * len(ends)


def test_one_line_report_is_cut_into_headings_and_paragraphs(documents: dict[str, Document]) -> None:
    document = documents.get("huguan_2024")
    if document is None:
        pytest.skip("huguan_2024 is not among the shared reports")
    headings = [sentence.text for sentence in document if sentence.heading]
    assert len([heading for heading in headings if heading.startswith(("(", "（"))]) == 9
    assert any("question mark" in warning for warning in document.warnings)


def test_glossaries_are_found(documents: dict[str, Document]) -> None:
    expected = {"xiangyuan_2021", "guangdong_2016", "jiangxi_2025", "luohu_2023", "yantian_2020"} & set(documents)
    found = {name for name, document in documents.items() if any(s.kind == "glossary" for s in document.sections)}
    assert found == expected


def test_folder_path_may_be_any_path_object(documents: dict[str, Document]) -> None:
    path = SHARED / f"{IDS[0]}.txt"
    assert read(os.fspath(path)).sha256 == documents[IDS[0]].sha256
