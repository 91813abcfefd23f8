import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from govreport_ie.errors import FormatError
from govreport_ie.report import Report


@pytest.fixture(scope="module")
def table(report: Report) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(report.to_json())
    return loaded


def test_the_schema_accepts_it(table: dict[str, Any]) -> None:
    schema = json.loads(resources.files("govreport_ie").joinpath("resources/report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(table, schema)


def test_the_keys_stand_in_the_order_of_the_format(table: dict[str, Any]) -> None:
    assert list(table) == [
        "format", "model", "document", "mentions", "relations", "observations", "targets", "projects",
    ]  # fmt: skip
    assert list(table["targets"][0]["value"]) == [
        "low", "high", "unit", "bound", "per", "text", "start", "end", "mention",
    ]  # fmt: skip


def test_values_are_decimal_strings_in_base_units(table: dict[str, Any]) -> None:
    by_text = {fact["value"]["text"]: fact for fact in table["observations"]}
    assert by_text["312.5亿元"]["value"]["low"] == "31250000000"
    assert by_text["312.5亿元"]["value"]["unit"] == "CNY"
    assert by_text["3.1%"]["value"]["low"] == "-3.1"
    assert by_text["312.5亿元"]["indicator"]["id"] == "gdp"


def test_spans_point_into_the_source(table: dict[str, Any], report: Report) -> None:
    source = report.document.source  # type: ignore[attr-defined]
    for fact in (*table["observations"], *table["targets"]):
        value = fact["value"]
        assert source[value["start"] : value["end"]] == value["text"]


def test_projects_tell_money_count_and_stage(table: dict[str, Any]) -> None:
    group = next(p for p in table["projects"] if p["name"] == "签约项目36个")
    assert group["count"] == 36
    assert group["stage"] == "signed"
    assert group["investments"][0]["role"] == "total"
    assert group["investments"][0]["low"] == "8800000000"


def test_round_trip(report: Report) -> None:
    assert Report.from_json(report.to_json()).to_json() == report.to_json()
    assert Report.from_json(report.to_json(indent=None)).targets == report.targets


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[]", "format is 'list'"),
        ('{"format": "other"}', "format is 'other'"),
        ('{"format": "govreport-ie/1"}', "'mentions' is missing"),
    ],
)
def test_a_foreign_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        Report.from_json(text)


def test_a_loose_relation_is_refused(table: dict[str, Any]) -> None:
    broken = {**table, "relations": [{"type": "VALUE", "head": "X1", "tail": "X2", "confidence": None}]}
    with pytest.raises(FormatError, match="no mention X1"):
        Report.from_json(json.dumps(broken))
