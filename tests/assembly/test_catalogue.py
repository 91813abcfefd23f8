from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.assembly.catalogue import CatalogueEntry, catalogue, expand, find_indicator, find_members, fold
from govreport_ie.resources import load_toml

PROMISED = """
gdp primary_value_added secondary_value_added services_value_added industrial_value_added fixed_asset_investment
industrial_investment manufacturing_investment private_investment retail_sales foreign_trade
general_public_budget_revenue tax_revenue resident_income urban_income rural_income cpi urban_new_jobs
urban_surveyed_unemployment_rate urban_registered_unemployment_rate grain_output grain_area energy_intensity
carbon_intensity rd_intensity urbanization_rate air_quality water_quality forest_coverage coal_output
"""

NAMES = {
    "gdp": "地区生产总值 生产总值 国内生产总值 GDP 地区生产总值（GDP） "
    "ＧＤＰ 全市地区生产总值 GDP总量 地区生产总值增速 经济总量",
    "gdp_per_capita": "人均地区生产总值 人均GDP 人均生产总值",
    "primary_value_added": "第一产业增加值 第一产业 一产增加值",
    "secondary_value_added": "第二产业增加值 二产",
    "services_value_added": "第三产业增加值 三产增加值 服务业增加值 第三产业实现增加值",
    "industrial_value_added": "规上工业增加值 规模以上工业增加值 规模工业增加值 "
    "工业增加值 全县规上工业增加值增速 规模以上工业企业增加值",
    "total_industrial_value_added": "全部工业增加值",
    "fixed_asset_investment": "固定资产投资 全社会固定资产投资 固定资产投资（不含农户） "
    "固投 固定资产投资总额 固定资产投资完成额",
    "industrial_investment": "工业投资 工业固定资产投资 完成工业投资",
    "manufacturing_investment": "制造业投资",
    "private_investment": "民间投资 民间固定资产投资",
    "retail_sales": "社会消费品零售总额 社零 社零总额 社会消费品零售额 社消零总额 全社会消费品零售总额",
    "above_quota_retail_sales": "限上消费品零售额 限额以上单位消费品零售额",
    "foreign_trade": "进出口总额 外贸进出口 外贸进出口总值 货物进出口总额 进出口贸易总额 对外贸易总额 进、出口总额",
    "exports": "出口总额 外贸出口",
    "foreign_investment": "实际使用外资 实际利用外资 实际利用外商直接投资",
    "general_public_budget_revenue": "一般公共预算收入 地方一般公共预算收入 一般预算收入 "
    "地方财政收入 公共财政预算收入 财政一般预算收入",
    "total_fiscal_revenue": "财政总收入 一般公共预算总收入 全口径财政收入",
    "tax_revenue": "税收收入 全市税收收入",
    "tax_share": "税收占比 税收收入占一般公共预算收入的比重",
    "resident_income": "居民人均可支配收入 全体居民人均可支配收入 城乡居民收入 城乡居民人均可支配收入 居民收入",
    "urban_income": "城镇居民人均可支配收入 城镇常住居民人均可支配收入 城镇居民收入 城市居民人均可支配收入",
    "rural_income": "农村居民人均可支配收入 农村常住居民人均可支配收入 "
    "农民人均纯收入 农村居民人均纯收入 农牧民人均可支配收入",
    "cpi": "居民消费价格 居民消费价格指数 居民消费价格总水平 居民消费价格涨幅 居民消费价格总指数 CPI",
    "urban_new_jobs": "城镇新增就业 新增城镇就业 城镇新增就业人数 实现城镇新增就业",
    "urban_surveyed_unemployment_rate": "城镇调查失业率 调查失业率",
    "urban_registered_unemployment_rate": "城镇登记失业率 登记失业率",
    "grain_output": "粮食产量 粮食总产量 粮食总产 全年粮食总产量",
    "grain_area": "粮食播种面积 粮食种植面积 粮食作物播种面积",
    "energy_intensity": "单位地区生产总值能耗 单位GDP能耗 万元GDP能耗 "
    "万元地区生产总值综合能耗 能耗强度 单位生产总值能源消耗",
    "carbon_intensity": "单位地区生产总值二氧化碳排放 碳排放强度 单位GDP二氧化碳排放量",
    "rd_intensity": "研发经费投入强度 R&D经费占GDP比重 Ｒ＆Ｄ经费支出占GDP的比重 全社会研发投入占地区生产总值比重 "
    "研究与试验发展经费投入强度 研究与试验发展（R&D）经费支出占地区生产总值比重",
    "urbanization_rate": "城镇化率 常住人口城镇化率 城镇化水平",
    "registered_urbanization_rate": "户籍人口城镇化率",
    "air_quality": "空气质量优良天数 空气质量优良天数比例 空气质量优良率 环境空气质量优良天数比率 优良天数比例",
    "water_quality": "国考断面水质优良比例 地表水优良水体比例 地表水国控断面I—Ⅲ类水质比例 地表水达到或好于Ⅲ类水体比例",
    "forest_coverage": "森林覆盖率 全县森林覆盖率",
    "coal_output": "原煤产量 煤炭产量",
    "loans": "各项贷款余额 金融机构本外币贷款余额",
    "tourism_income": "旅游总收入 旅游收入",
    "high_tech_enterprises": "高新技术企业 国家高新技术企业数量",
}

