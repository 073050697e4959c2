"""What was looked up is looked up again once another campus is known."""

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
