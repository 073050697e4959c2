"""What was looked up is looked up again once another campus is known."""

import pytest

from service.domain.identity import TermId
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names
from tests.exchange.case import counting


def test_a_name_that_nobody_had_is_found_once_a_campus_has_it() -> None:
    names = Names(None, TermId("t"), counting(), Report())
    assert (names.find_campus("柳河"), names.at_campus("柳河校区三(1)班")) == (None, None)
    campus = names.list_campus("柳河校区")
    assert (names.find_campus("柳河"), names.at_campus("柳河校区三(1)班")) == (campus, (campus, "三(1)班"))


def test_a_short_name_is_that_of_the_campus_of_this_import() -> None:
    names = Names(None, TermId("t"), counting(), Report())
    north = names.list_campus("城北小学(核心校区)")
    names.list_campus("城南小学(核心校区)")
    assert names.find_campus("核心校区") is None
    assert names.campus_in(["城北小学(核心校区)"]) == north
    assert names.find_campus("核心校区") == north


def test_an_alias_names_a_campus_from_then_on() -> None:
    names = Names(None, TermId("t"), counting(), Report())
    campus = names.list_campus("柳河校区")
    assert names.find_campus("三小") is None
    assert names.with_aliases(campus.id, ["三小"]) == names.find_campus("三小")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("莲都区碧湖实验中心小学", True), ("碧湖实验中心小学", True), ("碧湖", True), ("莲都区碧湖", True)),
        *(("实验", False), ("中心", False), ("小学", False), ("碧", False), ("都区", False), ("数学", False)),
    ],
)
def test_in_brackets_behind_a_name_a_campus_is_said_from_its_beginning(text: str, found: bool) -> None:
    names = Names(None, TermId("t"), counting(), Report())
    campus = names.list_campus("莲都区碧湖实验中心小学")
    assert names.campus_said_of_a_name(text) == (campus if found else None)


def test_in_brackets_what_two_campuses_are_called_is_neither() -> None:
    names = Names(None, TermId("t"), counting(), Report())
    for name in ("碧湖小学", "碧湖中学"):
        names.list_campus(name)
    assert (names.campus_said_of_a_name("碧湖"), names.campus_said_of_a_name("小学")) == (None, None)
