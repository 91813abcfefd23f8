import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.learning.scores import Counts, bootstrap_interval, total

COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda t: Counts(t[0], t[0] + t[1], t[0] + t[2])
)


def test_f1_is_the_harmonic_mean() -> None:
    counts = Counts(correct=6, predicted=8, gold=12)
    assert counts.precision == 0.75
    assert counts.recall == 0.5
    assert counts.f1 == pytest.approx(0.6)


def test_nothing_scores_nothing() -> None:
    assert Counts().f1 == Counts().precision == Counts().recall == 0.0
    assert bootstrap_interval([]) == (0.0, 0.0)


@given(st.lists(COUNTS, min_size=1, max_size=30))
def test_interval_is_an_interval_and_fixed(units: list[Counts]) -> None:
    low, high = bootstrap_interval(units, draws=200)
    assert 0 <= low <= high <= 1
    assert bootstrap_interval(units, draws=200) == (low, high)


@given(COUNTS)
def test_units_that_are_all_alike_leave_no_doubt(counts: Counts) -> None:
    low, high = bootstrap_interval([counts] * 5, draws=50)
    assert low == pytest.approx(high) == pytest.approx(total([counts] * 5).f1)
