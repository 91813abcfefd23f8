"""One value at a time: every form of docs/values.md, and every failure of other tools that we mean to avoid."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_ie.errors import ValueParseError
from govreport_ie.types.values import Amount, GrowthRate, Quantity, Rank, Ratio, RelativeGoal, value_from_dict
from govreport_ie.values import parse_value


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# text, type, low, high, unit, bound
FORMS = [
    ("470.8亿元", Amount, "47080000000", "47080000000", "CNY", "exact"),
    ("470.8億元", Amount, "47080000000", "47080000000", "CNY", "exact"),
    ("1.27万亿元", Amount, "1270000000000", "1270000000000", "CNY", "exact"),
    ("348万余元", Amount, "3480000", None, "CNY", "at_least"),
    ("不低于3000万元", Amount, "30000000", None, "CNY", "at_least"),
    ("十二亿三千万元", Amount, "1230000000", "1230000000", "CNY", "exact"),
    ("1亿3000万元", Amount, "130000000", "130000000", "CNY", "exact"),
    ("3,450.6万元", Amount, "34506000", "34506000", "CNY", "exact"),
    ("5个亿", Amount, "500000000", "500000000", "CNY", "exact"),
    ("12.5亿美元", Amount, "1250000000", "1250000000", "USD", "exact"),
    ("3亿港元", Amount, "300000000", "300000000", "HKD", "exact"),
    ("8000万欧元", Amount, "80000000", "80000000", "EUR", "exact"),
    ("8-10万元", Amount, "80000", "100000", "CNY", "range"),
    ("30万元至50万元", Amount, "300000", "500000", "CNY", "range"),
    ("5000-1万元", Amount, "5000", "10000", "CNY", "range"),
    ("超百亿元", Amount, "10000000000", None, "CNY", "at_least"),
    ("近千万元", Amount, "10000000", "10000000", "CNY", "about"),
    ("43.66万亩", Quantity, "436600", "436600", "亩", "exact"),
    ("151.8亿斤", Quantity, "15180000000", "15180000000", "斤", "exact"),
    ("60万千瓦", Quantity, "600000", "600000", "千瓦", "exact"),
    ("百万吨", Quantity, "1000000", "1000000", "吨", "exact"),
    ("500平米", Quantity, "500", "500", "平方米", "exact"),
    ("23ug/m3", Quantity, "23", "23", "微克/立方米", "exact"),
    ("23微克/立方米", Quantity, "23", "23", "微克/立方米", "exact"),
    ("1-2家", Quantity, "1", "2", "家", "range"),
    ("1—2个", Quantity, "1", "2", "个", "range"),
    ("6—9岁", Quantity, "6", "9", "岁", "range"),
    ("两三百家", Quantity, "200", "300", "家", "range"),
    ("十几个", Quantity, "11", "19", "个", "range"),
    ("3千多万人次", Quantity, "30000000", None, "人次", "at_least"),
    ("百余家", Quantity, "100", None, "家", "at_least"),
    ("上百家", Quantity, "100", None, "家", "at_least"),
    ("数十场", Quantity, "10", None, "场", "at_least"),
    ("80多场", Quantity, "80", None, "场", "at_least"),
    ("约1.2万户", Quantity, "12000", "12000", "户", "about"),
    ("超440万人次", Quantity, "4400000", None, "人次", "at_least"),
    ("不超过200人", Quantity, None, "200", "人", "at_most"),
    ("３５００座", Quantity, "3500", "3500", "座", "exact"),
    ("兩個", Quantity, "2", "2", "个", "exact"),
    ("83.5", Quantity, "83.5", "83.5", "", "exact"),
    ("80.8%", Quantity, "80.8", "80.8", "%", "exact"),
    ("５％", Quantity, "5", "5", "%", "exact"),
    ("1.5‰", Quantity, "1.5", "1.5", "‰", "exact"),
    ("百分之十五", Quantity, "15", "15", "%", "exact"),
    ("千分之五", Quantity, "5", "5", "‰", "exact"),
    ("四分之三", Quantity, "75", "75", "%", "exact"),
    ("六成", Quantity, "60", "60", "%", "exact"),
    ("七成以上", Quantity, "70", None, "%", "at_least"),
    ("半数以上", Quantity, "50", None, "%", "at_least"),
    ("过半", Quantity, "50", None, "%", "at_least"),
    ("一半", Quantity, "50", "50", "%", "exact"),
    ("2.3个百分点", GrowthRate, "2.3", "2.3", "百分点", "exact"),
    ("5倍", GrowthRate, "5", "5", "倍", "exact"),
    ("翻一番", GrowthRate, "2", "2", "倍", "exact"),
    ("翻两番", GrowthRate, "4", "4", "倍", "exact"),
    ("翻番", GrowthRate, "2", "2", "倍", "exact"),
    ("翻一番以上", GrowthRate, "2", None, "倍", "at_least"),
    ("两位数", GrowthRate, "10", None, "%", "at_least"),
    ("下降14.8%", GrowthRate, "-14.8", "-14.8", "%", "exact"),
    ("下降3%以上", GrowthRate, None, "-3", "%", "at_least"),
    ("下降3%以内", GrowthRate, "-3", None, "%", "at_most"),
    ("下降3%—5%", GrowthRate, "-5", "-3", "%", "range"),
    ("增长4.5%—5%", GrowthRate, "4.5", "5", "%", "range"),
    ("增长4.5-5%", GrowthRate, "4.5", "5", "%", "range"),
    ("增长5%到6%", GrowthRate, "5", "6", "%", "range"),
    ("增长6%左右", GrowthRate, "6", "6", "%", "about"),
    ("下降50个BP", GrowthRate, "-50", "-50", "基点", "exact"),
    ("百分之十点二", Quantity, "10.2", "10.2", "%", "exact"),
    ("60多万农村群众", Quantity, "600000", None, "人", "at_least"),
    ("近半", Quantity, "50", "50", "%", "about"),
    ("10大", Quantity, "10", "10", "大", "exact"),
    ("3县区", Quantity, "3", "3", "县区", "exact"),
    ("增速控制在5%", GrowthRate, None, "5", "%", "at_most"),
    ("控制在5.5%左右", Quantity, "5.5", "5.5", "%", "about"),
]


@pytest.mark.parametrize(("text", "kind", "low", "high", "unit", "bound"), FORMS, ids=[form[0] for form in FORMS])
def test_each_form_has_its_exact_value(
    text: str, kind: type, low: str | None, high: str | None, unit: str, bound: str
) -> None:
    value = parse_value(text)
    assert type(value) is kind
    assert (value.low, value.high, value.unit, value.bound) == (number(low), number(high), unit, bound)
    assert value.text == text


# before, text, after, low, high, bound
CONTEXTS = [
    ("万元地区生产总值能耗下降", "14.8%", "", "-14.8", "-14.8", "exact"),
    ("压减一般性支出", "12%", "", "-12", "-12", "exact"),
    ("压减一般性支出", "1.2亿元", "", "-120000000", "-120000000", "exact"),
    ("规上企业比上年减少", "20家", "", "-20", "-20", "exact"),
    ("降幅收窄", "2.3个百分点", "", "-2.3", "-2.3", "exact"),
    ("实现了", "3.2%", "的降幅", "-3.2", "-3.2", "exact"),
    ("失业率由5.1%下降到", "4.2%", "", "4.2", "4.2", "exact"),
    ("投诉量减少至", "120件", "", "120", "120", "exact"),
    ("能耗下降，用水量增长", "3%", "", "3", "3", "exact"),
    ("能耗下降3%、用电量", "5亿千瓦时", "", "500000000", "500000000", "exact"),
    ("税收突破", "3亿元", "", "300000000", None, "at_least"),
    ("失业率控制在", "5.5%", "以内", None, "5.5", "at_most"),
    ("失业率控制在", "5.5%左右", "", "5.5", "5.5", "about"),
    ("不超过", "5.5%", "", None, "5.5", "at_most"),
    ("不低于", "80%", "", "80", None, "at_least"),
    ("投入", "8400万元", "分批实施", "84000000", "84000000", "exact"),
    ("节约", "500万元", "", "5000000", "5000000", "exact"),
    ("能耗和用水量分别下降3.2%、", "4.1%", "", "-4.1", "-4.1", "exact"),
    ("能耗和用水量分别下降", "3.2%", "和4.1%", "-3.2", "-3.2", "exact"),
    ("两项收入分别增长", "5%", "、6%左右", "5", "5", "about"),
    ("两项收入分别增长", "5%", "、6%和7%以上", "5", None, "at_least"),
    ("两项收入依次增长", "5%", "、6%左右", "5", "5", "about"),
    ("两项收入增长", "5%", "、6%左右", "5", "5", "exact"),
    ("两项收入分别增长5%以上、", "6%", "", "6", "6", "exact"),
    ("两项收入分别超过5亿元、", "6亿元", "", "600000000", None, "at_least"),
    ("两项收入分别增长", "5%", "，失业率6%左右", "5", "5", "exact"),
    ("为企业减轻用工负担", "1.2亿元", "", "-120000000", "-120000000", "exact"),
    ("审计核减项目投资额", "300万元", "", "-3000000", "-3000000", "exact"),
    ("压减环节、投资", "5亿元", "建设水厂", "500000000", "500000000", "exact"),
    ("绿地面积不低于城区面积的", "30%", "", "30", None, "at_least"),
    ("公用经费不超过总支出的", "5%", "", None, "5", "at_most"),
    ("三类示范区分别不少于城区面积的8%、", "20%", "", "20", None, "at_least"),
    ("税收占全市的", "30%", "", "30", "30", "exact"),
    ("补助标准提高到人均不低于", "每月800元", "", "800", None, "at_least"),
    ("每人补助", "不低于每月800元", "", "800", None, "at_least"),
    ("出口增长", "两倍多", "", "2", None, "at_least"),
    ("山区面积占", "六成多", "", "60", None, "at_least"),
    ("产值是上年的", "3倍", "多个项目开工", "3", "3", "exact"),
]


@pytest.mark.parametrize(("before", "text", "after", "low", "high", "bound"), CONTEXTS)
def test_context_gives_sign_and_bound(
    before: str, text: str, after: str, low: str | None, high: str | None, bound: str
) -> None:
    value = parse_value(text, before=before, after=after)
    assert value is not None
    assert (value.low, value.high, value.bound) == (number(low), number(high), bound)


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("10%", "GROWTH_RATE", GrowthRate),
        ("10%", "QUANTITY", Quantity),
        ("5倍", "QUANTITY", Quantity),
        ("5倍", "GROWTH_RATE", GrowthRate),
        ("6%左右", "TARGET", Quantity),
        ("增长6%左右", "TARGET", GrowthRate),
        ("3000", "AMOUNT", Amount),
        ("3000", "QUANTITY", Quantity),
        ("3000家", "AMOUNT", Quantity),
        ("3000万元", "QUANTITY", Amount),
        ("3", "RANK", Rank),
        ("10%", "SOMETHING_ELSE", Quantity),
    ],
)
def test_label_decides_between_readings(text: str, label: str, kind: type) -> None:
    assert type(parse_value(text, label=label)) is kind


def test_a_list_lends_its_unit() -> None:
    first = parse_value("3", label="AMOUNT", before="两项支出分别为", after="、5亿元")
    points = parse_value("3.2个", before="两项占比分别提高", after="、4.1个百分点")
    assert isinstance(first, Amount) and first.unit == "CNY"
    assert isinstance(points, GrowthRate) and points.unit == "百分点"


@pytest.mark.parametrize(
    ("before", "text", "per"),
    [
        ("", "每月143元", "月"),
        ("城乡居民人均可支配收入达到", "47794元", "人"),
        ("城镇和农村居民人均可支配收入分别达到32399元、", "11787元", "人"),
        ("亩均产值", "3.2万元", "亩"),
        ("财政收入年均增长", "6%", "年"),
        ("每千人口医疗床位数达", "6.5张", "千人口"),
        ("每个县发展", "1—2个", "县"),
        ("", "80万吨/年", "年"),
        ("", "每10万人45台", "10万人"),
        ("低保提高到每人", "每月740元", "人·月"),
        ("", "3000元/人", "人"),
        ("人均可支配收入增长", "6%", None),
        ("每月发布简报，投资", "3亿元", None),
        ("补助标准不低于", "每月800元", "月"),
        ("平均浓度降至", "每立方米23微克", None),
    ],
)
def test_per(before: str, text: str, per: str | None) -> None:
    value = parse_value(text, before=before)
    assert value is not None and value.per == per


@pytest.mark.parametrize("text", ["每立方米23微克", "23微克/立方米", "23ug/m3", "23微克每立方米"])
def test_a_concentration_is_one_unit(text: str) -> None:
    value = parse_value(text)
    assert value is not None
    assert (value.low, value.unit, value.per) == (Decimal(23), "微克/立方米", None)


@pytest.mark.parametrize(
    ("before", "text", "strength", "bound"),
    [
        ("力争地区生产总值增长", "6%左右", "力争", "about"),
        ("确保粮食产量", "30亿斤以上", "确保", "at_least"),
        ("", "力争增长8%", "力争", "exact"),
        ("力争完成投资，增长", "8%", None, "exact"),
        ("增长6%以上、争取", "8%", "争取", "exact"),
    ],
)
def test_strength_stands_apart_from_the_bound(before: str, text: str, strength: str | None, bound: str) -> None:
    value = parse_value(text, before=before)
    assert value is not None and (value.strength, value.bound) == (strength, bound)


@pytest.mark.parametrize(
    ("text", "comparison", "reference"),
    [
        ("与经济增长基本同步", "same", "经济增长"),
        ("与经济增长同步", "same", "经济增长"),
        ("高于经济增长水平", "above", "经济增长水平"),
        ("高于经济增长", "above", "经济增长"),
        ("达到或超过市平均增幅水平", "at_least", "市平均增幅水平"),
        ("不低于全省平均水平", "at_least", "全省平均水平"),
        ("高于全省平均水平", "above", "全省平均水平"),
        ("省下达任务", "assigned", "省下达任务"),
        ("省下达", "assigned", "省下达"),
        ("省定目标", "assigned", "省定目标"),
        ("自治区下达的年度节能降碳目标", "assigned", "自治区下达的年度节能降碳目标"),
        ("达到或接近全省平均水平", "same", "全省平均水平"),
        ("达到或好于III类水体", "at_least", "III类水体"),
        ("正增长", "positive", ""),
    ],
)
def test_relative_goals(text: str, comparison: str, reference: str) -> None:
    value = parse_value(text, label="TARGET", before="确保")
    assert isinstance(value, RelativeGoal)
    assert (value.low, value.high, value.bound) == (None, None, "relative")
    assert (value.comparison, value.reference, value.strength) == (comparison, reference, "确保")


@pytest.mark.parametrize(
    ("text", "scope", "low", "high", "from_end"),
    [
        ("全市第3", "全市", "3", "3", False),
        ("全市排名第一", "全市", "1", "1", False),
        ("全省第二位", "全省", "2", "2", False),
        ("全国第十二", "全国", "12", "12", False),
        ("全省前十", "全省", None, "10", False),
        ("全省首位", "全省", "1", "1", False),
        ("全国排名53位", "全国", "53", "53", False),
        ("全市倒数第二", "全市", "2", "2", True),
    ],
)
def test_ranks(text: str, scope: str, low: str | None, high: str, from_end: bool) -> None:
    value = parse_value(text, label="RANK")
    assert isinstance(value, Rank)
    assert (value.scope, value.low, value.high, value.from_end) == (
        scope,
        number(low),
        number(high),
        from_end,
    )
    assert parse_value(text) == value


def test_ratio_keeps_its_parts() -> None:
    value = parse_value("2.5:66.8:30.7")
    assert isinstance(value, Ratio)
    assert value.parts == (Decimal("2.5"), Decimal("66.8"), Decimal("30.7"))
    assert (value.low, value.high) == (None, None)


def pieces(text: str) -> list[str]:
    return text.split()


NO_VALUE = pieces("万亿国债 长三角 十四五 五位一体 7×24小时 4A级 5G 第十七届 三个一批 持续提升 全覆盖 第一批")


@pytest.mark.parametrize("text", [*NO_VALUE, ""])
def test_no_value(text: str) -> None:
    assert parse_value(text) is None


def test_threshold_is_no_second_value() -> None:
    value = parse_value("37个亿元以上工业项目")
    assert value is not None and (value.low, value.unit, value.bound) == (Decimal(37), "个", "exact")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1.2.3亿元", 0),
        ("共 1.2.3亿元", 2),
        ("5%、6%", 3),
        ("8%—5%", 3),
        ("增长 5 %、6 %", 7),
        ("9" * 60, 40),
    ],
)
def test_unreadable_numbers_name_the_spot(text: str, position: int) -> None:
    with pytest.raises(ValueParseError) as caught:
        parse_value(text)
    assert caught.value.position == position
    assert caught.value.text == text
    assert caught.value.remedy in str(caught.value)


WORDS = """1 2.5 ０ 十 三 百 万 亿 千 % ％ 元 家 个 百分点 百分之 分之 成 倍 翻 番 — - 至 、 ， 和 分别 下降 增长 到
左右 以上 余 多 近 超 不低于 控制在 以内 / 年 : . , 全省 第 前 位 与 同步 每 人均 点 半数 两位数 负"""
PIECES = st.sampled_from([*pieces(WORDS), " "])
PHRASES = st.lists(PIECES, max_size=12).map("".join)
LABELS = st.sampled_from([None, "AMOUNT", "QUANTITY", "GROWTH_RATE", "TARGET", "RANK"])


def outcome(text: str, **more: Any) -> None:
    try:
        value = parse_value(text, **more)
    except ValueParseError as error:
        assert 0 <= error.position <= len(text)
        return
    if value is not None:
        assert value_from_dict(value.to_dict()) == value
        assert value.text == text
        assert str(value)


@settings(max_examples=300)
@given(st.text(max_size=60), LABELS)
def test_any_string_gives_a_value_none_or_a_parse_error(text: str, label: str | None) -> None:
    outcome(text, label=label)


@settings(max_examples=500)
@given(PHRASES, PHRASES, PHRASES, LABELS)
def test_any_words_of_the_grammar_too(text: str, before: str, after: str, label: str | None) -> None:
    outcome(text, before=before, after=after, label=label)


@given(
    st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False),
    st.sampled_from(["元", "亩", "家", "吨"]),
)
def test_written_numbers_come_back(figure: Decimal, unit: str) -> None:
    value = parse_value(f"{figure:f}{unit}")
    assert value is not None and value.low == figure == value.high
    again = parse_value(str(value))
    assert again is not None and (again.low, again.high, again.unit) == (value.low, value.high, value.unit)


def test_the_error_survives_pickling() -> None:
    with pytest.raises(ValueParseError) as caught:
        parse_value("1.2.3亿元")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.text, again.position) == (str(caught.value), "1.2.3亿元", 0)
