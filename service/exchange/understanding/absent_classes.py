"""The classes that a campus is known to have and that its tables of this import do not hold."""

from service.domain.classes import ClassName
from service.domain.identity import CampusId
from service.exchange.recognition.layouts.home_tables import class_names_read
from service.exchange.understanding.bench import Bench


def absent_classes(bench: Bench, campus_id: CampusId) -> tuple[ClassName, ...]:
    """A school may send a part of its table (小学部): what it leaves out goes on as it was."""
    here = class_names_read(bench.tables[campus_id], bench.report)
    return tuple(name for name in bench.names.classes_of(campus_id) if name.name not in here)
