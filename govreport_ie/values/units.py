"""Units as they are spelled in running text: one alternation, longest first, guarded against longer words."""

from __future__ import annotations

import re
from functools import cache

from govreport_ie.types.units import Unit, unit_table
from govreport_ie.values.words import one_of

#: First characters of the most frequent units: an alternation is tried in order, and order matters only between
#: units that begin alike.
_FREQUENT = "%个元家人户项亩吨公平件条座所套处名场倍"


@cache
def unit_pattern() -> str:
    """Source of a pattern that matches one unit; 部 is none in 部门 (guards of `resources/units.toml`)."""
    table = unit_table()
    ordered = sorted(table.spellings, key=lambda name: (_FREQUENT.find(name[0]) % 1000, -len(name), name))
    return one_of((name, _guarded(name, table.guards.get(name, ""))) for name in ordered)


def _guarded(name: str, guard: str) -> str:
    if name.isascii() and name[-1].isalpha():
        return re.escape(name) + "(?![A-Za-z0-9])"
    return re.escape(name) + (f"(?![{re.escape(guard)}])" if guard else "")


def unit_of(spelling: str) -> Unit:
    """The unit of a spelling that `unit_pattern` matched."""
    return unit_table().spellings[spelling]
