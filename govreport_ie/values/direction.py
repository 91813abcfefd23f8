"""Whether a clause tells of a rise, a fall or a level: 下降3%, 降幅达3%, 下降到3%, 增速控制在5%.

The last direction word of the clause decides. A noun of rate (增速, 降幅) stays in force across 达到 and 控制在; a verb
followed by 到 or 至 leads to a level; another verb behind it ends its reach (减少环节…投入5亿元).
"""

from __future__ import annotations

import re
from functools import cache

from govreport_ie.values.words import alternatives, spelling, words

#: How far a verb reaches over its object to a number (压减一般性支出1.2亿元).
_OBJECT_LENGTH = 16
#: 由261项压减合并至182项: whatever the verb, what follows is a level.
_LEVEL_END = re.compile(r"(?:至|(?<!达)到|成)了?\Z")


@cache
def _words() -> re.Pattern[str]:
    to = alternatives(words("direction", "to"))
    fall, rise = alternatives(words("direction", "fall")), alternatives(words("direction", "rise"))
    kinds = ("fall_noun", "growth_noun", "fall", "rise", "other")
    # one look at the first character spares five alternations where no word begins
    first = "".join(sorted({spelling(word)[0] for kind in kinds for word in words("direction", kind)}))
    return re.compile(
        rf"(?=[{first}])(?:(?P<fall_noun>{alternatives(words('direction', 'fall_noun'))})"
        rf"|(?P<growth_noun>{alternatives(words('direction', 'growth_noun'))})(?!了?[到至])"
        rf"|(?P<level>(?:{fall}|{rise})了?{to})|(?P<fall>{fall})|(?P<rise>{rise})"
        rf"|(?P<other>{alternatives(words('direction', 'other'))}))"
    )


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(alternatives(words("direction", "not_fall_after")))


def read_direction(clause: str, after: str) -> tuple[bool, bool | None]:
    """Read the direction of the value between two texts.

    Args:
        clause: plain-script text of the value's own clause in front of it.
        after: plain-script text behind it.

    Returns:
        Whether the value is a fall; and whether it says how much something changed (True), how large it is (False),
        or None when the words tell neither.
    """
    falls, change = _read(clause)
    if falls and _measure().match(after):
        # 实施降低成本18条措施
        return False, None
    return falls, change


def _read(clause: str) -> tuple[bool, bool | None]:
    last: re.Match[str] | None = None
    noun: re.Match[str] | None = None
    for found in _words().finditer(clause):
        if found.lastgroup in ("fall_noun", "growth_noun"):
            noun = last = found
        elif last is None or not _continues(last, found, noun):
            last = found
    if last is None:
        return False, None
    kind = last.lastgroup
    if kind in ("level", "other") or (last is not noun and _LEVEL_END.search(clause)):
        return False, False
    falls = kind in ("fall", "fall_noun")
    if falls and len(clause) - last.end() > _OBJECT_LENGTH:
        return False, None
    return falls, True


def _continues(last: re.Match[str], found: re.Match[str], noun: re.Match[str] | None) -> bool:
    """增速达到5% and 增长达5% still tell of the change."""
    if found.lastgroup not in ("other", "level"):
        return False
    return last is noun or (last.lastgroup in ("fall", "rise") and found.start() == last.end())
