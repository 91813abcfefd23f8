"""Values and periods: every number of the genre, exact, without a model."""

from __future__ import annotations

from govreport_ie.values.finder import FoundValue, find_values
from govreport_ie.values.parse import parse_value
from govreport_ie.values.periods import resolve_period

__all__ = ["FoundValue", "find_values", "parse_value", "resolve_period"]
