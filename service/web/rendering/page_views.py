"""The page of a feed as its template takes it: every text worded, every act decided upon."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from calendars.spans import DateSpan
from calendars.zones import SHANGHAI, clock_of
from service.domain.identity import CampusId
from service.domain.publishing.feeds.event_views import Part
from service.domain.teacher_page.incidents import Incident, IncidentKind
from service.domain.teacher_page.meetings import OPENS
from service.domain.teacher_page.outcomes import SAYABLE, OutcomeKind, answered_by, asked_of
from service.domain.teacher_page.page_lessons import PageContent, PageLesson
from service.web.desks.page_desk import Standing
from service.web.rendering.changes_to_come import ChangesView, put_together
from service.web.rendering.lesson_views import Choice, LessonView
from service.words.catalogue import Words
from service.words.feeds.page_texts import (
    INCIDENTS,
    OUTCOMES,
    SAID,
    changes_of,
    facts_of,
    far_text,
    title_text,
    turn_text,
)

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class DayView:
    name: str
    today: bool
    lessons: tuple[LessonView, ...]


@dataclass(frozen=True, slots=True)
class WeekView:
    """`before` and `after` are days of the weeks to turn to; "": the page holds no more."""

    monday: str
    name: str
    before: str
    after: str
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class SeenView:
    """`through`: what 收到 would answer for, "" when there is nothing to answer; `at`: when it was said."""

    through: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`not_held`: a week was asked for that is not here. `hers`: a teacher's.

    `kept_at`: the database does not answer, and this is of then.
    """

    name: str
    today: str
    kept_at: str
    hers: bool
    said: str
    not_held: str
    next: LessonView | None
    unanswered: tuple[LessonView, ...]
    changes: tuple[ChangesView, ...]
    seen: SeenView
    week: WeekView
    leaves: tuple[str, ...]
    leave_from: str
    leave_to: str


def page_view(
    content: PageContent,
    standing: Standing | None,
    kept_at: datetime,
    words: Words,
    *,
    now: datetime,
    week: date | None,
    elsewhere: bool,
    said: str,
    longest_leave: timedelta,
) -> Page:
    """The page in the week of a day; None: this week, and so of a day that it does not hold, which it says.

    `standing` None: the database does not answer, and nothing can be told.
    """
    today, _ = clock_of(now)
    seer = _Seer(content, standing, words, now)
    held = week is not None and content.days.contains(week)
    coming, changed = content.next_one(now), content.changes_to_come(now)
    return Page(
        name=content.name,
        today=words.day(today),
        kept_at="" if standing else words.moment(kept_at.astimezone(SHANGHAI)),
        hers=content.person_id is not None,
        said=words.text(SAID[said]) if said in SAID else "",
        not_held="" if held or not elsewhere else _held(content.days, words),
        next=None if coming is None else seer.view(coming),
        unanswered=tuple(seer.view(one) for one in content.on(today) if seer.waits(one)),
        changes=put_together([(one, seer.view(one)) for one in changed], words),
        seen=seer.seen(),
        week=_week(seer, today, week if week is not None and held else today),
        leaves=tuple(_span(one, words) for one in seer.incidents if not one.uid),
        leave_from=today.isoformat(),
        leave_to=(today + longest_leave).isoformat(),
    )


