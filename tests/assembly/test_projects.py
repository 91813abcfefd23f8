from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.assembly import assemble
from govreport_ie.assembly.projects import group_count
from tests.assembly.helpers import tagged


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("164个重点项目", 164),
        ("签约项目43个", 43),
        ("新开工亿元以上项目12个", 12),
        ("37个亿元以上工业项目", 37),
        ("9个新建项目", 9),
        ("青峰山197万吨捣固焦化项目", None),
        ("地铁3号线", None),
        ("白石河大桥", None),
        ("110千伏变电站", None),
    ],
)
def test_count_of_a_group(name: str, count: int | None) -> None:
    assert group_count(name) == count


@given(st.text(max_size=30))
def test_any_name_has_a_count_or_none(name: str) -> None:
    count = group_count(name)
    assert count is None or count >= 0


@pytest.mark.parametrize(
    ("marked", "role"),
    [
        ("{P1|白石河大桥}总投资{A1|3亿元}。", "total"),
        ("{P1|白石河大桥}，年度投资{A1|1亿元}。", "planned"),
        ("{P1|白石河大桥}累计完成投资{A1|2亿元}。", "completed"),
        ("{P1|签约项目8个}，签约金额{A1|40亿元}。", "signed"),
        ("投资{A1|3亿元}建设{P1|白石河大桥}。", "total"),
    ],
)
def test_role_of_money(marked: str, role: str) -> None:
    (project,) = assemble(tagged(marked, "INVESTMENT P1 A1")).projects
    assert [value.role for value in project.investments] == [role]


def test_scale_and_date() -> None:
    found = assemble(
        tagged(
            "{D1|6月底前}，全长{Q1|12公里}的{P1|环湖公路|operating}通车。",
            "SCALE P1 Q1; PERIOD P1 D1",
            kind="plan",
            reference="2024",
        )
    )
    (project,) = found.projects
    assert [str(scale.value.low) for scale in project.scales] == ["12"]
    assert project.period is not None
    assert (project.period.end, project.period.inferred) == ("2024-06", False)
    assert found.observations == ()
