"""The tools that are compared on the labelled samples, behind one interface.

The peers are imported when they are made, so that the library can be scored without them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from govreport_ie.errors import ValueParseError
from govreport_ie.values import find_values, parse_value
from tests.benchmarks.value_samples import Find, Place, Reading, Tool

#: Kinds of `find_values` that state an amount; ranks and goals without number are no part of the samples.
_NUMBERS = frozenset({"amount", "quantity", "growth_rate", "ratio"})
#: Names that the peers give to units, as this library calls them.
_JIONLP_CURRENCIES = {"元": "CNY", "美元": "USD", "港元": "HKD", "欧元": "EUR"}
_JIONLP_BOUNDS = {"accurate": "exact", "blur": "about", "blur+": "at_least", "blur-": "at_most"}
_RECOGNIZERS_UNITS = {
    "Mu": "亩", "Square meter": "平方米", "Square kilometer": "平方公里", "Hectare": "公顷", "Kilometer": "公里",
    "Meter": "米", "Ton": "吨", "Kilogram": "公斤", "Jin": "斤", "Cubic meter": "立方米", "Kilowatt-hour": "千瓦时",
    "Kilowatt": "千瓦", "Megawatt": "兆瓦", "Minute": "分钟", "Hour": "小时", "Day": "天", "Month": "个月",
    "Year": "岁",
}  # fmt: skip
#: 每月800元: what a value is counted for is no part of it for the peers.
_EACH = re.compile(r"每[^0-9]{1,4}(?=[0-9])")


class Library(Tool):
    """This library; `read` is given the rest of the sentence as context."""

    name = "govreport_ie"

    def find(self, sentence: str) -> list[Find]:
        return [Find(item.start, item.end) for item in find_values(sentence) if item.kind in _NUMBERS]

    def read(self, place: Place) -> Reading | None:
        before, after = place.sentence[: place.start], place.sentence[place.end :]
        try:
            value = parse_value(place.text, before=before, after=after)
        except ValueParseError:
            return None
        return None if value is None else Reading(value.low, value.high, value.unit, value.bound)


class JioNlp(Tool):
    """jionlp: money only, so only the sample of amounts is asked of it."""

    name = "jionlp"
    samples = ("amounts",)

    def __init__(self) -> None:
        import jionlp

        self._extract: Callable[..., list[dict[str, Any]]] = jionlp.ner.extract_money
        self._parse: Callable[[str], dict[str, Any] | None] = jionlp.parse_money

    def find(self, sentence: str) -> list[Find]:
        return [Find(*item["offset"]) for item in self._extract(sentence, with_parsing=False)]

    def read(self, place: Place) -> Reading | None:
        try:
            money = self._parse(_EACH.sub("", place.text))
        except ValueError:
            return None
        if not money or money.get("num") is None:
            return None
        number, unit = money["num"], _JIONLP_CURRENCIES.get(money["case"], money["case"])
        bound = _JIONLP_BOUNDS.get(money["definition"])
        if isinstance(number, list):
            # 348万余元 comes as the span from 3480000 to 3490000: what it says is at least the first
            low, high = Decimal(number[0]), Decimal(number[1])
            opened = re.search("[余多]", place.text) is not None
            return Reading(low, None, unit, "at_least") if opened else Reading(low, high, unit, "range")
        return Reading(Decimal(number), Decimal(number), unit, bound)


class Recognizers(Tool):
    """recognizers-text-suite: money, percentages, measures with unit, and numbers where it sees no unit."""

    name = "recognizers-text"

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from recognizers_number import recognize_number, recognize_percentage
            from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension
            from recognizers_text import Culture
        self._culture = Culture.Chinese
        self._recognizers = (
            recognize_currency,
            recognize_percentage,
            recognize_dimension,
            recognize_age,
            recognize_number,
        )

    def _results(self, text: str) -> list[Any]:
        """Results without overlap: one with a unit before a bare number."""
        kept: list[Any] = []
        for recognize in self._recognizers:
            for result in recognize(text, self._culture):
                free = all(result.end < other.start or other.end < result.start for other in kept)
                if free and result.resolution and result.resolution.get("value") is not None:
                    kept.append(result)
        return kept

    def find(self, sentence: str) -> list[Find]:
        return [Find(result.start, result.end + 1) for result in self._results(sentence)]

    def read(self, place: Place) -> Reading | None:
        results = self._results(_EACH.sub("", place.text))
        if not results:
            return None
        number = Decimal(str(results[0].resolution["value"]).rstrip("%"))
        # it knows no bounds: every value it gives is an exact one
        return Reading(number, number, self._unit(results[0], place.text), "exact")

    def _unit(self, result: Any, text: str) -> str:
        if result.type_name == "percentage":
            # it reads points as percent; the number tells all there is
            return "百分点" if "百分点" in text else "%"
        if result.type_name == "currency":
            return str(result.resolution.get("isoCurrency"))
        unit = str(result.resolution.get("unit", ""))
        return _RECOGNIZERS_UNITS.get(unit, unit)


TOOLS: tuple[type[Tool], ...] = (Library, JioNlp, Recognizers)
