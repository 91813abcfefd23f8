"""Whose report it is: the region by what the text says of itself, and the level of its government.

Rules: a place counts when the text says it is its own (the congress it was given to, 我代表…人民政府, its title,
its governor), in that order. Failing that, a prefecture or province that the text names many times more often
than any other. A place that is only mentioned is never taken; then the region is None.
The level follows the name: provinces and prefectures by the list in regions.toml; another 市 is a county-level
city; 区 and 新区 are districts; 县 and 旗 are counties. Without a name it follows how the text speaks of itself
(全县, 全州, 全省 …); 全市 alone is a prefecture when the text speaks of its own 县区.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from govreport_ie.resources import load_toml

_FRONT = 1500
_NAME = "[\u4e00-\u9fff]{2,14}?"
_SUFFIX = "(?:特别行政区|自治[区州县旗]|地区|新区|合作区|林区|特区|[省市县区州盟旗])"
_CONGRESS = "(?:(?:第?[一二三四五六七八九十]{1,3}届)(?:人民代表大会|人大)|人民代表大会)"
# Each pattern starts at a cue, so that what stands between cue and end can only be a name.
_OWN = (
    re.compile(rf"(?:日?在|[日—\-）)]|^|\n)(?P<name>{_NAME}{_SUFFIX}){_CONGRESS}"),
    re.compile(
        rf"(?:代表|受)(?P<name>{_NAME}{_SUFFIX})[一二三四五六七八九十届]{{0,4}}(?:人民政府|政府|管理委员会|管委会|行政公署|行署)"
    ),
    re.compile(rf"(?:^|\n|年|[—《])(?:关于)?(?P<name>{_NAME}{_SUFFIX})?(?:\d{{4}}年)?(?:人民)?政府工作报告"),
    re.compile(rf"(?:^|\n|[—《])关于(?P<name>{_NAME}{_SUFFIX})\d{{4}}年"),
    re.compile(
        rf"(?:^|[\n—])(?P<name>{_NAME}{_SUFFIX})(?:人民政府)?(?:代|副)?(?:省长|市长|县长|区长|州长|盟长|主席|专员)"
    ),
)
_NATIONAL = re.compile(r"我(?:代表|受)国务院|国务院(?:政府工作报告|总理)|第[一二三四五六七八九十]+届全国人民代表大会")
# 奋力谱写中国式现代化云岭篇章: how a report names its region at the end.
_FORMULA = re.compile(
    "(?:现代化|建设|发展|创造|开创|谱写|书写|奏响|绘就)(?:建设)?([\u4e00-\u9fff]{2,3}?)(?:现代化)?(?:建设|发展)?(?:更加)?(?:新?(?:篇章|实践|华章|画卷|局面|答卷)|更加?美好)"
)
_UPPER = re.compile("^(?:.{2,8}?(?:省|自治区|自治州|市|地区|盟))+(?=.{2,}(?:市|县|区|旗)$)")
_NOT_IN_NAMES = re.compile("^(?:全|我|本|该|各|召开|举行)|[的了是和与在为]|^.$")
_BARE_GOVERNMENT = re.compile("(?:代表|受)(自治区|[省市县区州盟旗])(?:人民)?政府")
_SPEAKS = re.compile("[全我]([省市县区州盟旗])(?!别|块|域)")
_HAS_DISTRICTS = re.compile("县[（(]?市?、?区|各?区县|县市区|市县|县市")
_SELF = {
    "自治区": "province",
    "省": "province",
    "州": "prefecture",
    "盟": "prefecture",
    "县": "county",
    "旗": "county",
    "区": "district",
}
_LEAST_MENTIONS, _LEAD = 8, 2


class Place(NamedTuple):
    """A region of the list: official name, short name and level."""

    name: str
    short: str
    level: str

    def calls_itself(self, suffix: str) -> bool:
        """Whether the region would say 全市, 我省 … with this ``suffix``; the list has no 区 but autonomous ones."""
        return len(self.short) > 1 and suffix not in ("", "区") and self.name.endswith(suffix)


def find_region(text: str) -> str | None:
    """The region whose report the clean ``text`` is, by its official name where the list has it; None if unsure."""
    front = re.sub(r"[ \t\u3000]+", "", text[:_FRONT])
    if _NATIONAL.search(front):
        return "全国"
    for pattern in _OWN:
        for match in pattern.finditer(front):
            if match["name"] and (name := _own_name(match["name"])):
                return name
    return _most_named(text)


def find_level(text: str, region: str | None) -> str | None:
    """Level of the government (one of LEVELS) by the region's name, else by how the text speaks of itself."""
    if region is not None:
        return level_of(region)
    if _NATIONAL.search(text[:_FRONT]):
        return "national"
    suffix = _own_suffix(text)
    if suffix == "市":
        return "prefecture" if len(_HAS_DISTRICTS.findall(text)) >= 3 else None
    return _SELF.get(suffix)


