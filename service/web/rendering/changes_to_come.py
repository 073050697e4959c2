"""What changed on a feed's page, put together: nobody reads fifteen cards that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.teacher_page.page_lessons import PageLesson, Turn
from service.web.rendering.lesson_views import LessonView
from service.words.catalogue import Words

#: So many dates are named, of more the first and the last.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class ChangesView:
    """One card: `lesson` on `days`, or, where `off` names several, what does not take place on a day."""

    days: str
    lesson: LessonView
    off: tuple[LessonView, ...] = ()


def put_together(changed: Sequence[tuple[PageLesson, LessonView]], words: Words) -> tuple[ChangesView, ...]:
    """A card for each day on which several lessons are off, and one for what is alike on several days.

    In the order of what each has first.
    """
    groups: dict[tuple[object, ...], list[tuple[PageLesson, LessonView]]] = {}
    off = [one.shown.day for one, _ in changed if one.turn is Turn.CANCELLED]
    for lesson, view in changed:
        day = lesson.shown.day
        together = lesson.turn is Turn.CANCELLED and off.count(day) > 1
        groups.setdefault((day,) if together else _sight(lesson, view), []).append((lesson, view))
    return tuple(_card(group, words) for group in groups.values())


def _sight(lesson: PageLesson, view: LessonView) -> tuple[object, ...]:
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


def _card(group: Sequence[tuple[PageLesson, LessonView]], words: Words) -> ChangesView:
    days = tuple(dict.fromkeys(lesson.shown.day for lesson, _ in group))
    views = tuple(view for _, view in group)
    if len(days) > _NAMED:
        text = words.text("{first} to {last}, {count} times", first=days[0], last=days[-1], count=len(days))
    else:
        text = words.list(tuple(words.day(day) for day in days))
    return ChangesView(text, views[0], views if len(days) < len(views) else ())
