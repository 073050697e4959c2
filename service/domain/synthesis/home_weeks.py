"""The home timetable of one campus: no class and no teacher twice at a time, 教研 time kept free."""

from collections import Counter
from collections.abc import Callable, Mapping
from random import Random

from calendars.bells import PeriodKind
from calendars.weeks import ALL_WEEKS, EVEN_WEEKS, ODD_WEEKS, Weeks
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId, HomeLessonId, PersonId
from service.domain.slots import Slot
from service.domain.sources import Source
from service.domain.synthesis.bell_patterns import MORNING_PERIODS, PERIODS
from service.domain.synthesis.edge_colouring import Edge, coloured
from service.domain.synthesis.sites import Site, SiteClass, Staff

WEEKDAYS = range(1, 6)
WEEK = frozenset(Slot(weekday, period) for weekday in WEEKDAYS for period in range(1, PERIODS + 1))
SHORT_DAYS = frozenset({1, 2, 4, 5})  # grades 1–2 go home after the fifth lesson
CLASS_MEETING = Slot(5, 5)  # 班会, all classes at once
# The subject's day of 教研: nobody who teaches it has lessons then.
RESEARCH_TIME: Mapping[str, frozenset[Slot]] = {
    "语文": frozenset({Slot(2, 5), Slot(2, 6)}),
    "数学": frozenset({Slot(3, 5), Slot(3, 6)}),
}
# One after the other, so that one 信息科技 teacher can serve the first class of every grade.
_SHARED_CELL_SLOTS = (Slot(2, 3), Slot(3, 3), Slot(4, 3), Slot(1, 3))
_READING, _AFTER = 0, 90
_CLUB_DAYS = frozenset({2, 4})
_CORE = frozenset({"语文", "数学", "英语"})
_LATE = frozenset({"体育与健康", "音乐", "美术", "劳动", "综合实践活动", "校本课程"})
_ENGLISH_READING_DAYS = (2, 4, 5, 3, 1)


def home_week(site: Site, staff: Staff, rng: Random, mint: Callable[[], str]) -> tuple[HomeLesson, ...]:
    """Every weekly lesson of the campus: reading, lessons, 课后服务. Work is about linear in the lessons."""
    fixed = _fixed(site, staff)
    slots = _open_slots(site, staff, fixed)
    edges = [
        Edge(row.class_id, row.teacher_id, row.subject)
        for row in staff.teaching
        if row.subject != "班会"
        for _ in range(row.count)
    ]
    edges.sort(key=_tightness(edges, slots))
    placed = coloured(edges, slots, _cost(staff, slots, rng), rng)
    rows = [*fixed, *((edge, slot, ALL_WEEKS) for edge, slot in placed)]
    lessons = [
        _lesson(site, mint, edge, slot.weekday, slot.period, PeriodKind.LESSON, weeks)
        for edge, slot, weeks in rows
    ]
    lessons.extend(_around(site, staff, mint))
    position = {entry.id: index for index, entry in enumerate(site.classes)}
    clock = {PeriodKind.READING: 0, PeriodKind.LESSON: 1, PeriodKind.AFTER: 2}
    lessons.sort(
        key=lambda lesson: (
            lesson.weekday,
            clock[lesson.kind],
            lesson.period,
            position[lesson.class_id],
            lesson.weeks == EVEN_WEEKS,
        )
    )
    return tuple(lessons)


def class_slots(grade: int) -> frozenset[Slot]:
    """The lesson slots of a week of a grade: 26 or 30."""
    if grade > 2:
        return WEEK
    return frozenset(slot for slot in WEEK if slot.period < PERIODS or slot.weekday not in SHORT_DAYS)


def _fixed(site: Site, staff: Staff) -> list[tuple[Edge, Slot, Weeks]]:
    """What has its place before anything else: 班会, and the alternating cells."""
    rows = [
        (Edge(entry.id, staff.heads[entry.id], "班会"), CLASS_MEETING, ALL_WEEKS) for entry in site.classes
    ]
    for cell, slot in zip(staff.shared_cells, _SHARED_CELL_SLOTS, strict=False):
        rows.append((Edge(cell.class_id, cell.odd_teacher_id, "信息科技"), slot, ODD_WEEKS))
        rows.append((Edge(cell.class_id, cell.even_teacher_id, "劳动"), slot, EVEN_WEEKS))
    return rows


