"""The sentences of a plan that state its goals."""

from __future__ import annotations

import pytest

from govreport_ie.reading.goals import goal_spans

START = "做好今年工作，要坚持稳中求进。"
END = "围绕上述目标，抓好五项工作。"


@pytest.mark.parametrize(
    "goals",
    [
        "今年全县经济社会发展的主要预期目标是：地区生产总值增长6%左右，居民收入与经济增长同步。",
        "主要目标建议为：生产总值增长6%，城镇调查失业率控制在5.5%以内。",
        "经济社会发展预期目标为生产总值增长6%以上。",
        "2024年奋斗目标：地区生产总值突破90亿元，财政收入达到5亿元。",
        "今年的预期目标初步确定为生产总值增长6%左右。",
        "力争实现生产总值增长6%左右，投资增长8%，消费增长7%。",
    ],
)
def test_a_goals_sentence_in_a_plan(goals: str) -> None:
    assert goal_spans([START, goals, END], [True, True, True]) == [(1, 2)]


def test_goals_run_on_to_the_next_sentence_with_figures() -> None:
    sentences = [START, "主要预期目标是：生产总值增长6%左右。", "约束性指标完成市下达任务。", "重点工作如下。"]
    assert goal_spans(sentences, [True, True, False, False]) == [(1, 3)]


def test_goals_as_dash_items() -> None:
    sentences = [START, "今年主要目标是：", "——生产总值增长6%；", "——投资增长8%。", "投资向实体倾斜。", END]
    assert goal_spans(sentences, [True, True, True, True, False, True]) == [(1, 5)]


def test_goals_without_a_cue_by_their_figures() -> None:
    goals = "地区生产总值增长6%左右，规上工业增加值增长7%，固定资产投资增长8%，居民收入增速高于经济增速。"
    assert goal_spans([START, goals, END * 20], [True] * 3) == [(1, 2)]
    assert goal_spans([START, goals, END * 20], [True] * 3, only_cues=True) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "新开工项目30个，完成投资25亿元。",
        "完成年度目标任务。",
        "确保完成节能减排目标。",
        "实现这个目标，必须真抓实干。",
    ],
)
def test_no_goals(sentence: str) -> None:
    assert goal_spans([START, sentence, END], [True] * 3) == []
