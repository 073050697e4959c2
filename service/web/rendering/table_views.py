"""The joint table as a page shows it: rows of periods, columns of weekdays, a card for each lesson."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from calendars.spans import ALWAYS, ClockSpan
from service.domain.district import District, grouped
from service.domain.findings import Finding, Severity, ThingKind
from service.domain.identity import CampusId, CommunityId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.turns import people_at, rooms_at
from service.domain.sittings.awaited import awaited_campuses
from service.domain.sittings.in_force import placements_of
from service.domain.sittings.joint_dates import expected_dates
from service.domain.sittings.standings import Season, clock_seasons
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.turns import TurnTexts


class CardState(StrEnum):
    """How a lesson stands: what a card says in words, by a sign and by its edge."""

    AWAITED = "awaited"  # 待定: a school has not sent its table yet
    CONFLICT = "conflict"  # a rule finds an error
    ATTENTION = "attention"  # a rule finds a warning
    PINNED = "pinned"
    PLACED = "placed"
    WISHED = "wished"  # as asked for; not solved yet


@dataclass(frozen=True, slots=True)
class EndView:
    """One end in words. `period` is set where the campus's own 节次 has another number than the host's."""

    campus: str
    classes: str
    room: str
    assistant: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """One joint lesson in one cell. `times` are its clock times, one per season of bells."""

    id: str
    code: str
    subject: str
    palette: int
    kind: str
    lecturer: str
    host: EndView
    receivers: tuple[EndView, ...]
    weeks: str
    times: tuple[str, ...]
    state: CardState
    placed: bool
    pinned: bool
    complete: int
    partial: int
    findings: int


@dataclass(frozen=True, slots=True)
class RowView:
    """One period. `span` is its clock time where there is one; else each card has its own.

    It is that of every campus, or (`of_hosts`) only that at which the lessons of the row are given.
    """

    period: int
    label: str
    span: str
    of_hosts: bool
    cells: tuple[tuple[CardView, ...], ...]


@dataclass(frozen=True, slots=True)
class LooseView:
    """A lesson without a cell of the week: on single dates, or without any slot."""

    card: CardView
    when: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """The week, and what has no place in it."""

    weekdays: tuple[int, ...]
    rows: tuple[RowView, ...]
    single: tuple[LooseView, ...]
    unplaced: tuple[CardView, ...]

    @property
    def lessons(self) -> int:
        """How many lessons there are, with a place or without."""
        return len({card.id for card in self._cards})

    @property
    def placed(self) -> int:
        """How many of them have a place that is more than a wish."""
        return len({card.id for card in self._cards if card.placed})

    @property
    def _cards(self) -> Iterator[CardView]:
        yield from (card for row in self.rows for cell in row.cells for card in cell)
        yield from (loose.card for loose in self.single)
        yield from self.unplaced


#: Subjects in the order of their colours; others take one by their name.
_SUBJECTS = (
    "语文",
    "数学",
    "英语",
    "科学",
    "道德与法治",
    "体育与健康",
    "音乐",
    "美术",
    "信息科技",
    "书法",
    "劳动",
    "综合实践活动",
)


def week_view(
    district: District, community_id: CommunityId, findings: Iterable[Finding], words: Words
) -> WeekView:
    """The week of one community's draft, with what the rules find on its lessons."""
    return _Week(district, community_id, findings, words).view()


