"""Libraries that are loaded only where they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from govreport_ie.errors import GovReportError


class MissingLibraryError(GovReportError):
    """A library that is not installed with the package is needed."""


def needed(name: str) -> Any:
    """The module of that name; MissingLibraryError says how to install it."""
    try:
        return import_module(name)
    except ImportError as error:
        library = name.partition(".")[0]
        message = f"this form needs the library {library}, which is not installed; pip install {library}"
        raise MissingLibraryError(message) from error
