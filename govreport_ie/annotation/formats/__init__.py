"""Forms of other tools, both ways. Each is a `Form`: records of text with annotations, read and written."""

from __future__ import annotations

from pathlib import Path

from govreport_ie.annotation.formats.brat import BRAT
from govreport_ie.annotation.formats.conll import BIO, BIOES
from govreport_ie.annotation.formats.datasets import DATASETS
from govreport_ie.annotation.formats.docbin import DOCBIN
from govreport_ie.annotation.formats.doccano import DOCCANO
from govreport_ie.annotation.formats.form import Form
from govreport_ie.annotation.formats.label_studio import LABEL_STUDIO

FORMS = {form.name: form for form in (BRAT, DOCCANO, LABEL_STUDIO, BIO, BIOES, DOCBIN, DATASETS)}


def form_at(path: Path) -> Form | None:
    """The form that the path is in by its name or, for a folder, by what it holds; None when it is none of these."""
    if path.is_dir():
        if (path / "dataset_info.json").is_file() or (path / "dataset_dict.json").is_file():
            return DATASETS
        return BRAT if any(path.glob("*.ann")) else None
    return next((form for form in FORMS.values() if path.name.lower().endswith(form.suffixes)), None)


__all__ = ["FORMS", "Form", "form_at"]
