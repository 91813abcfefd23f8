"""Region and level: what the text says of itself, never a place that is only mentioned."""

from __future__ import annotations

import pytest

from govreport_ie.reading import read_text
from govreport_ie.reading.region import find_level, find_region, level_of
from govreport_ie.resources import load_toml

OPEN = "各位代表：\n现在，我代表{}向大会报告工作，请予审议。\n"


@pytest.mark.parametrize(
    ("text", "region", "level"),
    [
        ("——2024年3月2日在云岭县第三届人民代表大会第一次会议上", "云岭县", "county"),
        ("2024年3月2日云岭县第三届人民代表大会第一次会议通过", "云岭县", "county"),
        ("——2024年3月2日在云西省澄江市白石区第三届人民代表大会第一次会议上", "白石区", "district"),
        ("——2024年3月2日在山西省长治市云岭县第三届人民代表大会第一次会议上", "云岭县", "county"),
        ("2024年云岭县政府工作报告", "云岭县", "county"),
        ("云岭县人民政府工作报告", "云岭县", "county"),
        ("关于云岭县2023年国民经济和社会发展计划执行情况的报告", "云岭县", "county"),
        ("云岭县县长 周明远", "云岭县", "county"),
        (OPEN.format("白石区人民政府"), "白石区", "district"),
        (OPEN.format("澄湾新区管理委员会"), "澄湾新区", "district"),
        (OPEN.format("澄江湾市人民政府"), "澄江湾市", "county"),
        (OPEN.format("白马旗人民政府"), "白马旗", "county"),
        (OPEN.format("江苏省人民政府"), "江苏省", "province"),
        (OPEN.format("苏州市人民政府"), "苏州市", "prefecture"),
        (OPEN.format("国务院"), "全国", "national"),
        ("2024年1月31日在黔东南州第十五届人民代表大会第四次会议上", "黔东南苗族侗族自治州", "prefecture"),
        ("2024年1月31日在新疆维吾尔自治区第十四届人民代表大会上", "新疆维吾尔自治区", "province"),
        (OPEN.format("县人民政府"), None, "county"),
        (OPEN.format("区人民政府"), None, "district"),
        (OPEN.format("自治区人民政府"), None, "province"),
        (OPEN.format("市人民政府"), None, None),
        (OPEN.format("市人民政府") + "各县（市、区）协同发展，区县联动，市县共建，县区互补。", None, "prefecture"),
        ("我们与北京市密云区、河北省魏县开展合作。", None, None),
        ("", None, None),
    ],
)
def test_region_and_level(text: str, region: str | None, level: str | None) -> None:
    assert find_region(text) == region
    assert find_level(text, region) == level


def test_prefecture_that_names_itself_without_suffix() -> None:
    text = OPEN.format("市人民政府") + "加快建设现代化绵阳，绵阳工业提速。" * 6 + "融入成都平原。"
    assert find_region(text) == "绵阳市"


def test_two_places_named_about_as_often_give_no_region() -> None:
    text = OPEN.format("市人民政府") + "绵阳与德阳同城发展。" * 12
    assert find_region(text) is None


def test_county_named_by_the_closing_formula() -> None:
    text = (
        OPEN.format("县人民政府") + "云岭县位于山区。" + "云岭红茶销量增长。" * 9 + "奋力谱写中国式现代化云岭新篇章！"
    )
    assert find_region(text) == "云岭县"


@pytest.mark.parametrize("words", ["建设城区", "推进社区建设", "发展开发区", "打造示范区"])
def test_common_words_in_front_of_qu_are_no_region(words: str) -> None:
    text = OPEN.format("区人民政府") + f"{words}，" * 12 + "奋力谱写现代化建设新篇章！"
    assert find_region(text) is None


@pytest.mark.parametrize(
    ("region", "level"),
    [
        ("重庆市", "province"),
        ("深圳市", "prefecture"),
        ("天门市", "county"),
        ("云岭市", "county"),
        ("白石区", "district"),
        ("云岭自治县", "county"),
        ("甘孜州", "prefecture"),
        ("锡林郭勒盟", "prefecture"),
        ("和田地区", "prefecture"),
        ("西藏自治区", "province"),
        ("全国", "national"),
        ("云岭", None),
    ],
)
def test_level_of_a_name(region: str, level: str | None) -> None:
    assert level_of(region) == level


def test_the_list_of_regions_is_whole() -> None:
    provinces = load_toml("regions.toml")["province"]
    names = [
        name
        for province in provinces
        for name in (province["name"], *province.get("prefectures", []), *province.get("counties", []))
    ]
    assert len(provinces) == 34 and len(names) == len(set(names))
    assert sum(len(province.get("prefectures", [])) for province in provinces) >= 333


def test_document_carries_them() -> None:
    document = read_text("2024年云岭县政府工作报告\n" + OPEN.format("县人民政府"))
    assert (document.region, document.level) == ("云岭县", "county")
