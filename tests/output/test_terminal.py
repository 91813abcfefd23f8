from io import StringIO

from rich.console import Console

from govreport_ie.output.terminal import print_report
from govreport_ie.report import Report


def printed(report: Report) -> str:
    stream = StringIO()
    print_report(report, Console(file=stream, width=160))
    return stream.getvalue()


def test_every_fact_has_a_line_with_its_place(report: Report) -> None:
    text = printed(report)
    assert f"Targets ({len(report.targets)})" in text
    for fact in (*report.observations, *report.targets):
        lines = [line for line in text.splitlines() if line.rstrip().endswith(str(fact.value.start))]
        assert lines, fact
    for project in report.projects:
        assert project.name in text


def test_warnings_are_shown(report: Report) -> None:
    from dataclasses import replace

    document = replace(report.document, warnings=("2 characters are destroyed",))
    assert "2 characters are destroyed" in printed(replace(report, document=document))
