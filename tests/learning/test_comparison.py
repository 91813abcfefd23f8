from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument
from govreport_ie.learning.comparison import compare, difference
from govreport_ie.learning.evaluate import evaluate
from govreport_ie.learning.scores import Counts
from govreport_ie.types.document import Document
from govreport_ie.types.mention import TaggedDocument

COUNTS = st.builds(
    lambda correct, more, missed: Counts(correct, correct + more, correct + missed),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
)
UNITS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 5)), COUNTS, min_size=1, max_size=8)


@given(UNITS)
def test_a_model_has_no_lead_over_itself(units: dict[tuple[int, int], Counts]) -> None:
    result = difference(units, units, draws=20)
    assert (result.lead, result.interval) == (0.0, (0.0, 0.0))


@given(UNITS, UNITS)
def test_the_lead_changes_its_sign_with_the_order(
    first: dict[tuple[int, int], Counts], second: dict[tuple[int, int], Counts]
) -> None:
    one, other = difference(first, second, draws=41), difference(second, first, draws=41)
    assert one.lead == -other.lead
    assert -1 <= one.interval[0] <= one.interval[1] <= 1
    assert one.interval == pytest.approx((-other.interval[1], -other.interval[0]))


def test_a_lead_in_every_sentence_is_a_lead_in_every_draw(tiny_document: AnnotatedDocument) -> None:
    gold = tiny_document.tagged

    def nothing(document: Document) -> TaggedDocument:
        return TaggedDocument(document, (), ())

    result = compare(evaluate(nothing, [tiny_document]), evaluate(lambda document: gold, [tiny_document]))
    assert result.units == "sentences"
    assert (result.mentions.first, result.mentions.second) == (0.0, 1.0)
    assert result.mentions.interval == result.relations.interval == (1.0, 1.0)


def test_evaluations_of_other_documents_are_an_error(tiny_document: AnnotatedDocument) -> None:
    first = evaluate(lambda document: tiny_document.tagged, [tiny_document])
    with pytest.raises(ValueError, match="of other documents: tiny; other"):
        compare(first, replace(first, documents=("other",)))


def test_the_command_tells_the_lead(tiny_bundle: Path) -> None:
    from click.testing import CliRunner

    from govreport_ie.cli.main import main

    annotations = Path(__file__).parent.parent / "data" / "tiny.ann.txt"
    options = ["--reports", str(annotations.parent), "--model", str(tiny_bundle), "--against", str(tiny_bundle)]
    result = CliRunner().invoke(main, ["evaluate", str(annotations), *options], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.output
    assert "Against tiny 0.1.0" in result.output
    assert "+0.000 [+0.000, +0.000] by sentences" in result.output