def _open_slots(
    site: Site, staff: Staff, fixed: list[tuple[Edge, Slot, Weeks]]
) -> Mapping[str, frozenset[Slot]]:
    """The slots that each class and each teacher has left for the rest."""
    slots: dict[str, frozenset[Slot]] = {entry.id: class_slots(entry.grade) for entry in site.classes}
    for post in staff.posts:
        own = frozenset(slot for slot in WEEK if slot.weekday in post.weekdays)
        slots[post.person_id] = own - RESEARCH_TIME.get(post.subject, frozenset())
    for edge, slot, _ in fixed:
        for node in (edge.class_id, edge.teacher_id):
            slots[node] -= {slot}
    return slots


def _tightness(edges: list[Edge], slots: Mapping[str, frozenset[Slot]]) -> Callable[[Edge], int]:
    """Shared and busy teachers first; head teachers, who can fill any gap of their class, last."""
    load = Counter(edge.teacher_id for edge in edges)
    classes = Counter(teacher for teacher, _ in {(edge.teacher_id, edge.class_id) for edge in edges})

    def key(edge: Edge) -> int:
        slack = len(slots[edge.teacher_id]) - load[edge.teacher_id]
        return slack if classes[edge.teacher_id] > 1 else slack + len(WEEK)

    return key


def _cost(
    staff: Staff, slots: Mapping[str, frozenset[Slot]], rng: Random
) -> Callable[[Edge, Slot, Mapping[tuple[str, Slot], Edge]], float]:
    """A subject once a day, core subjects early; slots that the head teacher lacks are for the others."""

    def cost(edge: Edge, slot: Slot, at: Mapping[tuple[str, Slot], Edge]) -> float:
        same_day = sum(
            (other := at.get((edge.class_id, Slot(slot.weekday, period)))) is not None
            and other.subject == edge.subject
            for period in range(1, PERIODS + 1)
        )
        early = slot.period <= MORNING_PERIODS
        unsuited = (edge.subject in _CORE and not early) or (edge.subject in _LATE and early)
        head = staff.heads[ClassId(edge.class_id)]
        needed = head != edge.teacher_id and slot not in slots[head]
        return 10 * same_day + 2 * unsuited - 6 * needed + rng.random()

    return cost


def _around(site: Site, staff: Staff, mint: Callable[[], str]) -> list[HomeLesson]:
    """早读 with the 语文 teacher (English once a week), 课后服务 with the head teacher, clubs on two days."""
    lessons = []
    english_days: Counter[PersonId] = Counter()
    for entry in site.classes:
        head = staff.heads[entry.id]
        english = staff.teacher(entry.id, "英语")
        day = None
        if english is not None and english_days[english] < len(_ENGLISH_READING_DAYS):
            day = _ENGLISH_READING_DAYS[english_days[english]]
            english_days[english] += 1
        for weekday in WEEKDAYS:
            edge = Edge(entry.id, head, "语文")
            if english is not None and weekday == day:
                edge = Edge(entry.id, english, "英语")
            lessons.append(_lesson(site, mint, edge, weekday, _READING, PeriodKind.READING, ALL_WEEKS))
            lessons.append(_after_school(site, mint, entry, head, weekday))
    return lessons


def _after_school(
    site: Site, mint: Callable[[], str], entry: SiteClass, head: PersonId, weekday: int
) -> HomeLesson:
    club = weekday in _CLUB_DAYS
    edge = Edge(entry.id, "" if club else head, "课后服务")
    return _lesson(site, mint, edge, weekday, _AFTER, PeriodKind.AFTER, ALL_WEEKS)


def _lesson(
    site: Site, mint: Callable[[], str], edge: Edge, weekday: int, period: int, kind: PeriodKind, weeks: Weeks
) -> HomeLesson:
    """No workbook was read: the source names the campus, and no cell."""
    return HomeLesson(
        id=HomeLessonId(mint()),
        class_id=ClassId(edge.class_id),
        weekday=weekday,
        period=period,
        subject=edge.subject,
        teacher_id=PersonId(edge.teacher_id) if edge.teacher_id else None,
        source=Source("synthetic", site.campus.name, ""),
        kind=kind,
        weeks=weeks,
    )
