"""The classes that a cell writes, at the campus it is about: 三(1)、(2)班, and by its grades 2024级1班."""

import re

from service.domain.communities import Campus
from service.domain.sources import Source
from service.exchange.notation.class_labels import class_label, divided_label, is_dated_label
from service.exchange.notation.class_lists import ClassList, class_list, spans_listed
from service.exchange.notation.cohorts import labels_of_cohort, without_cohorts
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.understanding.bench import Bench

_PIECES = re.compile(r"[^、,;+和与&]+")


def classes_written(bench: Bench, campus: Campus, text: str, source: Source) -> ClassList | None:
    """None, and a problem with what it may be, or with the classes there are, where it is no list."""

    def read(written: str) -> ClassList:
        try:
            return class_list_at(bench, campus, written)
        except NotUnderstoodError as error:
            labels = tuple(name.label for name in bench.names.classes_of(campus.id))
            raise NotUnderstoodError(error.code, error.text, error.choices or labels) from error

    return bench.report.read(read, text, source)


def class_list_at(bench: Bench, campus: Campus, text: str) -> ClassList:
    """A class of a year is of the grade that is taught there; NotUnderstoodError as `class_list`.

    The campus may stand in front of its classes, and 3-1 is one of them where it has that class.
    """

    def labels_of(cohort: str) -> tuple[str, ...]:
        labels = labels_of_cohort(cohort, bench.term.year.begins, campus.name)
        grades = bench.names.grades_at(campus.id)
        return tuple(one for one in labels if class_label(one).grade in grades) or labels

    def divided(match: re.Match[str]) -> str:
        label = None if is_dated_label(match[0]) else divided_label(match[0])
        there = label is not None and bench.names.find_class(campus.id, class_label(label)) is not None
        return label if label is not None and there else match[0]

    placed = bench.names.at_campus(text)
    own = placed[1] if placed is not None and placed[0].id == campus.id and placed[1] else text
    own = re.sub(r"^\(([^()]+)\)$", r"\1", plain(own))
    try:
        return class_list(_PIECES.sub(divided, without_cohorts(spans_listed(own), labels_of)))
    except NotUnderstoodError as error:
        raise NotUnderstoodError(error.code, text, error.choices) from None
