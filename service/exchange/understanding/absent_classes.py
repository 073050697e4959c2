"""The classes that a campus is known to have and that its tables of this import do not hold.

A school may send a part of its table (小学部): what it leaves out goes on as it was, until somebody answers
that such a class is no more.
"""

from service.domain.classes import ClassName
from service.domain.collecting.corrections import CLASS_ENDED, CorrectionKind
from service.domain.identity import CampusId
from service.exchange.recognition.layouts.home_tables import class_names_read
from service.exchange.understanding.bench import Bench


def absent_classes(bench: Bench, campus_id: CampusId) -> tuple[ClassName, ...]:
    """Those whose lessons go on."""
    return tuple(name for name in _left_out(bench, campus_id) if not _has_ended(bench, campus_id, name))


def ended_classes(bench: Bench, campus_id: CampusId) -> tuple[ClassName, ...]:
    """Those whose lessons end where the table begins."""
    return tuple(name for name in _left_out(bench, campus_id) if _has_ended(bench, campus_id, name))


def asked_of_class(bench: Bench, name: ClassName) -> str:
    """三(2)班/2026—2027学年第一学期: next year another class is called so."""
    return f"{name.label}/{bench.term.entry.term.name}"


def _left_out(bench: Bench, campus_id: CampusId) -> tuple[ClassName, ...]:
    here = class_names_read(bench.tables[campus_id], bench.term.year.begins, bench.report)
    return tuple(name for name in bench.names.classes_of(campus_id) if name.name not in here)


def _has_ended(bench: Bench, campus_id: CampusId, name: ClassName) -> bool:
    """A class whose own label could not be read yet may stand in the table under it: nothing ends then."""
    source = bench.tables[campus_id][0].sheet.whole
    campus = bench.names.campus_of(campus_id).name
    answer = bench.report.meant(CorrectionKind.CLASS, asked_of_class(bench, name), source, campus)
    return answer in ("", CLASS_ENDED) and bench.names.has_all_classes(campus_id)
