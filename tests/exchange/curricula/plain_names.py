"""Names of a file as ids, and a file's text as what it asks for."""

from service.domain.curricula.curriculum import Curriculum, Wanted
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.problems import Problem
from service.domain.sources import Source
from service.exchange.curricula.elements import root_of
from service.exchange.curricula.fet_constraints import read_constraints
from service.exchange.curricula.fet_curricula import curriculum_of
from service.exchange.curricula.fet_lists import FetLists
from service.exchange.reporting.reports import Report

CAMPUS = CampusId("中心校区")


class PlainNames:
    """Every name is its own id."""

    def class_id(self, name: str, source: Source) -> ClassId | None:
        return ClassId(name)

    def person_id(self, name: str, subject: str, source: Source) -> PersonId | None:
        return PersonId(name)

    def place_id(self, name: str) -> PlaceId:
        return PlaceId(name)

    def subject(self, name: str) -> str:
        return name


def read(text: str) -> tuple[Wanted, tuple[Problem, ...], tuple[Problem, ...]]:
    """What a file asks for, its problems and its notes."""
    report = Report()
    lists = FetLists(root_of(text.encode()), "课程.fet", report)
    lists.refuse_overlapping_classes()
    wanted = curriculum_of(CAMPUS, lists, read_constraints(lists), PlainNames())
    return wanted, report.problems, report.notes


def asked_by(text: str) -> Curriculum:
    """The curriculum of a file that has nothing wrong and nothing worth knowing."""
    wanted, problems, notes = read(text)
    assert (problems, notes) == ((), ())
    assert wanted.curriculum == wanted.musts
    return wanted.curriculum
