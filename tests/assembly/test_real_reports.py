"""Gold annotations of real reports as facts: the headline, the goals, the four incomes (figures are facts)."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_ie.annotation import AnnotatedDocument, load
from govreport_ie.assembly import Facts, assemble
from tests.conftest import ROOT, SHARED_REPORTS, shared_reports

pytestmark = pytest.mark.skipif(
    not shared_reports(), reason="the real reports (../shared/reports) are not beside the project"
)


def gold(name: str) -> AnnotatedDocument:
    return load(ROOT / "annotations" / "train" / f"{name}.jsonl", reports=[SHARED_REPORTS])[0]


def low(facts: Facts, indicator: str, kind: str) -> list[tuple[str, str | None]]:
    """Low end and start of the period of the observations of an indicator."""
    return [
        (str(fact.value.value.low), fact.period and fact.period.start)
        for fact in facts.observations
        if fact.indicator and fact.indicator.id == indicator and fact.kind == kind
    ]


def test_headline_of_a_county_plan_report() -> None:
    facts = assemble(gold("xiangyuan_plan_2024").tagged)
    expected = {
        ("gdp", "level"): "47080000000", ("gdp", "growth"): "10", ("gdp", "rank"): "1",
        ("industrial_value_added", "growth"): "14.5", ("industrial_value_added", "rank"): "1",
        ("fixed_asset_investment", "level"): "9430000000",
        ("retail_sales", "level"): "4080000000", ("retail_sales", "growth"): "8.8",
        ("general_public_budget_revenue", "level"): "2727000000", ("general_public_budget_revenue", "growth"): "3.2",
        ("urban_income", "level"): "47794", ("urban_income", "growth"): "4.2",
        ("rural_income", "level"): "24244", ("rural_income", "growth"): "9",
    }  # fmt: skip
    for (indicator, kind), number in expected.items():
        assert (number, "2023") in low(facts, indicator, kind), (indicator, kind)


def test_goals_of_a_county_plan_report() -> None:
    facts = assemble(gold("xiangyuan_plan_2024").tagged)
    goals = {
        target.indicator.id: (target.kind, str(target.value.value.low), target.value.value.bound)
        for target in facts.targets
        if target.indicator and target.indicator.id and target.period and target.period.start == "2024"
    }
    assert goals["gdp"] == ("growth", "6", "exact")
    assert goals["fixed_asset_investment"] == ("growth", "14", "at_least")
    assert goals["retail_sales"] == ("growth", "6", "exact")
    assert goals["general_public_budget_revenue"] == ("growth", "3", "exact")
    assert goals["urban_income"] == ("relative", "None", "relative")
    assert goals["rural_income"] == ("relative", "None", "relative")
    assert "cpi" in goals


def test_four_incomes_of_two_years() -> None:
    facts = assemble(gold("xiangyuan_2021").tagged)
    assert low(facts, "urban_income", "level")[:2] == [("29530", "2015"), ("40291", "2020")]
    assert low(facts, "rural_income", "level")[:2] == [("12737", "2015"), ("18658", "2020")]


@pytest.mark.parametrize("path", sorted((ROOT / "annotations").rglob("*_20*.jsonl")), ids=lambda path: path.stem)
def test_every_gold_document_becomes_facts(path: Path) -> None:
    (annotated,) = load(path, reports=[SHARED_REPORTS])
    facts = assemble(annotated.tagged)
    values = [m for m in annotated.mentions if m.label in ("AMOUNT", "QUANTITY", "GROWTH_RATE", "RANK", "TARGET")]
    assert len(facts.unread) <= max(3, 0.03 * len(values))
    assert len(facts.projects) == sum(m.label == "PROJECT" for m in annotated.mentions)
    told = {fact.value.mention for fact in (*facts.observations, *facts.targets)}
    told |= {v.mention for project in facts.projects for v in (*project.investments, *project.scales)}
    assert told | {m.id for m in facts.unread} == {m.id for m in values}
