"""The same sentence, annotated in two ways."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from govreport_ie.annotation import AnnotatedDocument, Finding
from govreport_ie.annotation.checks.consistency import inconsistent_sentences
from tests.annotation.checks.reports import Labels, report
from tests.annotation.documents import annotated_documents

SOURCE = "新建云溪路等公园9个。"
USUAL: Labels = [("INDICATOR", "公园"), ("QUANTITY", "9个")]


def findings(*versions: Labels, sections: str = "review review review", source: str = SOURCE) -> list[Finding]:
    reports = [
        report(f"r{number}", source, mentions, section=section)
        for number, (mentions, section) in enumerate(zip(versions, sections.split(), strict=False))
    ]
    return list(inconsistent_sentences({"train": reports[:2], "dev": reports[2:]}))


def test_the_same_annotation_is_consistent() -> None:
    assert findings(USUAL, USUAL, USUAL) == []


def test_another_label_on_the_same_span_is_a_warning() -> None:
    (finding,) = findings(USUAL, USUAL, [("INDICATOR", "公园"), ("TARGET", "9个")])
    assert (finding.code, finding.severity, finding.place) == ("label-differs", "warning", "dev/r2:0..11")
    assert finding.problem == "“9个” is TARGET here, QUANTITY in train/r0:0"


def test_in_a_section_of_another_kind_the_context_may_decide() -> None:
    (finding,) = findings(USUAL, USUAL, [("INDICATOR", "公园"), ("TARGET", "9个")], sections="review review plan")
    assert (finding.code, finding.severity) == ("label-differs", "advice")
    assert "plan and review" in finding.advice


def test_a_missing_mention_is_a_warning() -> None:
    (finding,) = findings(USUAL, [("PROJECT/planned", "云溪路"), *USUAL], USUAL)
    assert (finding.code, finding.severity, finding.document) == ("sentence-differs", "warning", "r1")
    assert finding.problem == "the same words have nothing in train/r0:0, here 云溪路 PROJECT/planned"


def test_a_sentence_without_any_mention_is_compared_too() -> None:
    (finding,) = findings(USUAL, [], USUAL)
    assert finding.problem == "the same words have 公园 INDICATOR、9个 QUANTITY in train/r0:0, here nothing"


def test_another_border_or_stage_is_a_warning() -> None:
    assert [f.code for f in findings(USUAL, USUAL, [("INDICATOR", "新建云溪路等公园"), USUAL[1]])] == [
        "sentence-differs"
    ]
    stages: list[Labels] = [[("PROJECT/planned", "云溪路")], [("PROJECT/planned", "云溪路")], [("PROJECT", "云溪路")]]
    assert [f.code for f in findings(*stages)] == ["sentence-differs"]


def test_layout_and_place_do_not_matter() -> None:
    shifted = report("b", "今天晴。新建云溪路等\n公园9个。", USUAL)
    assert list(inconsistent_sentences({"train": [report("a", SOURCE, USUAL), shifted]})) == []


@given(annotated_documents())
def test_a_report_agrees_with_itself(annotated: AnnotatedDocument) -> None:
    alone = list(inconsistent_sentences({"train": [annotated]}))
    both = list(inconsistent_sentences({"train": [annotated], "dev": [replace(annotated, id="copy")]}))
    assert len(both) == 2 * len(alone)
