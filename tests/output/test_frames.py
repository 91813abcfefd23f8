import pandas as pd
import pytest

from govreport_ie.output.frames import COLUMNS
from govreport_ie.report import Report


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_dtypes_are_fixed(report: Report, table: str) -> None:
    empty = Report(report.document, report.model, (), (), (), (), ())
    full, none = report.to_frame(table), empty.to_frame(table)
    assert list(full.columns) == list(none.columns) == list(COLUMNS[table])
    assert full.dtypes.equals(none.dtypes)
    assert len(none) == 0 < len(full)


def test_rows_hold_what_the_facts_hold(report: Report) -> None:
    frame = report.to_frame("targets").set_index("text")
    assert frame.loc["6%左右", "indicator_id"] == "gdp"
    assert frame.loc["6%左右", "low"] == frame.loc["6%左右", "high"] == 6.0
    assert frame.loc["6%左右", "bound"] == "about"
    assert frame.loc["7%以上", "low_exact"] == "7"
    assert pd.isna(frame.loc["7%以上", "high"])
    assert frame.loc["与经济增长同步", "kind"] == "relative"
    assert frame.loc["6%左右", "period_start"] == "2024"


def test_frames_of_reports_concatenate(report: Report) -> None:
    both = pd.concat([report.to_frame("projects")] * 2)
    assert both.dtypes.equals(report.to_frame("projects").dtypes)


def test_an_unknown_table_names_the_choices(report: Report) -> None:
    with pytest.raises(ValueError, match="observations, targets, projects, mentions, relations"):
        report.to_frame("facts")
