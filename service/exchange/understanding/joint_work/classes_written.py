"""The classes that a cell writes, at the campus it is about: 三(1)、(2)班, and by its grades 2024级1班."""

from service.domain.communities import Campus
from service.domain.sources import Source
from service.exchange.notation.class_labels import class_label
from service.exchange.notation.class_lists import ClassList, class_list
from service.exchange.notation.cohorts import labels_of_cohort, without_cohorts
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.understanding.bench import Bench


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
    """A class of a year is of the grade that is taught there; NotUnderstoodError as `class_list`."""

    def labels_of(cohort: str) -> tuple[str, ...]:
        labels = labels_of_cohort(cohort, bench.term.year.begins, campus.name)
        grades = bench.names.grades_at(campus.id)
        return tuple(one for one in labels if class_label(one).grade in grades) or labels

    return class_list(without_cohorts(text, labels_of))
