"""Quotation marks and brackets in spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import Finding, validate
from govreport_ie.annotation.checks.spans import CLOSING, PAIRS, lone_signs, unbalanced
from tests.annotation.checks.reports import report

SIGNS = "".join([*PAIRS, *CLOSING, "云路5"])


def findings(source: str, name: str) -> list[Finding]:
    return list(unbalanced("train", report("a", source, [("PROJECT", name)])))


@pytest.mark.parametrize(
    "name",
    ["“送戏下乡”", "《云岭规划》编制", "白石产业园（二期）", "“云岭“智造””", "（一）路", "云溪路", "‘云’岭“谷”项目"],
)
def test_signs_in_pairs_belong_to_the_name(name: str) -> None:
    assert findings(f"推进{name}建设", name) == []
    assert [misfit.code for misfit in validate(report("a", f"推进{name}建设", [("PROJECT", name)]))] == []


@pytest.mark.parametrize(
    ("name", "severity"),
    [("“云谷", "error"), ("云谷）", "error"), ("白石（二期项目", "warning"), ("白石）二期（项目", "warning")],
)
def test_a_sign_without_its_partner_is_found(name: str, severity: str) -> None:
    (finding,) = findings(f"推进“{name}”建设", name)
    assert (finding.code, finding.severity, finding.document) == ("lone-sign", severity, "a")
    assert (finding.end or 0) - (finding.start or 0) == len(name)


@pytest.mark.parametrize("name", ["”云谷", "云谷（", "“"])
def test_what_validate_says_is_not_said_again(name: str) -> None:
    assert findings(f"推进{name}建设", name) == []
    misfits = validate(report("a", f"推进{name}建设", [("PROJECT", name)]))
    assert [misfit.code for misfit in misfits] == ["punctuation-edge"]


@given(st.text(st.sampled_from(SIGNS), max_size=20))
def test_without_the_lone_signs_all_are_in_pairs(text: str) -> None:
    lone = lone_signs(text)
    assert all(text[at] in PAIRS or text[at] in CLOSING for at in lone)
    assert lone_signs("".join(sign for at, sign in enumerate(text) if at not in lone)) == []


@given(
    st.recursive(
        st.text("云路5", max_size=3),
        lambda inner: st.tuples(st.sampled_from([*PAIRS.items()]), inner).map(
            lambda pair: f"{pair[0][0]}{pair[1]}{pair[0][1]}云"
        ),
    )
)
def test_nested_pairs_are_never_alone(text: str) -> None:
    assert lone_signs(text) == []
