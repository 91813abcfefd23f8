"""Finding the report file that a stand-off annotation belongs to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from govreport_ie.annotation.files import StrPath
from govreport_ie.errors import Misfit

SUFFIXES = (".txt", ".md")
VARIABLE = "GOVREPORT_REPORTS"
LISTING = "reports.folders"


class ReportFolders:
    """Folders with reports, in the order of search: given, of ``$GOVREPORT_REPORTS``, by default.

    ``$GOVREPORT_REPORTS`` is a list with the system's path separator. The default folders of an annotation
    file are its own and, beside it or up to two levels above, a folder ``corpus`` and the folders that a file
    ``reports.folders`` names: one a line, relative to that file, # begins a comment.
    """

    def __init__(self, given: Iterable[StrPath] = (), *, annotations: StrPath | None = None) -> None:
        folders = [Path(folder) for folder in given]
        folders += [Path(folder) for folder in os.environ.get(VARIABLE, "").split(os.pathsep) if folder]
        if annotations is not None:
            path = Path(annotations).resolve()
            home = path if path.is_dir() else path.parent
            near = (home, *list(home.parents)[:2])
            folders += [home, *(parent / "corpus" for parent in near), *(f for parent in near for f in _listed(parent))]
        self.folders = tuple(dict.fromkeys(folders))

    def named(self, id: str) -> Iterator[Path]:
        """Existing files called ``ID.txt`` or ``ID.md``, in the order of the folders."""
        for folder in self.folders:
            for suffix in SUFFIXES:
                path = folder / f"{id}{suffix}"
                if path.is_file():
                    yield path

    def with_hash(self, id: str, sha256: str) -> Path | None:
        """The report with this SHA-256: a file with its name, else any other report; None if none has it."""
        others = (path for folder in self.folders if folder.is_dir() for path in sorted(folder.iterdir()))
        candidates = [
            *self.named(id),
            *(path for path in others if path.suffix in SUFFIXES and path.is_file()),
        ]
        return next((path for path in candidates if hash_of(path) == sha256), None)

    def __str__(self) -> str:
        return ", ".join(str(folder) for folder in self.folders) or "no folder"


def _listed(folder: Path) -> list[Path]:
    """The folders that ``reports.folders`` in a folder names; none without the file."""
    listing = folder / LISTING
    if not listing.is_file():
        return []
    lines = (line.partition("#")[0].strip() for line in listing.read_text(encoding="utf-8").splitlines())
    return [folder / line for line in lines if line]


def missing_report(id: str, folders: ReportFolders, file: str, *, sha256: str = "", line: int | None = None) -> Misfit:
    """The misfit of a report that is in none of the folders, or only with another content."""
    changed = next(folders.named(id), None) if sha256 else None
    if changed is not None:
        problem = f"the report {changed} has changed: its SHA-256 is not {sha256[:12]}…"
        advice = "bring back the annotated version, or annotate the new one: save inline, then read it on that"
        return Misfit("changed-report", file, line, id, problem, advice)
    problem = f"the report is missing: no {id}.txt or {id}.md and no file with its SHA-256 in {folders}"
    advice = f"put the report there, or name its folder in `reports` or in ${VARIABLE}"
    return Misfit("missing-report", file, line, id, problem, advice)


def hash_of(path: StrPath) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal."""
    state = Path(path).stat()
    return _hash_of(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4096)
def _hash_of(path: str, changed: int, size: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