@dataclass(frozen=True, slots=True)
class _Seer:
    """How one lesson looks at `now`; without a standing nothing can be told."""

    content: PageContent
    standing: Standing | None
    words: Words
    now: datetime

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return () if self.standing is None else self.standing.incidents

    def view(self, lesson: PageLesson) -> LessonView:
        words, shown = self.words, lesson.shown
        told = [one.kind for one in self.incidents if one.uid == lesson.uid]
        return LessonView(
            uid=lesson.uid,
            seen_as=lesson.seen_as,
            day=words.day(shown.day),
            clock=str(shown.span),
            period="" if shown.period is None else words.period(shown.period),
            title=title_text(lesson, words),
            turn=lesson.turn.value,
            sign=turn_text(lesson.turn, words),
            facts=tuple(filter(None, facts_of(lesson, words))),
            far=tuple(far_text(far, words) for far in lesson.far),
            changes=tuple(changes_of(lesson, words)),
            over=lesson.ends_at <= self.now,
            runs=lesson.is_on and lesson.starts_at <= self.now < lesson.ends_at,
            told=tuple(words.text(INCIDENTS[kind]) for kind in told),
            reports=tuple(
                Choice(kind.value, words.text(INCIDENTS[kind]))
                for kind in self._reportable(lesson)
                if kind not in told
            ),
            outcomes=self._outcomes(lesson),
            answer_by=f"{answered_by(lesson.event).astimezone(SHANGHAI):%H:%M}",
            reach=None if self.standing is None else self.standing.reach.get(lesson.uid),
        )

    def waits(self, lesson: PageLesson) -> bool:
        """Whether it is over, and she was asked how it went and has not said."""
        choices = self._outcomes(lesson)
        return lesson.ends_at <= self.now and bool(choices) and not any(one.chosen for one in choices)

    def seen(self) -> SeenView:
        if self.standing is None:
            return SeenView()
        stamp, said = self.content.newest_stamp(self.now), self.standing.acknowledged
        if stamp is not None and (said is None or said.through < stamp):
            return SeenView(through=stamp.isoformat())
        return SeenView(at=self.words.moment(said.said_at.astimezone(SHANGHAI)) if said else "")

    def _reportable(self, lesson: PageLesson) -> Iterator[IncidentKind]:
        hers = self.standing is not None and self.content.person_id is not None
        if not hers or not lesson.is_on or lesson.ends_at <= self.now:
            return
        if lesson.shown.part in (Part.HOST, Part.RECEIVE) and lesson.starts_at - OPENS <= self.now:
            yield IncidentKind.LINK_DOWN
        yield IncidentKind.LEAVE

    def _outcomes(self, lesson: PageLesson) -> tuple[Choice, ...]:
        person_id = self.content.person_id
        if person_id is None or self.standing is None:
            return ()
        said: Mapping[tuple[str, CampusId], OutcomeKind] = self.standing.outcomes
        campuses = asked_of(lesson.event, person_id, self.now) if lesson.is_on else ()
        chosen = {said.get((lesson.event.uid, campus_id)) for campus_id in campuses}
        return tuple(
            Choice(kind.value, self.words.text(OUTCOMES[kind]), kind in chosen)
            for kind in (SAYABLE if campuses else ())
        )


def _week(seer: _Seer, today: date, day: date) -> WeekView:
    """The week of a day: today first; days without lessons are left out, but not today."""
    content, words = seer.content, seer.words
    monday = day - timedelta(days=day.isoweekday() - 1)
    days = sorted(
        (monday + timedelta(days=number) for number in range(7)), key=lambda one: (one != today, one)
    )
    views = (
        DayView(words.day(one), one == today, tuple(seer.view(lesson) for lesson in content.on(one)))
        for one in days
    )
    before, after = monday - _WEEK, monday + _WEEK
    return WeekView(
        monday.isoformat(),
        words.text("{first} to {last}", first=monday, last=monday + timedelta(days=6)),
        before.isoformat() if content.days.contains(before) else "",
        after.isoformat() if content.days.contains(after) else "",
        tuple(view for view in views if view.lessons or view.today),
    )


def _held(days: DateSpan, words: Words) -> str:
    """That another week was asked for, which is not here."""
    return words.text(
        "There is no such week here: this page holds {days}. This is the current week.",
        days=words.span(days.first, days.last or days.first),
    )


def _span(incident: Incident, words: Words) -> str:
    days = (incident.days.first, incident.days.last)
    return " – ".join(dict.fromkeys(words.day(day) for day in days if day is not None))
