from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.assembly.indicators import complete_names, is_bare, members_of, sentence_indicators
from tests.assembly.helpers import graph


def ids(marked: str, relations: str) -> list[str | None]:
    """The id each relation's value gets, in the order of the relations."""
    sentence = graph(marked, relations)
    indicators = sentence_indicators(sentence)
    mentions = {mention.id: mention for mention in sentence.mentions}
    pairs = [arc.split()[1:] for arc in relations.split(";")]
    return [one.id for head, tail in pairs for one in indicators.of(mentions[head], mentions[tail])]


def test_an_indicator_has_the_official_name_and_its_mention() -> None:
    sentence = graph("全县{I1|规模工业增加值}增长{G1|5%}。", "GROWTH I1 G1")
    (indicator,) = sentence_indicators(sentence).of(*sentence.mentions)
    assert (indicator.id, indicator.name, indicator.mention) == ("industrial_value_added", "规模以上工业增加值", "I1")


def test_an_indicator_outside_the_catalogue_keeps_its_words() -> None:
    sentence = graph("{I1|“送戏下乡”}{Q1|120场}。", "VALUE I1 Q1")
    (indicator,) = sentence_indicators(sentence).of(*sentence.mentions)
    assert (indicator.id, indicator.name, indicator.mention) == (None, "“送戏下乡”", "I1")


@pytest.mark.parametrize(
    ("names", "full"),
    [
        ("城镇常住居民 农村常住居民人均可支配收入", "城镇常住居民人均可支配收入 农村常住居民人均可支配收入"),
        ("城镇 农村居民人均可支配收入", "城镇居民人均可支配收入 农村居民人均可支配收入"),
        ("城镇居民 农民人均纯收入", "城镇居民人均纯收入 农民人均纯收入"),
        ("第一 二 三产业增加值", "第一产业增加值 二产业增加值 三产业增加值"),
        ("工业 民间投资", "工业投资 民间投资"),
        ("进口 出口总额", "进口总额 出口总额"),
        ("制造业 战略性新兴产业增加值", "制造业增加值 战略性新兴产业增加值"),
        ("第一产业 第二产业投资", "第一产业投资 第二产业投资"),
        ("采矿业 制造业营业收入", "采矿业营业收入 制造业营业收入"),
        ("制造业 战略性新兴产业占比", "制造业占比 战略性新兴产业占比"),
        ("一 三产比重", "一产比重 三产比重"),
        ("第一 第二产业投资", "第一产业投资 第二产业投资"),
        ("新材料产业 生物医药产业产值", "新材料产业产值 生物医药产业产值"),
        ("常住人口 户籍人口城镇化率", "常住人口城镇化率 户籍人口城镇化率"),
        ("原煤 焦炭产量", "原煤产量 焦炭产量"),
        ("单位GDP能耗 二氧化碳排放", "单位GDP能耗 单位GDP二氧化碳排放"),
        ("万元GDP能耗 水耗", "万元GDP能耗 万元GDP水耗"),
    ],
)
def test_a_shared_head_completes_the_names_of_a_list(names: str, full: str) -> None:
    assert complete_names(names.split()) == full.split()


@pytest.mark.parametrize(
    "names",
    [
        "地区生产总值 规上工业增加值 固定资产投资 社会消费品零售总额",
        "规上工业 固定资产投资 社会消费品零售总额",
        "服务业 民间投资占比 固定资产投资",
        "高新技术企业 规上工业企业",
        "财政收入 固定资产投资",
        "城镇新增就业 新增发放创业担保贷款",
        "5G基站 充电桩",
    ],
)
def test_names_that_stand_by_themselves_are_left_alone(names: str) -> None:
    assert complete_names(names.split()) == names.split()


def test_a_shared_head_gives_both_mentions_their_ids() -> None:
    marked = "{I1|城镇常住居民}和{I2|农村常住居民人均可支配收入}分别增长{G1|5%}、{G2|7%}。"
    assert ids(marked, "GROWTH I1 G1; GROWTH I2 G2") == ["urban_income", "rural_income"]


def test_a_completed_name_outside_the_catalogue_is_the_name() -> None:
    marked = "{I1|新材料产业}、{I2|生物医药产业产值}分别增长{G1|12%}、{G2|9%}。"
    sentence = graph(marked, "GROWTH I1 G1; GROWTH I2 G2")
    indicators = sentence_indicators(sentence)
    assert indicators.of(sentence.mentions[0], sentence.mentions[2])[0].name == "新材料产业产值"


def test_mentions_apart_share_no_head() -> None:
    marked = "{I1|城镇}{Q1|3座}水厂建成，{I2|农村居民人均可支配收入}增长{G1|6%}。"
    assert ids(marked, "VALUE I1 Q1; GROWTH I2 G1") == [None, "rural_income"]


