"""What changed on a feed's page, put together: nobody reads fifteen cards that say the same."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.district import grouped
from service.domain.teacher_page.page_lessons import PageLesson, Turn
from service.web.rendering.lesson_views import LessonView
from service.words.catalogue import Words
from service.words.feeds.page_texts import bells_text

#: So many dates are named, of more the first and the last.
_NAMED = 3
#: What is told of whole days: of one without lessons, or open again, or with some beside the usual ones.
_OF_DAYS = frozenset({Turn.CANCELLED, Turn.ADDED, Turn.RESTORED})

_Changed = tuple[PageLesson, LessonView]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """One card: `lesson` on `days`; or several lessons that changed alike, told by `title` and `lines`.

    `changes`: what is said of each of them, as why they are off.
    """

    days: str
    lesson: LessonView
    title: str = ""
    sign: str = ""
    changes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def put_together(changed: Sequence[_Changed], words: Words) -> tuple[ChangesView, ...]:
    """A card for each cause, in the order of what each has first.

    1. Lessons that ring otherwise since one revision. 2. A lesson that looks alike on several days. 3. Of
    those, lessons that are off, back or new, on the same days.
    """
    groups = grouped((_cause(lesson, view), (lesson, view)) for lesson, view in changed)
    together = grouped((_days_told(key, group), group) for key, group in groups.items())
    return tuple(_card(tuple(groups), words) for groups in together.values())


def _cause(lesson: PageLesson, view: LessonView) -> Hashable:
    return lesson.changed_at if lesson.rings_otherwise else _sight(lesson, view)


def _sight(lesson: PageLesson, view: LessonView) -> Hashable:
    """What a card says but the date."""
    return (
        lesson.event.lesson_id,
        view.turn,
        view.clock,
        view.period,
        view.title,
        view.changes,
        view.facts,
        view.far,
    )


def _days_told(key: Hashable, group: Sequence[_Changed]) -> Hashable:
    """The days, of what is told by its days; of all else its own key."""
    turn = group[0][0].turn
    return (turn, _days(group)) if turn in _OF_DAYS else key


def _days(group: Iterable[_Changed]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(lesson.shown.day for lesson, _ in group))


def _card(groups: Sequence[Sequence[_Changed]], words: Words) -> ChangesView:
    every = [one for group in groups for one in group]
    lesson, view = every[0]
    if len({_sight(*one) for one in every}) == 1:
        times = "{first} to {last}, {count} times"
        return ChangesView(_days_text(_days(every), times, words), view)
    days = _days_text(_days(every), "{first} to {last}, {count} days", words)
    if lesson.rings_otherwise:
        title = words.text("{count} lessons at other times", count=len(every))
        return ChangesView(days, view, title, words.text("Bells changed"), lines=_clocks(every, words))
    title = words.text("{count} lessons", count=len(groups))
    said = tuple(text for text in view.changes if all(text in one.changes for _, one in every))
    lines = (" ".join(filter(None, (one.clock, one.period, one.title))) for (_, one), *_ in groups)
    return ChangesView(days, view, title, view.sign, said, tuple(lines))


def _clocks(changed: Iterable[_Changed], words: Words) -> tuple[str, ...]:
    """A line for each period that rings otherwise, in the order of the clock."""
    lessons = sorted((lesson for lesson, _ in changed), key=lambda lesson: lesson.shown.span)
    return tuple(dict.fromkeys(bells_text(lesson, words) for lesson in lessons))


def _days_text(days: Sequence[date], many: str, words: Words) -> str:
    if len(days) > _NAMED:
        return words.text(many, first=days[0], last=days[-1], count=len(days))
    return words.list(tuple(words.day(day) for day in days))
