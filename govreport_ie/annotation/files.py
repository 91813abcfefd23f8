"""Reading and writing the text files that hold annotations."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

from govreport_ie.errors import AnnotationError, Misfit

StrPath: TypeAlias = "str | os.PathLike[str]"


def read_text(path: StrPath, *, keep_mark: bool = False) -> str:
    """Text of a UTF-8 file, without byte order mark, line ends as they are; else AnnotationError.

    ``keep_mark`` keeps the byte order mark, as a character that offsets count.
    """
    try:
        return Path(path).read_bytes().decode("utf-8" if keep_mark else "utf-8-sig")
    except OSError as error:
        problem = f"the file cannot be read: {error.strerror or error}"
        raise AnnotationError([Misfit("unreadable", str(path), None, "", problem, "check the path")]) from error
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8"
        advice = "save the annotation file as UTF-8"
        raise AnnotationError([Misfit("unreadable", str(path), None, "", problem, advice)]) from error


def read_lines(path: StrPath) -> list[str]:
    """The lines of a UTF-8 file, without their ends (``\\n`` or ``\\r\\n``, nothing else ends a line)."""
    return [line.removesuffix("\r") for line in read_text(path).split("\n")]


def write_text(path: StrPath, text: str) -> None:
    """Write UTF-8 with the line ends of ``text``; makes the folder, replaces a file whole or not at all."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(text.encode("utf-8"))
    draft.replace(path)
