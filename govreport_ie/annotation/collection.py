"""Loading and saving annotations: single files, and folders with a subfolder for each split."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from govreport_ie.annotation.builder import ReadResult
from govreport_ie.annotation.document import AnnotatedDocument
from govreport_ie.annotation.files import StrPath, read_lines
from govreport_ie.annotation.formats import FORMS, form_at
from govreport_ie.annotation.formats.assemble import read_form
from govreport_ie.annotation.formats.export import write_form
from govreport_ie.annotation.inline_reader import check_inline, header_of
from govreport_ie.annotation.inline_writer import write_inline
from govreport_ie.annotation.reports import ReportFolders, missing_report
from govreport_ie.annotation.scheme import Scheme
from govreport_ie.annotation.standoff import check_standoff, write_standoff
from govreport_ie.annotation.validate import validate
from govreport_ie.errors import AnnotationError, Misfit
from govreport_ie.reading import read

SPLITS = ("train", "dev", "test")
OWN_SUFFIXES = {"standoff": ".jsonl", "inline": ".txt"}
FORM_NAMES = (*OWN_SUFFIXES, *FORMS)
LISTED_BY_READERS = {"mention-across-sentences", "relation-across-sentences"}


def load(
    path: StrPath,
    *,
    reports: StrPath | Iterable[StrPath] = (),
    split: str | None = None,
    form: str | None = None,
    scheme: Scheme | None = None,
) -> list[AnnotatedDocument]:
    """The annotated documents of a file or of a folder with all its subfolders, in the order of their paths.

    ``form`` is one of FORM_NAMES; without it the name tells (``*.jsonl`` stand-off, ``*.txt`` inline, and
    those of other tools). ``split`` takes the subfolder of that name alone. Reports are looked for in
    ``reports``, in ``$GOVREPORT_REPORTS``, in the folder ``corpus`` beside the annotations and in those that a
    file ``reports.folders`` there names, by id or SHA-256. AnnotationError lists every misfit of every file.
    """
    results = check_files(path, reports=reports, split=split, form=form, scheme=scheme)
    misfits = [misfit for result in results for misfit in result.misfits]
    documents = [result.document for result in results if result.document is not None]
    if len(documents) < len(results) or any(misfit.severity == "error" for misfit in misfits):
        raise AnnotationError(misfits)
    return documents


def check_files(
    path: StrPath,
    *,
    reports: StrPath | Iterable[StrPath] = (),
    split: str | None = None,
    form: str | None = None,
    scheme: Scheme | None = None,
) -> list[ReadResult]:
    """Like `load`, but gives for each document what fits together with the list of what does not."""
    folders = [reports] if isinstance(reports, (str, os.PathLike)) else list(reports)
    results: list[ReadResult] = []
    for file in annotation_files(path, split=split, form=form):
        results += _read(file, form or _form_of(file), folders, scheme)
    return results


def validate_files(
    path: StrPath,
    *,
    reports: StrPath | Iterable[StrPath] = (),
    split: str | None = None,
    form: str | None = None,
    scheme: Scheme | None = None,
) -> list[Misfit]:
    """Every misfit of the files at ``path``: what cannot be read, and what `validate` says of the rest."""
    misfits: dict[Misfit, None] = {}
    for result in check_files(path, reports=reports, split=split, form=form, scheme=scheme):
        misfits.update(dict.fromkeys(result.misfits))
        if result.document is not None:
            listed = {misfit.code for misfit in result.misfits} & LISTED_BY_READERS
            rules = validate(result.document, scheme=scheme, file=result.file, lines=result.lines)
            misfits.update(dict.fromkeys(item for item in rules if item.code not in listed))
    return list(misfits)


def annotation_files(path: StrPath, *, split: str | None = None, form: str | None = None) -> list[Path]:
    """The annotation files at ``path``, sorted; AnnotationError when there is none.

    A folder that is itself in a form of another tool (brat, datasets) is one of them.
    """
    if form is not None and form not in FORM_NAMES:
        raise _refusal("unknown-form", Path(path), f"the form {form!r} is unknown")
    path = Path(path) / split if split else Path(path)
    if path.is_file() or (path.exists() and (form in FORMS or (form is None and form_at(path)))):
        return [path]
    pattern = f"*{OWN_SUFFIXES[form or 'standoff']}"
    files = sorted(file for file in path.rglob(pattern) if file.is_file()) if path.is_dir() else []
    if not files:
        problem = f"it holds no annotation files ({pattern})" if path.is_dir() else "there is no such file or folder"
        advice = f"splits are the subfolders {', '.join(SPLITS)}" if split else "check the path"
        raise AnnotationError([Misfit("no-annotations", str(path), None, "", problem, advice)])
    return files


def split_of(path: StrPath) -> str | None:
    """The split of an annotation file: its nearest folder named train, dev or test, else None."""
    return next((name for name in reversed(Path(path).parts[:-1]) if name in SPLITS), None)


def save(
    documents: AnnotatedDocument | Sequence[AnnotatedDocument],
    path: StrPath,
    *,
    form: str | None = None,
    scheme: Scheme | None = None,
) -> list[str]:
    """Write annotations; gives, a line each, what the form cannot hold (stand-off holds everything).

    ``form`` is one of FORM_NAMES; without it the name tells, and a name without suffix is a folder that
    gets a stand-off file ``ID.jsonl`` for each document. Files are replaced. AnnotationError when the
    documents do not go there.
    """
    path = Path(path)
    documents = [documents] if isinstance(documents, AnnotatedDocument) else list(documents)
    form = form or _form_by_name(path) or ("standoff" if not path.suffix or path.is_dir() else None)
    if len({annotated.id for annotated in documents}) < len(documents):
        raise _refusal("not-saved", path, "two documents have the same id")
    if form in FORMS:
        return write_form(FORMS[form], documents, path, scheme=scheme)
    if form not in OWN_SUFFIXES:
        raise _refusal("unknown-form", path, "the form is unknown")
    suffix = OWN_SUFFIXES[form]
    if path.suffix != suffix:
        files = [path / f"{annotated.id}{suffix}" for annotated in documents]
    elif len(documents) == 1:
        files = [path]
    else:
        raise _refusal("not-saved", path, f"{len(documents)} documents do not go into one file: name a folder")
    losses: list[str] = []
    for annotated, file in zip(documents, files, strict=True):
        if form == "standoff":
            write_standoff(annotated, file)
        else:
            losses += write_inline(annotated, file, scheme=scheme)
    return losses


def _refusal(code: str, path: Path, problem: str) -> AnnotationError:
    advice = f"forms are {', '.join(FORM_NAMES)}" if code == "unknown-form" else "give each report its own file"
    return AnnotationError([Misfit(code, str(path), None, "", problem, advice)])


def _form_by_name(path: Path) -> str | None:
    found = form_at(path)
    own = {suffix: name for name, suffix in OWN_SUFFIXES.items()}
    return found.name if found else own.get(path.suffix)


def _form_of(file: Path) -> str | None:
    """The form of a file that is there; a ``*.jsonl`` without our header but with texts is doccano's."""
    name = _form_by_name(file)
    if name == "standoff" and '"text"' in (head := next(iter(read_lines(file)))) and '"format"' not in head:
        return "doccano"
    return name


def _read(file: Path, form: str | None, folders: Iterable[StrPath], scheme: Scheme | None) -> list[ReadResult]:
    if form in FORMS:
        return read_form(FORMS[form], file, reports=folders, scheme=scheme)
    if form == "standoff":
        return [check_standoff(file, reports=folders, scheme=scheme)]
    if form == "inline":
        return [_read_inline(file, folders, scheme)]
    return [ReadResult(None, _refusal("unknown-form", file, "the form is unknown").misfits)]


def _read_inline(file: Path, folders: Iterable[StrPath], scheme: Scheme | None) -> ReadResult:
    id = header_of(read_lines(file)).get("id", file.stem)
    places = ReportFolders(folders, annotations=file)
    report = next((path for path in places.named(id) if not path.samefile(file)), None)
    if report is None:
        return ReadResult(None, (missing_report(id, places, str(file)),))
    return check_inline(file, read(report), scheme=scheme)