@pytest.mark.parametrize(
    ("marked", "relations", "expected"),
    [
        (
            "{I1|城乡居民人均可支配收入}分别达到{A1|30120元}、{A2|15240元}。",
            "VALUE I1 A1; VALUE I1 A2",
            ["urban_income", "rural_income"],
        ),
        (
            "{I1|城乡居民收入}分别达到{A1|3万元}、{A2|1.5万元}，增长{G1|5%}、{G2|7%}，高于全省{G3|0.2}和{G4|0.4个百分点}。",
            "VALUE I1 A1; VALUE I1 A2; GROWTH I1 G1; GROWTH I1 G2; GROWTH I1 G3; GROWTH I1 G4",
            ["urban_income", "rural_income"] * 3,
        ),
        ("{I1|城乡居民收入}增长{G1|6%}。", "GROWTH I1 G1", ["resident_income"]),
        ("{I1|城乡居民收入}增长{G1|6%}，目标是{T1|7%}。", "GROWTH I1 G1; GROWTH I1 T1", ["resident_income"] * 2),
        ("{I1|居民人均可支配收入}增长{G1|6%}。", "GROWTH I1 G1", ["resident_income"]),
        (
            "{I1|三次产业增加值}分别增长{G1|3%}、{G2|6%}、{G3|7%}。",
            "GROWTH I1 G1; GROWTH I1 G2; GROWTH I1 G3",
            ["primary_value_added", "secondary_value_added", "services_value_added"],
        ),
        ("{I1|三次产业增加值}增长{G1|3%}。", "GROWTH I1 G1", [None]),
        (
            "{I1|农民人均纯收入和城镇居民人均可支配收入}分别为{A1|4010元}和{A2|9980元}。",
            "VALUE I1 A1; VALUE I1 A2",
            ["rural_income", "urban_income"],
        ),
        (
            "{I1|存贷款余额}分别为{A1|80亿元}、{A2|60亿元}，{A3|90亿元}。",
            "VALUE I1 A1; VALUE I1 A2; VALUE I1 A3",
            [None, None, None],
        ),
    ],
)
def test_one_name_with_a_value_for_each_member(marked: str, relations: str, expected: list[str | None]) -> None:
    assert ids(marked, relations) == expected


@pytest.mark.parametrize(
    ("marked", "relations", "expected"),
    [
        ("全县{I1|经济}增长{G1|6%}。", "GROWTH I1 G1", ["gdp"]),
        ("{I1|服务业}新增{Q1|12家}。", "VALUE I1 Q1", [None]),
        ("{I1|规上工业}、{I2|固定资产投资}分别增长{G1|7%}、{G2|9%}。", "GROWTH I1 G1; GROWTH I2 G2",
         ["industrial_value_added", "fixed_asset_investment"]),
    ],
)  # fmt: skip
def test_the_relation_decides_where_a_short_name_means_growth(
    marked: str, relations: str, expected: list[str | None]
) -> None:
    assert ids(marked, relations) == expected


def test_a_value_that_is_not_linked_gets_the_whole() -> None:
    sentence = graph("{I1|城乡居民收入}增长{G1|6%}。")
    (indicator,) = sentence_indicators(sentence).of(*sentence.mentions)
    assert indicator.id == "resident_income"


@pytest.mark.parametrize(
    ("marked", "relations", "expected"),
    [
        ("{I1|固定资产投资和社会消费品零售总额}均增长{G1|6%}。", "GROWTH I1 G1",
         ["fixed_asset_investment", "retail_sales"]),
        ("{I1|固定资产投资和羊存栏量}均增长{G1|6%}。", "GROWTH I1 G1", [None]),
        ("{I1|农民收入和城镇居民收入}增长{G1|6%}，其中{I2|出口}增长{G2|3%}。", "GROWTH I1 G1",
         ["rural_income", "urban_income"]),
        ("{I1|固定资产投资和工业投资}共{A1|60亿元}。", "VALUE I1 A1", [None]),
        ("{I1|固定资产投资、工业投资和民间投资}分别增长{G1|6%}、{G2|7%}。", "GROWTH I1 G1; GROWTH I1 G2", [None, None]),
    ],
)  # fmt: skip
def test_one_growth_of_several_measures_is_the_growth_of_each(
    marked: str, relations: str, expected: list[str | None]
) -> None:
    assert ids(marked, relations) == expected


@pytest.mark.parametrize(("name", "bare"), [("城镇", True), ("高技术制造业", True), ("一", True), ("工业投资", False)])
def test_a_modifier_is_told_from_a_name(name: str, bare: bool) -> None:
    assert is_bare(name) is bare


def test_a_list_with_a_part_outside_the_catalogue_has_no_members() -> None:
    assert members_of("地区生产总值、羊存栏量") == ()


WORDS = "城镇 农村 居民 人均可支配收入 第一 二 三产业 增加值 工业 投资 、 和 进口 出口总额 能耗 单位GDP"
TEXTS = st.one_of(
    st.text(min_size=1, max_size=12), st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4).map("".join)
)


@given(st.lists(TEXTS, max_size=5))
def test_completing_any_list_keeps_its_length_and_its_words(names: list[str]) -> None:
    full = complete_names(names)
    assert len(full) == len(names)
    assert all(name in text for name, text in zip(names, full, strict=True))
    assert full[-1:] == names[-1:] or len(names) > 1


@given(TEXTS)
def test_any_name_has_no_or_several_members(name: str) -> None:
    assert len(members_of(name)) != 1