# A part, a share, a change, another area's or another measure altogether.
OTHERS = """
工业总产值 工业投资占比 固定资产投资占比 规上工业企业 规上工业企业利润 经开区规上工业增加值 高新区地区生产总值
青石镇固定资产投资 县级一般公共预算收入 市本级一般公共预算收入 战略性新兴产业产值 数字经济增加值
服务业增加值占GDP比重 地区生产总值占全省比重 地区生产总值增量 财政收入 税收 亩均税收 非税收入 人均财政收入
投资 总投资 项目投资 城镇固定资产投资 技术改造 社会投资 跨境电商进出口 服务贸易进出口 脱贫人口人均纯收入
城乡居民收入比 城乡居民收入差距 城镇居民人均消费支出 工业生产者出厂价格 农村劳动力转移就业 新增就业
失业人员再就业 夏粮产量 粮食单产 粮食综合生产能力 蔬菜播种面积 规上工业单位增加值能耗 企业研发投入
规上工业企业研发经费投入 基础研究投入占研发投入比重 主城区空气质量优良天数 空气质量综合指数
集中式饮用水水源地水质达标率 近岸海域水质优良比例 林木覆盖率 煤炭产能 新增高新技术企业 新登记经营主体 新增贷款
存贷比 经济 规上工业 服务业 优良率 产值 增加值 总量 增长 全市
"""

GROWTH = {"经济": "gdp", "规上工业": "industrial_value_added", "服务业": "services_value_added", "全县经济": "gdp"}

ALIASES = [
    (column, alias, row["id"])
    for row in load_toml("indicators.toml")["indicator"]
    for column in ("aliases", "growth_aliases")
    for item in row.get(column, ())
    for alias in expand(item)
]


@pytest.mark.parametrize("id", PROMISED.split())
def test_every_promised_id_exists_and_is_found_by_its_official_name(id: str) -> None:
    entry = catalogue()[id]
    assert entry == CatalogueEntry(id, entry.name, entry.unit)
    assert find_indicator(entry.name) == entry


@pytest.mark.parametrize(("id", "name"), [(id, name) for id, names in NAMES.items() for name in names.split()])
def test_a_name_of_the_measure_gets_its_id(id: str, name: str) -> None:
    assert find_indicator(name) == catalogue()[id]


@pytest.mark.parametrize("name", OTHERS.split())
def test_what_is_not_the_measure_gets_no_id(name: str) -> None:
    assert find_indicator(name) is None


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("战略性新兴产业增加值", "strategic_emerging_value_added"),
        ("高技术制造业增加值", "high_tech_manufacturing_value_added"),
        ("制造业增加值", "manufacturing_value_added"),
        ("民营经济增加值", "private_economy_value_added"),
        ("财政总收入", "total_fiscal_revenue"),
        ("户籍人口城镇化率", "registered_urbanization_rate"),
        ("海洋生产总值", "marine_gdp"),
    ],
)
def test_neighbours_have_ids_of_their_own(name: str, id: str) -> None:
    assert find_indicator(name) == catalogue()[id]


@pytest.mark.parametrize(("name", "id"), GROWTH.items())
def test_some_names_mean_the_measure_only_where_a_growth_is_told(name: str, id: str) -> None:
    assert find_indicator(name) is None
    assert find_indicator(name, growth=True) == catalogue()[id]


