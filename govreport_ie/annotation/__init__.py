"""Annotated reports: reading, checking and writing them, in forms of our own and of other tools."""

from govreport_ie.annotation.builder import ReadResult
from govreport_ie.annotation.checks import CheckReport, CheckSettings, Finding, Prediction, Splits, check, read_splits
from govreport_ie.annotation.collection import (
    FORM_NAMES,
    annotation_files,
    check_files,
    load,
    save,
    split_of,
    validate_files,
)
from govreport_ie.annotation.document import AnnotatedDocument, AnnotatedSentence
from govreport_ie.annotation.inline_reader import check_inline, read_inline
from govreport_ie.annotation.inline_writer import write_inline
from govreport_ie.annotation.scheme import LabelType, RelationType, Scheme, default_scheme
from govreport_ie.annotation.standoff import check_standoff, read_standoff, write_standoff
from govreport_ie.annotation.validate import validate

__all__ = [
    "FORM_NAMES",
    "AnnotatedDocument",
    "AnnotatedSentence",
    "CheckReport",
    "CheckSettings",
    "Finding",
    "LabelType",
    "Prediction",
    "ReadResult",
    "RelationType",
    "Scheme",
    "Splits",
    "annotation_files",
    "check",
    "check_files",
    "check_inline",
    "check_standoff",
    "default_scheme",
    "load",
    "read_inline",
    "read_splits",
    "read_standoff",
    "save",
    "split_of",
    "validate",
    "validate_files",
    "write_inline",
    "write_standoff",
]
