"""govreport_ie: typed, source-anchored facts from Chinese government reports.

Heavy parts (onnxruntime, pandas, torch) are loaded where they are first needed, not by this import.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

# Public name to the module that defines it; resolved at first use (PEP 562), so that the import stays light.
_HOMES = {
    "extract": "extractor",
    "Extractor": "extractor",
    "Report": "report",
    "read": "reading",
    "read_text": "reading",
    "Document": "types.document",
    "Mention": "types.mention",
    "Relation": "types.mention",
    "Observation": "types.facts",
    "Target": "types.facts",
    "Project": "types.facts",
    "parse_value": "values",
    "find_values": "values",
    "Amount": "types.values",
    "Quantity": "types.values",
    "GrowthRate": "types.values",
    "Rank": "types.values",
    "Ratio": "types.values",
    "RelativeGoal": "types.values",
    "Period": "types.period",
    "train": "learning.train",
    "TrainingConfig": "learning.train",
    "evaluate": "learning.api",
    "GovReportError": "errors",
}

if TYPE_CHECKING:
    from govreport_ie.errors import GovReportError as GovReportError
    from govreport_ie.extractor import Extractor as Extractor
    from govreport_ie.extractor import extract as extract
    from govreport_ie.learning.api import evaluate as evaluate
    from govreport_ie.learning.train import TrainingConfig as TrainingConfig
    from govreport_ie.learning.train import train as train
    from govreport_ie.reading import read as read
    from govreport_ie.reading import read_text as read_text
    from govreport_ie.report import Report as Report
    from govreport_ie.types.document import Document as Document
    from govreport_ie.types.facts import Observation as Observation
    from govreport_ie.types.facts import Project as Project
    from govreport_ie.types.facts import Target as Target
    from govreport_ie.types.mention import Mention as Mention
    from govreport_ie.types.mention import Relation as Relation
    from govreport_ie.types.period import Period as Period
    from govreport_ie.types.values import Amount as Amount
    from govreport_ie.types.values import GrowthRate as GrowthRate
    from govreport_ie.types.values import Quantity as Quantity
    from govreport_ie.types.values import Rank as Rank
    from govreport_ie.types.values import Ratio as Ratio
    from govreport_ie.types.values import RelativeGoal as RelativeGoal
    from govreport_ie.values import find_values as find_values
    from govreport_ie.values import parse_value as parse_value

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'govreport_ie' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"govreport_ie.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
