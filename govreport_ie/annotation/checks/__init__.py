"""Checks of whole gold sets: numbers, rules, consistency, leakage between splits, label error candidates."""

from govreport_ie.annotation.checks.counts import SplitCounts
from govreport_ie.annotation.checks.findings import SEVERITIES, Finding
from govreport_ie.annotation.checks.label_errors import LabelError, Prediction
from govreport_ie.annotation.checks.leakage import SharedText
from govreport_ie.annotation.checks.mention_texts import MixedText, TextPlace
from govreport_ie.annotation.checks.report import CheckReport
from govreport_ie.annotation.checks.run import check
from govreport_ie.annotation.checks.settings import CheckSettings, SettingsError
from govreport_ie.annotation.checks.splits import Splits, read_splits

__all__ = [
    "SEVERITIES",
    "CheckReport",
    "CheckSettings",
    "Finding",
    "LabelError",
    "MixedText",
    "Prediction",
    "SettingsError",
    "SharedText",
    "SplitCounts",
    "Splits",
    "TextPlace",
    "check",
    "read_splits",
]