class _Week:
    def __init__(
        self, district: District, community_id: CommunityId, findings: Iterable[Finding], words: Words
    ) -> None:
        self._district = district
        self._members = district.members(community_id)
        self._words = words
        self._names = Names(district)
        self._turns = TurnTexts(district, words)
        self._lessons = [lesson for lesson in district.joint_lessons if lesson.community_id == community_id]
        self._severities = _severities(findings)

    def view(self) -> WeekView:
        cells: dict[Slot, list[CardView]] = {}
        single: list[LooseView] = []
        unplaced: list[CardView] = []
        for lesson in self._lessons:
            seasons = self._seasons(lesson)
            for slot, of_slot in seasons.items():
                cells.setdefault(slot, []).append(self._card(lesson, of_slot))
            if not lesson.is_weekly:
                single.append(LooseView(self._card(lesson, ()), self._dates_of(lesson)))
            elif not seasons:
                unplaced.append(self._card(lesson, ()))
        weekdays = tuple(sorted({1, 2, 3, 4, 5} | {slot.weekday for slot in cells}))
        return WeekView(weekdays, tuple(self._rows(cells, weekdays)), tuple(single), tuple(unplaced))

    def _seasons(self, lesson: JointLesson) -> Mapping[Slot, tuple[Season, ...]]:
        """The clock times of a weekly lesson by its slot; a lesson whose slot changes in mid-term has two."""
        return grouped(
            (placement.slot, season)
            for placement in placements_of(self._district, lesson)
            for season in clock_seasons(self._district, lesson, placement.slot, placement.days)
        )

    def _rows(self, cells: Mapping[Slot, list[CardView]], weekdays: tuple[int, ...]) -> Iterator[RowView]:
        spans = self._spans()
        for period in sorted({*spans, *(slot.period for slot in cells)}):
            in_cells = tuple(
                tuple(sorted(cells.get(Slot(day, period), ()), key=lambda card: (card.code, card.id)))
                for day in weekdays
            )
            everywhere = {str(span) for span in spans.get(period, ())}
            given = {time for cell in in_cells for card in cell for time in card.times}
            yield RowView(
                period,
                self._words.period(period),
                _only(everywhere) or _only(given),
                len(everywhere) > 1,
                in_cells,
            )

    def _spans(self) -> Mapping[int, frozenset[ClockSpan]]:
        """Every lesson period of the member campuses' bells, with all its clock times."""
        spans: dict[int, set[ClockSpan]] = {}
        for entry in self._district.campus_terms:
            if entry.campus_id in self._members:
                for schedule in entry.bells.schedules:
                    for period in schedule.lessons:
                        spans.setdefault(period.number, set()).add(period.span)
        return {number: frozenset(of_number) for number, of_number in spans.items()}

    def _card(self, lesson: JointLesson, seasons: tuple[Season, ...]) -> CardView:
        dates = expected_dates(self._district, lesson)
        awaited = bool(awaited_campuses(self._district, lesson))
        severities = self._severities.get(lesson.id, ())
        return CardView(
            id=lesson.id,
            code=lesson.code,
            subject=lesson.subject,
            palette=_palette(lesson.subject),
            kind=lesson.kind,
            lecturer=self._turns.people(people_at(lesson, lesson.host)),
            host=self._end(lesson, lesson.host, seasons),
            receivers=tuple(self._end(lesson, end, seasons) for end in lesson.receivers),
            weeks=self._words.weeks(lesson.weeks) if lesson.is_weekly else "",
            times=self._times(seasons),
            state=CardState.AWAITED if awaited else _state(lesson, severities),
            placed=not awaited and lesson.is_placed,
            pinned=lesson.pinned,
            complete=len(dates.complete),
            partial=len(dates.partial),
            findings=len(severities),
        )

    def _end(self, lesson: JointLesson, end: End, seasons: tuple[Season, ...]) -> EndView:
        missing = not end.hosts and end.assistant_state is AssistantState.MISSING
        nobody = self._words.text("nobody yet") if missing else ""
        return EndView(
            campus=self._names.campus(end.campus_id).name,
            classes=self._words.list(tuple(self._names.class_(one).name for one in end.class_ids))
            or end.awaited,
            room=self._turns.rooms(rooms_at(lesson, end)),
            assistant="" if end.hosts else self._turns.people(people_at(lesson, end), nobody),
            period=self._local_period(end.campus_id, seasons),
        )

    def _local_period(self, campus_id: CampusId, seasons: tuple[Season, ...]) -> str:
        """The campus's own period, where its number differs from the host's in any season."""
        local = {
            number for season in seasons for campus, number in season.local_periods if campus == campus_id
        }
        if local <= {season.slot.period for season in seasons}:
            return ""
        return self._words.list(tuple(self._words.period(number) for number in sorted(local)))

    def _times(self, seasons: tuple[Season, ...]) -> tuple[str, ...]:
        """`10:00–10:40`; of several seasons each after the first with the day it begins."""
        texts: list[str] = []
        for season in seasons:
            span = str(season.span)
            if texts and span == texts[-1].split(" ")[-1]:
                continue
            texts.append(
                span
                if not texts or season.days.first == ALWAYS.first
                else self._words.text("from {day}: {span}", day=season.days.first, span=span)
            )
        return tuple(texts)

    def _dates_of(self, lesson: JointLesson) -> str:
        parts = [
            f"{self._words.day(one.day)} "
            + (str(one.span) if one.span is not None else self._words.period(one.period or 1))
            for one in lesson.one_offs
        ]
        return self._words.list(tuple(parts))


def _severities(findings: Iterable[Finding]) -> Mapping[str, tuple[Severity, ...]]:
    """The severities of what is found on each joint lesson, by its outward id."""
    return grouped(
        (thing.key[1], finding.severity)
        for finding in findings
        for thing in finding.concerns
        if thing.kind is ThingKind.JOINT_LESSON
    )


def _state(lesson: JointLesson, severities: Iterable[Severity]) -> CardState:
    found = set(severities)
    if Severity.ERROR in found:
        return CardState.CONFLICT
    if Severity.WARNING in found:
        return CardState.ATTENTION
    if lesson.pinned:
        return CardState.PINNED
    return CardState.PLACED if lesson.is_placed else CardState.WISHED


def _only(texts: set[str]) -> str:
    """The text when there is exactly one, else ""."""
    return next(iter(texts)) if len(texts) == 1 else ""


def _palette(subject: str) -> int:
    """The number of a subject's colour; unknown subjects share the last ones, by their letters."""
    if subject in _SUBJECTS:
        return _SUBJECTS.index(subject)
    return sum(map(ord, subject)) % len(_SUBJECTS)