@pytest.mark.parametrize("front", ["", "全县", "我市", "2023年全省", "预计", "全年累计完成", "“十四五”末全市"])
@pytest.mark.parametrize("back", ["", "增速", "增幅", "总量", "完成", "预期目标", "年均增速", "（现价）"])
@pytest.mark.parametrize("name", ["固定资产投资", "规上工业增加值"])
def test_region_period_verb_and_growth_around_a_name_do_not_change_it(front: str, name: str, back: str) -> None:
    assert find_indicator(front + name + back) == find_indicator(name) is not None


@pytest.mark.parametrize(
    "name", ["固 定资产　投资", "“固定资产投资”", "固定资产投资(不含农户)", "固定资产投资【不含农户】"]
)
def test_spaces_quotes_width_and_harmless_asides_are_folded(name: str) -> None:
    assert find_indicator(name) == catalogue()["fixed_asset_investment"]


def test_an_aside_that_narrows_the_measure_is_not_dropped() -> None:
    assert find_indicator("固定资产投资（含铁路）") is None


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("城乡居民人均可支配收入", ["urban_income", "rural_income"]),
        ("全市城乡居民收入", ["urban_income", "rural_income"]),
        ("三次产业增加值", ["primary_value_added", "secondary_value_added", "services_value_added"]),
        ("一、二、三产业", ["primary_value_added", "secondary_value_added", "services_value_added"]),
        ("金融机构本外币存、贷款余额", ["deposits", "loans"]),
        ("进口、出口总额", ["imports", "exports"]),
        ("地区生产总值", []),
    ],
)
def test_one_name_for_several_measures_gives_them_in_order(name: str, ids: list[str]) -> None:
    assert [entry.id for entry in find_members(name)] == ids


def test_no_name_belongs_to_two_ids() -> None:
    owners = {(column, fold(alias), id) for column, alias, id in ALIASES}
    owners |= {("aliases", fold(entry.name), entry.id) for entry in catalogue().values()}
    plain = {name for column, name, _ in owners if column == "aliases"}
    assert [key for key, count in Counter((c, name) for c, name, _ in owners).items() if count > 1] == []
    assert [name for column, name, _ in owners if column == "growth_aliases" and name in plain] == []


def test_every_alias_finds_its_own_entry() -> None:
    wrong = [alias for column, alias, id in ALIASES if find_indicator(alias, growth=True) != catalogue()[id]]
    assert wrong == []


def test_ids_are_unique_and_members_exist() -> None:
    rows = load_toml("indicators.toml")
    assert len(catalogue()) == len(rows["indicator"])
    assert {id for row in rows["composite"] for id in row["members"]} <= set(catalogue())


def test_a_template_stands_for_all_its_names() -> None:
    assert sorted(expand("(规上|)工业(企业|)增加值")) == sorted(
        ["规上工业企业增加值", "规上工业增加值", "工业企业增加值", "工业增加值"]
    )


WORDS = "全市 我县 2023年 地区 生产总值 规上 工业 增加值 投资 增速 （ ） 的 、 和 城镇 居民 收入 GDP Ⅲ ％"
PIECES = st.sampled_from(WORDS.split())


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map("".join)), st.booleans())
def test_any_string_gives_an_entry_or_none(name: str, growth: bool) -> None:
    found = find_indicator(name, growth=growth)
    assert found is None or catalogue()[found.id] is found
    assert isinstance(find_members(name), tuple)


@given(st.text(max_size=30))
def test_folding_a_folded_name_changes_nothing_but_synonyms(name: str) -> None:
    folded = fold(name)
    assert "的" not in folded
    assert not any(character.isspace() for character in folded)


@given(st.sampled_from([alias for column, alias, _ in ALIASES if column == "aliases"]))
def test_an_alias_keeps_its_id_behind_the_region_and_before_its_growth(alias: str) -> None:
    assert find_indicator(f"全市{alias}增速") == find_indicator(alias)


def test_the_documentation_lists_every_entry() -> None:
    page = (Path(__file__).parents[2] / "docs" / "indicators.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| (\w+) \|$", page, re.MULTILINE)
    assert rows == [(entry.id, entry.name, entry.unit) for entry in catalogue().values()]
