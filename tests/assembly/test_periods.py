from __future__ import annotations

from dataclasses import replace

import pytest

from govreport_ie.assembly import assemble
from govreport_ie.types.mention import TaggedDocument
from tests.assembly.helpers import tagged

TWO_YEARS = "{I1|税收收入}由{D1|2016年}的{A1|3亿元}增加到{D2|2020年}的5亿元。"
LINKS = "VALUE I1 A1; PERIOD A1 D1; PERIOD A1 D2"


def start(document: TaggedDocument) -> str | None:
    (fact,) = assemble(document).observations
    return fact.period and fact.period.start


def test_of_two_periods_the_one_in_front_counts() -> None:
    assert start(tagged(TWO_YEARS, LINKS, reference="2016/2020", year=2021)) == "2016"


@pytest.mark.parametrize(("first", "second", "year"), [(0.9, 0.4, "2016"), (0.4, 0.9, "2020")])
def test_of_two_periods_the_surer_counts(first: float, second: float, year: str) -> None:
    document = tagged(TWO_YEARS, LINKS, reference="2016/2020", year=2021)
    sure = {"D1": first, "D2": second}
    relations = tuple(replace(arc, confidence=sure.get(arc.tail, 0.9)) for arc in document.relations)
    assert start(replace(document, relations=relations)) == year


def test_a_period_that_means_nothing_leaves_the_section_s() -> None:
    document = tagged("{D1|有朝一日}，{I1|税收收入}{A1|3亿元}。", "VALUE I1 A1; PERIOD A1 D1", reference="2023")
    assert start(document) == "2023"


def test_no_reference_no_period() -> None:
    assert start(tagged("{I1|税收收入}{A1|3亿元}。", "VALUE I1 A1", reference=None)) is None