def _own_suffix(text: str) -> str:
    """What the region calls itself (市, 县, 自治区 …): in 我代表市人民政府, else in 全市, 我市; "" if unsure."""
    if opening := _BARE_GOVERNMENT.search(text[:_FRONT]):
        return str(opening[1])
    counts: Counter[str] = Counter(_SPEAKS.findall(text))
    ranked = [(suffix, count) for suffix, count in counts.most_common() if count >= _LEAST_MENTIONS]
    if not ranked:
        return ""
    suffix, top = ranked[0]
    autonomous = suffix == "区" and "自治区党委" in text
    if (suffix == "省" or autonomous) and len(ranked) > 1 and ranked[1][1] * 5 >= top:
        return ranked[1][0]  # 全省第二 is said below the province too, and more often
    return "自治区" if autonomous else suffix


def level_of(region: str) -> str | None:
    """Level of the region with this name (last rule of the module's text)."""
    if region in ("全国", "国务院", "中国"):
        return "national"
    place = _place(region)
    if place is not None:
        return place.level
    if region.endswith(("自治州", "地区", "盟", "州")):
        return "prefecture"
    if region.endswith(("省", "自治区", "特别行政区")):
        return "province"
    if region.endswith(("县", "旗", "市", "林区", "特区")):
        return "county"
    return "district" if region.endswith("区") else None


def _own_name(found: str) -> str | None:
    """The name in what a pattern found: a known region by its official name, or the full name of another."""
    for start in range(len(found) - 1):
        if place := _place(found[start:]):
            return place.name
    name = _UPPER.sub("", found)  # 山西省长治市襄垣县: its own name is the last
    stem = re.sub(f"{_SUFFIX}$", "", name)
    if not 1 < len(stem) <= 10 or stem in _not_names() or _NOT_IN_NAMES.search(stem):
        return None
    return name


def _most_named(text: str) -> str | None:
    """The region of the list that is named far more often than any other, or the one that the end names."""
    suffix = _own_suffix(text)
    counts = Counter({place.name: text.count(place.short) for place in _places() if place.calls_itself(suffix)})
    (name, count), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if count >= _LEAST_MENTIONS and count >= _LEAD * second:
        return name
    for stem in _FORMULA.findall(text) if suffix in ("县", "区", "旗") else ():
        if stem not in _not_names() and text.count(stem + suffix) and text.count(stem) >= _LEAST_MENTIONS:
            return _own_name(stem + suffix)
    return None


def _place(name: str) -> Place | None:
    return _by_name().get(name)


@lru_cache(maxsize=1)
def _places() -> tuple[Place, ...]:
    data = load_toml("regions.toml")
    peoples = "|".join(data["peoples"])
    suffix = re.compile(f"(?:(?:{peoples})?自治州|(?:壮族|回族|维吾尔)?自治区|特别行政区|地区|[省市盟区])$")
    places = []
    for province in data["province"]:
        name = province["name"]
        places.append(Place(name, suffix.sub("", name), "province"))
        for level, key in (("prefecture", "prefectures"), ("county", "counties")):
            places += [Place(each, suffix.sub("", each), level) for each in province.get(key, ())]
    return tuple(places)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    """Places by official name and by the short form with one suffix (黔东南州, 新疆自治区)."""
    found: dict[str, Place] = {}
    for place in _places():
        found.setdefault(place.short + place.name[-1], place)
        if place.name.endswith("自治区"):
            found.setdefault(place.short + "自治区", place)
    found.update({place.name: place for place in _places()})
    return found


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return frozenset(load_toml("regions.toml")["not_names"])
