from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from govreport_ie.report import Report


class Balance(HTMLParser):
    """Collects tags that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.marks += tag == "mark"
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_marks_every_mention(report: Report, tmp_path: Path) -> None:
    page = report.to_html(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert parser.marks == len(report.mentions)
    assert "http" not in page


def test_text_is_escaped(report: Report) -> None:
    document = replace(report.document, title="<script>alert(1)</script>", warnings=("a < b",))
    page = replace(report, document=document).to_html()
    assert "<script>" not in page
    assert "a &lt; b" in page


def test_a_notebook_gets_the_tables(report: Report) -> None:
    cell = report._repr_html_()
    assert "Targets (6)" in cell
    assert "与经济增长同步" in cell


def test_a_report_from_json_has_no_text_to_mark(report: Report) -> None:
    page = Report.from_json(report.to_json()).to_html()
    assert "<mark" not in page
    assert "签约项目36个" in page
