"""教师不可排课时段: who cannot teach when, every week."""

from collections.abc import Iterable, Iterator, Sequence

from service.domain.communities import Campus
from service.domain.identity import PersonId
from service.domain.people import Unavailability
from service.exchange.recognition.tables import Row, Table
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.joint_work.unavailable_times import unavailable_times


def unavailabilities(table: Table, bench: Bench) -> Iterator[Unavailability]:
    """Every row's times. A campus or a teacher nobody knows, and a time that cannot be read, is a problem."""
    for row in table.rows():
        for role, column in (("campus", "学校"), ("name", "教师"), ("times", "时间")):
            if not row.plain(role):
                bench.report.problem("cell_empty", row.source(role), column=column)
                break
        else:
            yield from _of_row(row, bench)


def joined_unavailabilities(
    known: Iterable[Unavailability], new: Sequence[Unavailability]
) -> tuple[Unavailability, ...]:
    """A sheet says all of the teachers it names, for its term; of others and other terms the known stays."""
    said = {(entry.person_id, entry.days) for entry in new}
    now = set(new)
    kept = [entry for entry in known if entry in now or (entry.person_id, entry.days) not in said]
    return tuple(dict.fromkeys((*kept, *new)))


def _of_row(row: Row, bench: Bench) -> tuple[Unavailability, ...]:
    campus = bench.names.campus(row.plain("campus"), row.source("campus"))
    person_id = None if campus is None else _person(row, campus, bench)
    if campus is None or person_id is None:
        return ()
    term, bells, reason = bench.term.entry.term, bench.bells.get(campus.id), row.text("reason").strip()

    def read(text: str) -> tuple[Unavailability, ...]:
        return unavailable_times(text, person_id, term, bells, reason)

    return bench.report.read(read, row.text("times"), row.source("times"), lambda _: row.plain("times")) or ()


def _person(row: Row, campus: Campus, bench: Bench) -> PersonId | None:
    """By name; of several by the staff number, too."""
    posts = bench.staff.at(campus.id, row.plain("name"))
    numbered = {post.person_id for post in posts if row.plain("number") in ("", post.staff_number)}
    if row.plain("number") and len(numbered) == 1:
        return numbered.pop()
    return bench.staff.person(campus.id, row.plain("name"), row.source("name"))
