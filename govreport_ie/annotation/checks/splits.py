"""Reading the annotations of all splits: what fits goes to its split, what does not is listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from govreport_ie.annotation.collection import LISTED_BY_READERS, annotation_files, check_files
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.files import StrPath
from govreport_ie.annotation.formats import form_at
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.errors import AnnotationError, Misfit


@dataclass(frozen=True)
class Splits:
    """Annotated documents by split, and what did not fit when their files were read."""

    documents: Mapping[str, list[AnnotatedDocument]]
    misfits: tuple[Misfit, ...]


def read_splits(
    path: StrPath,
    *,
    reports: StrPath | Iterable[StrPath] = (),
    split: str | None = None,
    form: str | None = None,
    scheme: Scheme | None = None,
) -> Splits:
    """The annotations at ``path``, by split: the first subfolder of ``path``, else the folder that holds the files.

    The arguments are those of `load`; besides, subfolders may each be in a form of another tool. Documents whose
    files have misfits hold what fits, so that the rest can be checked. AnnotationError when there is no annotation.
    """
    root = Path(path) / split if split else Path(path)
    documents: dict[str, list[AnnotatedDocument]] = {}
    misfits: dict[Misfit, None] = {}
    for file in _files(root, form):
        members = documents.setdefault(_split_name(root, file), [])
        for result in check_files(file, reports=reports, form=form, scheme=scheme):
            if result.document is not None:
                members.append(result.document)
            # The rules that are checked on documents are not listed a second time.
            known = LISTED_BY_READERS if result.document is not None else set()
            misfits.update(dict.fromkeys(misfit for misfit in result.misfits if misfit.code not in known))
    return Splits(documents, tuple(misfits))


def _files(root: Path, form: str | None) -> list[Path]:
    """Annotation files at the path and its subfolders; a subfolder in a form of another tool is one file."""
    inner = [] if not root.is_dir() or form_at(root) else [f for f in sorted(root.iterdir()) if f.is_dir()]
    folders = [folder for folder in inner if form_at(folder)]
    try:
        files = annotation_files(root, form=form)
    except AnnotationError:
        if not folders:
            raise
        return folders
    return sorted({*folders, *(file for file in files if not set(file.parents) & set(folders))})


def _split_name(root: Path, file: Path) -> str:
    folders = file.relative_to(root).parts[: None if file.is_dir() else -1] if file != root else ()
    home = file if file.is_dir() else file.parent
    return folders[0] if folders else home.resolve().name
