"""Headline and goals paragraphs as facts. All sentences are made up."""

from __future__ import annotations

from typing import Any

import pytest

from govreport_ie.assembly import Facts, assemble
from tests.assembly.helpers import tagged


def facts(marked: str, relations: str = "", **context: Any) -> Facts:
    return assemble(tagged(marked, relations, **context))


def rows(found: Facts) -> list[tuple[Any, ...]]:
    """Indicator id, kind, low, high, unit and bound of every observation and target."""
    result = []
    for fact in (*found.observations, *found.targets):
        value = fact.value.value
        ends = tuple(None if end is None else str(end) for end in (value.low, value.high))
        result.append((fact.indicator and fact.indicator.id, fact.kind, *ends, value.unit, value.bound))
    return result


GOAL = {"kind": "goals", "reference": "2024"}


def test_headline_value_growth_and_rank() -> None:
    found = facts(
        "{D1|2023年}，全县{I1|地区生产总值}完成{A1|88.6亿元}，增长{G1|5.9%}，{R1|全市排名第四}。",
        "VALUE I1 A1; GROWTH I1 G1; RANKED I1 R1; PERIOD A1 D1; PERIOD G1 D1",
    )
    assert rows(found) == [
        ("gdp", "level", "8860000000", "8860000000", "CNY", "exact"),
        ("gdp", "growth", "5.9", "5.9", "%", "exact"),
        ("gdp", "rank", "4", "4", "位", "exact"),
    ]
    assert [fact.period and fact.period.inferred for fact in found.observations] == [False, False, True]


def test_a_goal_shared_by_measures_in_one_name_is_a_goal_of_each() -> None:
    found = facts("{I1|固定资产投资和工业投资}完成{T1|省定目标}。", "VALUE I1 T1", **GOAL)
    assert [row[:2] for row in rows(found)] == [
        ("fixed_asset_investment", "relative"),
        ("industrial_investment", "relative"),
    ]


@pytest.mark.parametrize(
    ("marked", "relations", "row"),
    [
        ("{I1|地区生产总值}增长{T1|6%左右}。", "GROWTH I1 T1", ("gdp", "growth", "6", "6", "%", "about")),
        (
            "{I1|固定资产投资}增长{T1|8%以上}。",
            "GROWTH I1 T1",
            ("fixed_asset_investment", "growth", "8", None, "%", "at_least"),
        ),
        ("{I1|社零总额}增长{T1|5%—5.5%}。", "GROWTH I1 T1", ("retail_sales", "growth", "5", "5.5", "%", "range")),
        ("{I1|居民消费价格}涨幅控制在{T1|3%以内}。", "GROWTH I1 T1", ("cpi", "growth", None, "3", "%", "at_most")),
        ("{I1|城镇新增就业}{T1|超26人}。", "VALUE I1 T1", ("urban_new_jobs", "level", "26", None, "人", "at_least")),
        (
            "{I1|居民收入}{T1|与经济增长同步}。",
            "GROWTH I1 T1",
            ("resident_income", "relative", None, None, "", "relative"),
        ),
        (
            "{I1|城镇调查失业率}控制在{T1|5.5%左右}。",
            "VALUE I1 T1",
            ("urban_surveyed_unemployment_rate", "level", "5.5", "5.5", "%", "about"),
        ),
    ],
)
def test_goals(marked: str, relations: str, row: tuple[Any, ...]) -> None:
    found = facts(marked, relations, **GOAL)
    assert rows(found) == [row]
    period = found.targets[0].period
    assert period is not None
    assert (period.start, period.inferred) == ("2024", True)


def test_the_word_of_commitment_stands_apart_from_the_bound() -> None:
    (target,) = facts("力争{I1|地区生产总值}增长{T1|6%}。", "GROWTH I1 T1", **GOAL).targets
    assert target.strength == "力争"
    assert target.value.value.bound == "exact"


def test_distributed_bound_and_sign_reach_every_value() -> None:
    found = facts("{I1|进口}、{I2|出口}分别下降{G1|3%}、{G2|5%左右}。", "GROWTH I1 G1; GROWTH I2 G2")
    assert [(row[2], row[5]) for row in rows(found)] == [("-3", "about"), ("-5", "about")]


def test_two_names_two_years_four_values() -> None:
    found = facts(
        "{I1|城镇}和{I2|农村居民人均可支配收入}分别由{D1|2016年}的{A1|21050元}、{A2|9120元}"
        "增加到{D2|2020年}的{A3|29800元}、{A4|13660元}。",
        "VALUE I1 A1; VALUE I2 A2; VALUE I1 A3; VALUE I2 A4;PERIOD A1 D1; PERIOD A2 D1; PERIOD A3 D2; PERIOD A4 D2",
        reference="2016/2020",
        year=2021,
    )
    assert [
        (fact.indicator and fact.indicator.id, str(fact.value.value.low), fact.period and fact.period.start)
        for fact in found.observations
    ] == [
        ("urban_income", "21050", "2016"),
        ("rural_income", "9120", "2016"),
        ("urban_income", "29800", "2020"),
        ("rural_income", "13660", "2020"),
    ]


def test_an_absolute_change_is_a_change_with_its_sign() -> None:
    found = facts("{I1|规上工业企业}减少{Q1|20家}，{I2|养老金}增加{A1|170元}。", "GROWTH I1 Q1; GROWTH I2 A1")
    assert [row[1:3] for row in rows(found)] == [("change", "-20"), ("change", "170")]


def test_a_level_has_no_sign_of_its_verb() -> None:
    found = facts("{I1|城镇登记失业率}下降到{Q1|3.1%}。", "VALUE I1 Q1")
    assert rows(found)[0][:3] == ("urban_registered_unemployment_rate", "level", "3.1")


def test_money_of_a_project_is_told_by_the_project() -> None:
    found = facts("总投资{A1|12亿元}的{P1|青峰水库|started}开工。", "INVESTMENT P1 A1")
    assert found.observations == ()
    (project,) = found.projects
    assert (project.name, project.stage, project.count) == ("青峰水库", "started", None)
    assert [(str(value.value.low), value.role) for value in project.investments] == [("1200000000", "total")]


def test_a_planned_investment_is_a_target_and_the_project_s_money() -> None:
    found = facts("{P1|43个重点项目}年计划投资{T1|27亿元}。", "INVESTMENT P1 T1", kind="plan", reference="2024")
    assert [value.role for value in found.projects[0].investments] == ["planned"]
    assert [target.indicator for target in found.targets] == [None]


def test_a_value_without_indicator_is_kept() -> None:
    found = facts("惠及群众{Q1|3万人}。")
    assert [fact.indicator for fact in found.observations] == [None]


def test_a_value_that_cannot_be_read_is_named() -> None:
    found = facts("{I1|用时}{Q1|若干}。", "VALUE I1 Q1")
    assert found.observations == ()
    assert [mention.text for mention in found.unread] == ["若干"]


def test_one_value_of_two_indicators_gives_two_facts() -> None:
    found = facts("{I1|工业投资}、{I2|民间投资}均增长{G1|9%}。", "GROWTH I1 G1; GROWTH I2 G1")
    assert [row[0] for row in rows(found)] == ["industrial_investment", "private_investment"]
