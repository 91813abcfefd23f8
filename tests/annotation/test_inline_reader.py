"""Reading the inline form: offsets, layout, script, and a list of everything that does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from govreport_ie.annotation import ReadResult, check_inline, read_inline
from govreport_ie.errors import AnnotationError
from tests.annotation.documents import make_document

REPORT = (
    "云岭县政府工作报告\n\n"
    "2023年，全县地区生产总值完成412.6亿元，增长7%，全市排名第三。118个重点项目总投资92.45亿元。\n\n"
    "新增就业3000人。新增就业3000人。\n\n"
    "今年要让粮食总产\n量稳定在6万吨以上。\n"
)
HEADLINE = "全县{I1|地区生产总值}完成{A1|412.6亿元}，增长{G1|7%}，{R1|全市排名第三}。"
GOOD = f"""// id: yunling_2024
// note: by hand
@ 2023
{{D1|2023年}}，{HEADLINE}
> VALUE I1 A1; GROWTH I1 G1；RANKED I1 R1
> PERIOD A1 D1

@ 2023
{{P1|118个重点项目|ongoing}}总投资{{A1|92.45亿元}}。
> INVESTMENT P1 A1
"""


def check(tmp_path: Path, text: str, report: str = REPORT) -> ReadResult:
    path = tmp_path / "yunling_2024.txt"
    path.write_bytes(text.encode("utf-8"))
    return check_inline(path, make_document(report))


def codes(result: ReadResult) -> list[tuple[str, int | None]]:
    return [(misfit.code, misfit.line) for misfit in result.misfits]


def test_mentions_get_their_exact_source_offsets(tmp_path: Path) -> None:
    result = check(tmp_path, GOOD)
    annotated = result.checked()
    assert annotated.id == "yunling_2024"
    assert annotated.note == "by hand"
    for mention in annotated.mentions:
        assert annotated.document.source[mention.start : mention.end] == mention.text
    assert [(mention.label, mention.text, mention.stage) for mention in annotated.mentions] == [
        ("PERIOD", "2023年", None),
        ("INDICATOR", "地区生产总值", None),
        ("AMOUNT", "412.6亿元", None),
        ("GROWTH_RATE", "7%", None),
        ("RANK", "全市排名第三", None),
        ("PROJECT", "118个重点项目", "ongoing"),
        ("AMOUNT", "92.45亿元", None),
    ]
    assert [reference for _, reference in annotated.references] == ["2023", "2023"]
    assert [arc.type for arc in annotated.relations] == ["VALUE", "GROWTH", "RANKED", "PERIOD", "INVESTMENT"]
    assert result.lines[annotated.mentions[0].id] == 3


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path: Path, newline: str, mark: str) -> None:
    assert check(tmp_path, mark + GOOD.replace("\n", newline)).document == check(tmp_path, GOOD).document


def test_white_space_inside_and_around_mentions_does_not_matter(tmp_path: Path) -> None:
    spaced = GOOD.replace("{A1|412.6亿元}", " {A1| 412.6 亿元 } ").replace("全县", "全 县\n")
    assert check(tmp_path, spaced).document == check(tmp_path, GOOD).document


@pytest.mark.parametrize(
    "report", ["全县地区生产总值完\r\n\r\n成 412.6\u3000亿元。", "全县地区生产总值完成412.6亿元。"]
)
def test_a_mention_keeps_the_layout_of_the_report_inside_its_span(tmp_path: Path, report: str) -> None:
    document = make_document(report)
    path = tmp_path / "x.txt"
    path.write_text("@ 2023\n全县{I1|地区生产总值}{T1|完成412.6亿元}。", encoding="utf-8")
    mention = check_inline(path, document).document.mentions[-1]  # type: ignore[union-attr]
    assert document.source[mention.start : mention.end].startswith("完")
    assert document.source[mention.start : mention.end].endswith("元")


@pytest.mark.parametrize(
    "block",
    ["全縣{I1|生產總值}{A1|3億元}。", "全县{I1|生产总值}{A1|3亿元}。", "全縣{I1|生产總值}{A1|3亿元}。"],
)
def test_blocks_in_source_simplified_or_mixed_script(tmp_path: Path, block: str) -> None:
    annotated = check(tmp_path, f"@ 2023\n{block}\n> VALUE I1 A1", "白石報告\n全縣生產總值3億元。").checked()
    assert [mention.text for mention in annotated.mentions] == ["生产总值", "3亿元"]
    source = annotated.document.source
    assert [source[mention.start : mention.end] for mention in annotated.mentions] == ["生產總值", "3億元"]


def test_equal_sentences_are_taken_in_order(tmp_path: Path) -> None:
    block = "@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1\n"
    annotated = check(tmp_path, block + block).checked()
    starts = [sentence.start for sentence in annotated.document if sentence.text == "新增就业3000人。"]
    assert [start for start, _ in annotated.references] == starts


def test_a_third_block_for_two_equal_sentences_is_repeated(tmp_path: Path) -> None:
    block = "@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1\n"
    assert codes(check(tmp_path, block * 3)) == [("repeated-block", 7)]


def test_blocks_out_of_order_are_found_if_there_is_one_place(tmp_path: Path) -> None:
    first, second = GOOD.split("\n\n")
    header, first = first.split("@", 1)
    assert check(tmp_path, header + second + "\n@" + first).document == check(tmp_path, GOOD).document


def test_blocks_out_of_order_with_two_places_are_ambiguous(tmp_path: Path) -> None:
    last = "@ 2024\n今年要让{I1|粮食总产量}稳定在{T1|6万吨以上}。\n> VALUE I1 T1\n"
    result = check(tmp_path, last + "@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1\n")
    assert codes(result) == [("ambiguous-block", 4)]


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [
        ("@ 2023\n全县{X1|地区生产总值}完成。", "unknown-label", 1),
        ("@ 2023\n2023年，全县{I1|地区生产总产值}完成412.6亿元。", "not-in-report", 1),
        ("@ 2023\n这句不在其中{I1|就业}。", "not-in-report", 1),
        ("@ 2023\n{I1|新增就业{Q1|3000人}。", "stray-brace", 1),
        ("@ 2023\n新增就业{Q1|}3000人。", "stray-brace", 1),
        ("@ 2023\n{I1| }新增就业{Q1|3000人}。", "empty-mention", 1),
        ("@ 2023\n{Q1|新增就业}{Q1|3000人}。", "duplicate-id", 1),
        ("@ 二三年\n{I1|新增就业}{Q1|3000人}。", "bad-reference", 1),
        ("@ 2023\n{P1|新增就业|dreamt}{Q1|3000人}。", "bad-stage", 1),
        ("@ 2023\n{I1|新增就业|ongoing}{Q1|3000人}。", "bad-stage", 1),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1", "bad-relation", 3),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n\n> VALUE I1 Q2", "loose-relation", 4),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE Q1 I1", "wrong-relation", 3),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> WORTH I1 Q1", "wrong-relation", 3),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 I1", "wrong-relation", 3),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1; VALUE I1 Q1", "duplicate-relation", 3),
        ("@ 2023\n新增就业3000人。{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1", "not-one-sentence", 1),
        ("@ 2023\n就业{Q1|3000人}。", "not-one-sentence", 1),
        ("@ 2023\n{I1|新增就业}3000人。新增就业{Q1|3000人}。\n>VALUE I1 Q1", "relation-across-sentences", 3),
        ("@ 2023\n新增就业{Q1|3000人。新增就业}3000人。", "mention-across-sentences", 1),
        ("新增就业{Q1|3000人}。", "no-block", 1),
        ("@ 2023\n{I1|新增就业}{Q1|3000人}。\n> VALUE I1 Q1\n新增就业3000人。", "no-block", 4),
        ("@ 2023\n\n@ 2023\n{I1|新增就业}{Q1|3000人}。", "empty-block", 1),
        ("// id: a/b\n@ 2023\n{I1|新增就业}{Q1|3000人}。", "bad-id", None),
    ],
)
def test_each_misfit_is_listed_with_its_line(tmp_path: Path, block: str, code: str, line: int | None) -> None:
    assert (code, line) in codes(check(tmp_path, block))


def test_every_misfit_is_listed_and_what_fits_is_kept(tmp_path: Path) -> None:
    text = GOOD + "@ 1\n{X1|新增}{I1|就业}{Q1|3000人}。\n> VALUE I1 Q1; VALUE I9 Q1; AGE I1 Q1\n"
    text += "@ 2023\n没有{I1|它}。\n"
    result = check(tmp_path, text)
    assert [code for code, _ in codes(result)] == [
        "unknown-label",
        "bad-reference",
        "loose-relation",
        "wrong-relation",
        "not-in-report",
    ]
    assert len(result.document.mentions) == 9  # type: ignore[union-attr]
    with pytest.raises(AnnotationError) as raised:
        result.checked()
    assert raised.value.misfits == result.misfits
    for misfit in result.misfits:
        assert f"yunling_2024.txt:{misfit.line}: error [{misfit.code}]" in str(raised.value)


def test_what_differs_from_the_report_is_shown(tmp_path: Path) -> None:
    misfit = check(tmp_path, "@ 2023\n118个重点项目总投入{A1|92.45亿元}。").misfits[0]
    assert "118个重点项目总投" in misfit.problem
    assert "入92.45亿元" in misfit.problem
    assert "资92.45亿元" in misfit.problem


def test_warnings_alone_do_not_refuse_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("@ 2023\n新增就业{Q1|3000人}", encoding="utf-8")
    assert len(read_inline(path, make_document(REPORT)).mentions) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_unreadable_files_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AnnotationError, match="unreadable"):
        read_inline(path, make_document(REPORT))
