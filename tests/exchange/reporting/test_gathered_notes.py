"""Notes that are alike but for a name: one of their sheet."""

from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.reporting.marks import Certainty
from service.exchange.reporting.reports import Report
from tests.exchange.workbooks import grids

A, B, C = (Source("资料.xlsx", "总课表", cell) for cell in ("C2", "C3", "D9"))


def test_names_of_a_sheet_are_one_note_at_the_first() -> None:
    report = Report()
    for source, name in ((A, "操场"), (B, "舞蹈房"), (C, "操场")):
        report.gather("lesson_place_not_used", source, name, campus="柳河校区")
    facts = (("campus", "柳河校区"), ("count", 2), ("names", ("操场", "舞蹈房")))
    assert report.notes == (Problem("lesson_place_not_used", A, facts),)


def test_another_school_or_sheet_has_its_own() -> None:
    report = Report()
    report.gather("lesson_place_not_used", A, "操场", campus="柳河校区")
    report.gather("lesson_place_not_used", A, "操场", campus="云岭校区")
    report.gather("lesson_place_not_used", Source("资料.xlsx", "二", "C2"), "操场", campus="柳河校区")
    assert len(report.notes) == 3


def test_each_cell_is_marked() -> None:
    report = Report(grids({"总课表": [["语文"], ["数学"]]}))
    for row, name in ((1, "操场"), (2, "操场")):
        source = Source("资料.xlsx", "总课表", f"A{row}")
        report.gather("lesson_place_not_used", source, name, campus="柳河校区")
    (sheet,) = report.sheets()
    assert [(mark.source.cell, mark.certainty) for mark in sheet.marks] == [
        ("A1", Certainty.ASSUMED),
        ("A2", Certainty.ASSUMED),
    ]
