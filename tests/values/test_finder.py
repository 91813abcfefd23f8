"""Values in running text: spans by the annotation rules, and what is no value at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govreport_ie.types.values import value_from_dict
from govreport_ie.values import find_values, parse_value

REPORTS = Path(__file__).parents[3] / "shared" / "reports"

# text, spans of its values
SPANS = [
    ("2023年，云岭县地区生产总值完成412.6亿元，增长7%，全市排名第一。", ["412.6亿元", "7%", "全市排名第一"]),
    ("税收突破3亿元，投资增长6%左右，不低于3000万元。", ["3亿元", "6%左右", "不低于3000万元"]),
    ("农村低保提高到每人每月743元、533元。", ["每人每月743元", "533元"]),
    ("发放补贴348万余元，惠及近2万户、约5000人。", ["348万余元", "近2万户", "约5000人"]),
    ("每个县发展1—2个产业，三次产业比为2.5:66.8:30.7。", ["1—2个", "2.5:66.8:30.7"]),
    ("居民收入与经济增长基本同步，能耗下降完成省下达任务。", ["与经济增长基本同步", "省下达任务"]),
    ("保持两位数增长，实现正增长。", ["两位数", "正增长"]),
    ("优良率居全省第2位、第3位，总量全国前十。", ["全省第2位", "第3位", "全国前十"]),
    (
        "百分之十五的农户，三分之一以上的企业，六成左右，半数以上。",
        ["百分之十五", "三分之一以上", "六成左右", "半数以上"],
    ),
    ("产值翻一番，是2019年的5倍，占全市2/3。", ["翻一番", "5倍", "2/3"]),
    ("分别比上年提高4.1、6.7和0.8个百分点。", ["4.1", "6.7", "0.8个百分点"]),
    ("使60多万滨湖群众受益，参保人数超719万。", ["60多万", "超719万"]),
    ("PM2.5平均浓度降至23ug/m3，处理能力80万吨/年。", ["23ug/m3", "80万吨/年"]),
    ("新建两座水厂，选派三十七名干部，覆盖上百家企业。", ["两座", "三十七名", "上百家"]),
    ("总投资152亿的园区建成，产值达3亿多元。", ["152亿", "3亿多元"]),
    ("综合指数为3.86，收入比由2.8:1缩小到2.6:1。", ["3.86", "2.8:1", "2.6:1"]),
    ("增长-3.5%，降幅为1.2%。", ["-3.5%", "1.2%"]),
    ("由5%到8%，从5家到8家，增长5%到6%。", ["5%", "8%", "5家", "8家", "5%到6%"]),
    ("出动2.1万人次到600栋楼。", ["2.1万人次", "600栋"]),
    ("建成370个億元以上項目。", ["370个"]),
    ("产值过10亿元，发展上百家，税收过百亿元。", ["10亿元", "上百家", "百亿元"]),
    ("打造10大平台，3县区通高速，2所以上学校。", ["10大", "3县区", "2所以上"]),
    ("每10万人45台，培训8000 余人次，覆盖30% 以上。", ["每10万人45台", "8000 余人次", "30% 以上"]),
    ("园区全国排名53位，总量居全国前3位，完成省定目标。", ["全国排名53位", "全国前3位", "省定目标"]),
    ("经费增加一倍，占全市一半，人口由48万增加到近70万。", ["一倍", "一半", "48万", "近70万"]),
    ("融资成本下降50个BP，贫困发生率百分之十点二。", ["50个BP", "百分之十点二"]),
    ("补助提高到人均不低于每月800元、每人每年不低于60元。", ["不低于每月800元", "每人每年不低于60元"]),
    ("撬动1亿元以上社会资本投向企业，发放3亿元以上贷款支持项目。", ["1亿元以上", "3亿元以上"]),
    ("经济总量迈上900亿台阶，突破千亿大关。", ["900亿", "千亿"]),
    ("成立2个牵头部门+5个成员单位+12个乡镇的专班。", ["2个", "5个", "12个"]),
    ("收入5万元以上的村120个，出口增长两倍多。", ["120个", "两倍多"]),
    ("改造农户30户以上，建成3条示范带。", ["30户以上", "3条"]),
    ("完成投资20亿元、5亿元以上项目3个。", ["20亿元", "3个"]),
    ("支出为３，９１５，９９３，０００元。", ["３，９１５，９９３，０００元"]),
]


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_spans_hold_bounds_and_leave_verbs_out(text: str, spans: list[str]) -> None:
    assert [text[item.start : item.end] for item in find_values(text)] == spans


@pytest.mark.parametrize(
    "text",
    [
        "坚持五位一体，推动“三个一批”“五水综改”，落实两个维护。",
        "长三角万亿国债项目，引进亿元以上项目，培育500亿级产业集群，10亿元以上工业企业。",
        "税收超亿元的企业，建设300兆瓦光伏电站、110千伏变电站。",
        "2023年12月31日，1—6月，8:30开馆，五年来，十四五时期。",
        "1.加快转型。2、推动创新。（3）完善机制。",
        "5G基站、4A级景区、G207线、A3地块、7×24小时服务、“1+3+N”体系、12345热线。",
        "第十七届四次全会，省九届人大二次会议，第三产业，第一批，全国第五次普查。",
        "《关于支持12家企业的若干措施（2024—2028年）》",
        "年收入30万元、50万元以上的村分别增多，收入10万元以上行政村，产值超十亿元镇，税收过2000万元以上增长点。",
        "30户以上自然村，工地落实六个100%，12345市长热线。",
        "15分钟生活圈，1小时交通圈，60岁以上老人，0—6岁儿童。",
        "七台河、五峰、三亚、九寨沟、百色、万州、千岛湖。",
        "一批重点任务，一个目标，第一个，这三个方面。",
        "2.3.4.5万元",
        "",
    ],
)
def test_names_dates_and_thresholds_are_no_values(text: str) -> None:
    assert find_values(text) == []


def test_lists_share_sign_bound_and_per() -> None:
    falls = find_values("能耗、水耗分别下降3.2%、4.1%，用电量增长5%。")
    assert [item.value.low for item in falls] == [Decimal("-3.2"), Decimal("-4.1"), Decimal(5)]
    about = find_values("两项收入分别增长5%、6%左右。")
    assert [item.value.bound for item in about] == ["about", "about"]
    shared = find_values("城乡居民人均可支配收入分别达到32399元、11787元。")
    assert [item.value.per for item in shared] == ["人", "人"]


@pytest.mark.parametrize("text", ["6大约6家", "3毫克每升7毫克每升", "9人每月145元"])
def test_words_between_two_values_belong_to_one(text: str) -> None:
    consistent(text)


def test_kinds() -> None:
    text = "投资3亿元，新建5座，增长6%，居全省第2，比例3:4:3，与经济增长同步。"
    kinds = ["amount", "quantity", "growth_rate", "rank", "ratio", "relative_goal"]
    assert [item.kind for item in find_values(text)] == kinds


def consistent(text: str) -> None:
    """What holds for any text: spans in order, apart, inside, with their own words; values survive JSON."""
    end = 0
    for item in find_values(text):
        assert end <= item.start < item.end <= len(text)
        assert item.value.text == text[item.start : item.end]
        assert item.kind == item.value.kind
        assert value_from_dict(item.value.to_dict()) == item.value
        end = item.end


@settings(max_examples=200)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    consistent(text)


SNIPPETS = st.sampled_from([text for text, _ in SPANS])


@settings(max_examples=50)
@given(st.lists(SNIPPETS, max_size=6))
def test_sentences_do_not_disturb_each_other(sentences: list[str]) -> None:
    alone = [item.value for sentence in sentences for item in find_values(sentence)]
    assert [item.value for item in find_values("\n".join(sentences))] == alone


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000,
        "十" * 5000,
        "1," * 2500,
        "第" * 5000,
        "5%、" * 2000,
        "每" * 5000,
        "与" * 5000,
        "1-" * 2500,
        "各市" * 2500,
        "全省平均" * 1000,
        "不低于水平" * 1000,
        "5元、" * 2000,
        "不低于每月" * 1000,
        "不低于城区的" * 800,
    ],
)
def test_long_monotonous_text_is_read_in_no_time(text: str) -> None:
    """Five thousand characters of one kind would take minutes if a pattern went back over them."""
    consistent(text)


@pytest.mark.skipif(not REPORTS.is_dir(), reason=f"no real reports at {REPORTS}")
def test_real_reports() -> None:
    paths = sorted(REPORTS.glob("*.txt"))[:4]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        consistent(text)
        found = find_values(text)
        assert len(found) > 50
        for item in found:
            if item.kind in ("amount", "growth_rate"):
                again = parse_value(text[item.start : item.end], before=text[: item.start], after=text[item.end :])
                assert again is not None and (again.low, again.high) == (item.value.low, item.value.high)
