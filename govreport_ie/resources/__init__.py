"""Data files of the library (TOML), apart from logic, and the one function that reads them."""

from __future__ import annotations

import sys
from functools import cache
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@cache
def load_toml(name: str) -> dict[str, Any]:
    """Read `govreport_ie/resources/<name>` once and keep it.

    Args:
        name: file name inside this folder, with its ending (`"value_words.toml"`).

    Returns:
        The table of the file. It is shared by all callers: read it, never write to it.

    Raises:
        FileNotFoundError: there is no such file in this folder.
    """
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
