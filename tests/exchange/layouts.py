"""Small tables of 柳河校区 in any layout, read with the other sheets of workbooks.py around them."""

from collections.abc import Mapping, Sequence

from service.domain.collecting.corrections import Correction
from service.domain.district import District
from service.exchange.reading.sheets import Merged, Sheet
from service.exchange.understanding.intake import Intake, Options, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import SHEETS, Rows, grids

_OF_NO_TABLE = ("说明", "统一作息", "校历", "教师名册")
#: class, weekday, period, subject, teacher, cell
Lesson = tuple[str, int, int, str, str, str]


def sheet(
    rows: Rows,
    merged: Sequence[tuple[int, int, int, int]] = (),
    name: str = "柳河校区",
    file: str = "资料.xlsx",
) -> Sheet:
    (plain,) = grids({name: rows}, file)
    return Sheet(file, name, plain.cells, tuple(Merged(*area) for area in merged))


def around(without: Sequence[str] = (), file: str = "资料.xlsx") -> tuple[Sheet, ...]:
    return grids({name: SHEETS[name] for name in _OF_NO_TABLE if name not in without}, file)


def read(*tables: Sheet, corrections: Sequence[Correction] = (), known: District | None = None) -> Intake:
    options = Options(corrections=tuple(corrections))
    return understand((*around(), *tables), known, counting("n" if known else "id"), options)


def lessons(intake: Intake, campus: str = "柳河校区") -> list[Lesson]:
    """In the order they were read."""
    district = intake.district
    assert district is not None, intake.problems
    (base,) = (one for one in district.home_timetables if district.campus[one.campus_id].name == campus)
    names = {person.id: person.name for person in district.people}
    return [
        (
            district.class_name[one.class_id].name,
            one.weekday,
            one.period,
            one.subject,
            names[one.teacher_id] if one.teacher_id else "",
            one.source.cell,
        )
        for one in base.lessons
    ]


def heads(intake: Intake) -> Mapping[str, str]:
    """Class and head teacher."""
    district = intake.district
    assert district is not None, intake.problems
    return {
        one.name: district.person[one.head_teacher_id].name
        for one in district.class_names
        if one.head_teacher_id is not None
    }


def problems(intake: Intake) -> list[tuple[str, str, str]]:
    assert intake.district is None
    return [(one.code, one.source.sheet, one.source.cell) for one in intake.problems]


def notes(intake: Intake) -> list[tuple[str, str, str]]:
    """But for those of the sheets around, and that the core has no table."""
    assert intake.problems == ()
    usual = ("remark_not_used", "campus_without_table")
    return [(one.code, one.source.sheet, one.source.cell) for one in intake.notes if one.code not in usual]
