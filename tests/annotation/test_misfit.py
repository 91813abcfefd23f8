"""Misfits and the error that carries them."""

from __future__ import annotations

import pickle

import pytest

from govreport_ie.errors import AnnotationError, GovReportError, Misfit

FIRST = Misfit("overlap", "a.jsonl", 3, "3亿元", "it overlaps “亿”", "keep one")
SECOND = Misfit("missing-report", "b.jsonl", None, "", "no report", "put it there", "warning")


def test_a_misfit_says_where_what_and_what_to_do() -> None:
    assert str(FIRST) == "a.jsonl:3: error [overlap] it overlaps “亿” in “3亿元”; keep one"
    assert str(SECOND) == "b.jsonl: warning [missing-report] no report; put it there"


def test_the_error_lists_all_of_them() -> None:
    error = AnnotationError([FIRST, SECOND])
    assert isinstance(error, GovReportError)
    assert str(error).splitlines() == ["2 things do not fit:", str(FIRST), str(SECOND)]
    assert str(AnnotationError([FIRST])) == str(FIRST)


def test_the_error_survives_pickling() -> None:
    error = pickle.loads(pickle.dumps(AnnotationError([FIRST, SECOND])))
    assert error.misfits == (FIRST, SECOND)


def test_severities_are_two() -> None:
    with pytest.raises(ValueError, match="severity"):
        Misfit("x", "f", 1, "", "p", "a", "fatal")
