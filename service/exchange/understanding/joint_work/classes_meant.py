"""The classes of a campus that a wish means: by label, the only one of a grade, all of it, or as answered."""

from service.domain.classes import ClassName
from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.identity import ClassId
from service.domain.problems import ProblemCode
from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel, class_label, is_class_label
from service.exchange.notation.class_lists import ClassList
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names


def classes_meant(
    written: ClassList, campus: Campus, subject: str, names: Names, report: Report, source: Source
) -> tuple[ClassId, ...]:
    """Of a campus whose table is in; each class that it has not, or that is one of several, is a problem."""
    if (combined := names.combined_class(campus.id, written.combined)) is not None:
        return (combined.class_id,)
    found: list[ClassName] = []
    for label in written.labels:
        if label.number is not None:
            named = names.class_at(campus, str(ClassList((label,))), source)
            found += [] if named is None else [named]
            continue
        there = names.classes_of(campus.id, label.grade)
        if len(there) != 1 and not (written.whole and there):
            there = _answered(label, there, campus, subject, names, report, source)
        found += there
    return tuple(dict.fromkeys(name.class_id for name in found))


def _answered(
    label: ClassLabel,
    there: tuple[ClassName, ...],
    campus: Campus,
    subject: str,
    names: Names,
    report: Report,
    source: Source,
) -> tuple[ClassName, ...]:
    """Asked by grade and subject: 三年级/音乐, for another subject may be another class's."""
    asked = str(ClassList((label,)))
    written = (f"{asked}/{subject}", asked)
    answers = (report.meant(CorrectionKind.CLASS, text, source, campus.name) for text in written)
    meant = next((answer for answer in answers if answer is not None), "")
    named = names.find_class(campus.id, class_label(meant)) if is_class_label(meant) else None
    if named is not None:
        return (named,)
    if not there and not names.has_all_classes(campus.id):
        return ()
    code: ProblemCode = "receiving_class_unclear" if there else "receiving_class_missing"
    others = there or names.classes_of(campus.id)
    report.problem(
        code,
        source,
        text=written[0],
        campus=campus.name,
        grade=label.grade,
        candidates=tuple(name.label for name in others),
    )
    return ()
