"""Every form of another tool gives back what it can hold, on any text, and says what it cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govreport_ie.annotation import AnnotatedDocument, ReadResult, default_scheme, load, save
from govreport_ie.annotation.formats import FORMS, Form, assemble
from govreport_ie.annotation.formats.assemble import read_form
from govreport_ie.annotation.formats.export import write_form
from govreport_ie.annotation.formats.form import HOLDABLE
from govreport_ie.reading import read
from govreport_ie.types.mention import Mention, TaggedDocument
from tests.annotation.documents import annotate, annotated_documents, make_document

NAMES = {
    "label-studio": "x.json",
    "doccano": "x.doccano.jsonl",
    "bio": "x.bio",
    "bioes": "x.bioes",
    "docbin": "x.spacy",
}
REPORT = (
    "云岭县政府工作报告\r\n\r\n2023年，😀全县生产总值完成412.6亿元，增长7%。全文到此为止。\r\n"
    "\r\n重点项目43个开工。\r\n"
)
MENTIONS = [
    ("PERIOD", "2023年"),
    ("INDICATOR", "生产总值"),
    ("AMOUNT", "412.6亿元"),
    ("GROWTH_RATE", "7%"),
    ("PROJECT/started", "重点项目43个"),
]
RELATIONS = [("VALUE", 1, 2), ("GROWTH", 1, 3), ("PERIOD", 2, 0), ("PERIOD", 3, 0)]


def available(form: Form) -> Form:
    if form.name == "docbin":
        pytest.importorskip("spacy", reason="spaCy is not installed")
    if form.name == "datasets":
        pytest.importorskip("datasets", reason="datasets is not installed")
    return form


def held(annotated: AnnotatedDocument, form: Form) -> AnnotatedDocument:
    """What of the document the form can hold."""
    tagged = annotated.tagged
    if "relations" not in form.holds:
        tagged = replace(tagged, relations=())
    if "stages" not in form.holds:
        tagged = replace(tagged, mentions=tuple(replace(item, stage=None) for item in tagged.mentions))
    return replace(annotated, tagged=tagged, note=annotated.note if "notes" in form.holds else "")


def round_trip(annotated: AnnotatedDocument, form: Form, folder: Path) -> tuple[list[ReadResult], list[str]]:
    """Write the document and its report, read them again."""
    (folder / f"{annotated.id}.txt").write_bytes(annotated.document.source.encode())
    path = folder / NAMES.get(form.name, "x")
    losses = write_form(form, [annotated], path)
    return read_form(form, path, reports=[folder]), losses


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(annotated=annotated_documents())
def test_round_trip_on_any_text(form: Form, annotated: AnnotatedDocument) -> None:
    available(form)
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(assemble, "read", lambda path: annotated.document)
        results, losses = round_trip(annotated, form, Path(name))
    if not annotated.mentions and not (form.whole or annotated.document.sentences):
        return  # no text, no record
    misfits = [misfit for result in results for misfit in result.misfits]
    if annotated.mentions:
        assert misfits == []
        assert [result.document for result in results] == [held(annotated, form)]
    expected = {
        "relations": bool(annotated.relations),
        "stages": any(mention.stage for mention in annotated.mentions),
        "reference periods": bool(annotated.references),
        "notes": bool(annotated.note),
    }
    for kind in HOLDABLE:
        said = any(f"holds no {kind}" in loss for loss in losses)
        assert said is (expected[kind] and kind not in form.holds)


@pytest.fixture
def report(tmp_path: Path) -> AnnotatedDocument:
    """A report with line ends, an emoji and a wrapped number, as read from its file."""
    path = tmp_path / "yunling_2024.txt"
    path.write_bytes(REPORT.encode())
    return annotate(read(path), MENTIONS, RELATIONS)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_reports_with_line_ends_and_emoji(form: Form, report: AnnotatedDocument, tmp_path: Path) -> None:
    results, _ = round_trip(report, available(form), tmp_path)
    assert [result.checked() for result in results] == [held(report, form)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_several_reports_share_a_file(form: Form, report: AnnotatedDocument, tmp_path: Path) -> None:
    path = tmp_path / "baishi_2024.txt"
    path.write_text("白石县新增就业3000人。", encoding="utf-8")
    other = annotate(read(path), [("INDICATOR", "新增就业"), ("QUANTITY", "3000人")], [("VALUE", 0, 1)])
    documents = [replace(other, id="baishi_2024"), report]
    target = tmp_path / "out" / NAMES.get(available(form).name, "x")
    save(documents, target, form=form.name)
    assert load(target, reports=tmp_path, form=form.name) == [held(item, form) for item in documents]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_form_is_told_by_name_or_content(form: Form, report: AnnotatedDocument, tmp_path: Path) -> None:
    target = tmp_path / "out" / NAMES.get(available(form).name, "x")
    save([report], target, form=form.name)
    assert load(target, reports=tmp_path) == [held(report, form)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_missing_report_is_refused(form: Form, report: AnnotatedDocument, tmp_path: Path) -> None:
    target = tmp_path / "out" / NAMES.get(available(form).name, "x")
    save([report], target, form=form.name)
    (tmp_path / "yunling_2024.txt").rename(tmp_path / "away.pdf")
    results = read_form(form, target)
    if form.whole:  # brings its text along
        assert results[0].checked().mentions == report.mentions
    else:
        assert [misfit.code for misfit in results[0].misfits] == ["missing-report"]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_changed_report_is_aligned_by_text_and_said(form: Form, report: AnnotatedDocument, tmp_path: Path) -> None:
    target = tmp_path / "out" / NAMES.get(available(form).name, "x")
    save([report], target, form=form.name)
    changed = REPORT.replace("\r\n", "\n").replace("云岭县", "云岭县人民")
    (tmp_path / "yunling_2024.txt").write_text(changed, encoding="utf-8")
    result = read_form(form, target, reports=[tmp_path])[0]
    if form.whole:
        assert [misfit.code for misfit in result.misfits][:1] == ["not-in-report"]
        return
    assert [misfit.code for misfit in result.misfits] == ["changed-report"]
    assert [mention.text for mention in result.checked().mentions] == [mention.text for mention in report.mentions]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_is_no_file_of_the_form_is_refused(form: Form, tmp_path: Path) -> None:
    available(form)
    path = tmp_path / NAMES.get(form.name, "x.ann")
    path.write_bytes(b"\x00 nothing of \xff the kind")
    try:
        results = read_form(form, path)
    except Exception as error:
        assert type(error).__name__ == "AnnotationError"
    else:
        assert any(misfit.severity == "error" for result in results for misfit in result.misfits)


@given(st.sampled_from([form for form in FORMS.values() if not form.whole]))
def test_mentions_that_leave_their_sentence_are_said(form: Form) -> None:
    document = make_document("产值3亿。元")
    mention = Mention("A2", "AMOUNT", 2, 6, "3亿。元")
    crossing = AnnotatedDocument("x", TaggedDocument(document, (mention,), ()), ((0, "2023"),))
    from govreport_ie.annotation.formats.export import losses_of

    assert any("leaves its sentence" in loss for loss in losses_of(form, crossing, default_scheme()))


def test_ids_of_others_are_said_to_be_lost() -> None:
    from govreport_ie.annotation.formats.export import losses_of

    annotated = annotate("产值3亿元", [("AMOUNT", "3亿元")])
    named = replace(annotated.mentions[0], id="mine")
    other = replace(annotated, tagged=TaggedDocument(annotated.document, (named,), ()))
    losses = losses_of(FORMS["brat"], other, default_scheme())
    assert any("mention ids" in loss for loss in losses)
