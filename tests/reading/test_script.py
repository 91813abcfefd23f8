"""Traditional to simplified script, one for one, and only where it is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.reading import read_text
from govreport_ie.reading.script import simplify

TRADITIONAL = "雲嶺縣去年實施重點項目四十個,財政收入穩步增長,發展後勁顯著增強。"
SIMPLE = "云岭县去年实施重点项目四十个,财政收入稳步增长,发展后劲显著增强。"


def test_traditional_text_becomes_simplified_in_place() -> None:
    assert simplify(TRADITIONAL) == SIMPLE
    document = read_text(TRADITIONAL)
    assert document.source == TRADITIONAL and document.text == SIMPLE
    assert document.clean(3, 5) == "去年"
    assert document.clean(TRADITIONAL.index("財政"), TRADITIONAL.index("財政") + 4) == "财政收入"


@given(st.text(max_size=120))
def test_length_never_changes(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert len(simplify(text + TRADITIONAL)) == len(text + TRADITIONAL)


@pytest.mark.parametrize(
    "text",
    [
        "乾县苹果产量增长8%，濛溪河治理完成。",
        "著名的於潜天目笋干入选名录，徵求意见稿公布。",
        "全县地区生产总值增长6%左右，发展后劲增强。",
        "與",
    ],
)
def test_simplified_text_is_not_touched(text: str) -> None:
    assert simplify(text) == text


def test_only_the_traditional_line_of_a_mixed_text_changes() -> None:
    simple = "乾县完成投资三十亿元，濛溪河治理竣工。\n" * 60
    mixed = simple + "「經濟發展穩中向好，財政實力顯著增強」\n" + simple
    assert simplify(mixed) == simple + "「经济发展稳中向好，财政实力显著增强」\n" + simple


def test_half_converted_text_is_finished() -> None:
    assert simplify("全縣群眾團結奮斗,制造業總產值達到九億元。") == "全县群众团结奋斗,制造业总产值达到九亿元。"


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [
        ("著力發展縣域經濟產業", "着力发展县域经济产业"),
        ("著名風景區遊覽車輛", "著名风景区游览车辆"),
        ("顯著提高縣級財政實力", "显著提高县级财政实力"),
        ("沿著國道種植樹林帶", "沿着国道种植树林带"),
        ("乾隆年間縣學舊址維護", "乾隆年间县学旧址维护"),
    ],
)
def test_words_with_zhe_and_qian(traditional: str, simple: str) -> None:
    assert simplify(traditional) == simple


def test_lone_surrogate_and_null_do_not_stop_it() -> None:
    text = "縣\ud800財政\x00經濟發展實現穩定增長"
    assert simplify(text) == "县\ud800财政\x00经济发展实现稳定增长"


def test_full_width_digits_and_percent_stay() -> None:
    document = read_text("全县生产总值增长６．５％。")
    assert document.text == "全县生产总值增长６．５％。"
