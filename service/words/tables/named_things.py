"""What is meant by who names a lesson, a person or a room: the thing that bears every word of it."""

import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import TypeVar

from service.domain.district import District
from service.domain.home_timetables import HomeLesson
from service.domain.identity import ClassId, PersonId
from service.domain.people import Person
from service.domain.places import Place
from service.domain.publishing.occurrences.published_events import PublishedEvent
from service.words.catalogue import Words

T = TypeVar("T")

#: So many names are proposed for one that nobody has.
_MOST_SIMILAR = 5
_PERIOD = re.compile(r"第?(\d+)节")
#: 周二第3节 is two words.
_WEEKDAY = re.compile(r"((?:^|(?<=\s))周[一二三四五六日])(?=第?\d)")


def events_meant(
    events: Iterable[PublishedEvent], text: str, district: District
) -> tuple[PublishedEvent, ...]:
    """`J01`, `三(1)班 第3节`, `甲小学 301 音乐`: the events that bear all of it."""
    return _meant(events, text, lambda event: _of_event(event, district))


def home_lessons_meant(
    district: District, lessons: Iterable[HomeLesson], text: str
) -> tuple[HomeLesson, ...]:
    """`三(1)班 体育`, `甲小学 三(1)班 周二第3节`: the home lessons that bear all of it."""
    apart = _WEEKDAY.sub(r"\1 ", text)
    return _meant(lessons, apart, lambda one: _of_home_lesson(one, district))


def people_meant(district: District, text: str) -> tuple[Person, ...]:
    """`洪秀英`, `甲小学 洪秀英`, a staff number."""
    return _meant(district.people, text, lambda one: _of_person(one, district))


def nobody_text(district: District, text: str, words: Words) -> str:
    """That nobody is meant by it, and who has a name that differs by little, the most similar first."""
    similar = tuple(person_text(one, district) for one in _similar(district, text))
    if not similar:
        return words.text("nobody is called “{text}”; expected the name of a teacher", text=text)
    return words.text("nobody is called “{text}”; the most similar: {names}", text=text, names=similar)


def _similar(district: District, text: str) -> tuple[Person, ...]:
    """Whichever words of it are none of a campus are taken for the name."""
    campuses = {_plain(campus.name) for campus in district.campuses}
    name = "".join(word for word in map(_plain, text.split()) if word not in campuses)
    known = [one for one in district.people if not one.placeholder]
    close = get_close_matches(name, {_plain(one.name) for one in known}, n=_MOST_SIMILAR, cutoff=0.5)
    return tuple(one for found in close for one in known if _plain(one.name) == found)[:_MOST_SIMILAR]


def places_meant(district: District, text: str) -> tuple[Place, ...]:
    """`甲小学 录播教室`."""
    return _meant(district.places, text, lambda one: (one.id, one.name, district.campus[one.campus_id].name))


def person_text(one: Person, district: District) -> str:
    """`洪秀英(甲小学)`: whoever has a namesake is told apart by it."""
    campuses = dict.fromkeys(
        district.campus[post.campus_id].name for post in district.posts_of.get(one.id, ())
    )
    return f"{one.name}({'、'.join(campuses)})" if campuses else one.name


def person_meant_by(district: District, person_id: PersonId) -> str:
    """Words by which `people_meant` finds this one person alone: the name where that is enough."""
    known = district.person.get(person_id)
    if known is None or people_meant(district, known.name) == (known,):
        return known.name if known else person_id
    campuses = (district.campus[post.campus_id].name for post in district.posts_of.get(person_id, ()))
    named = (f"{campus} {known.name}" for campus in campuses)
    return next((text for text in named if people_meant(district, text) == (known,)), person_id)


def several_have_text(which: str, communities: tuple[str, ...], words: Words) -> str:
    """What to say of a code that several communities have: nobody chooses for whom it is asked."""
    return words.text(
        "several communities have a “{which}”: {communities}; say which with --community",
        which=which,
        communities=communities,
    )


def _meant(things: Iterable[T], text: str, marks: Callable[[T], Iterable[str]]) -> tuple[T, ...]:
    wanted = {_plain(word) for word in text.split()}
    return tuple(one for one in things if wanted and wanted <= {_plain(mark) for mark in marks(one)})


def _plain(word: str) -> str:
    """Without differences of width and case; `第3节` and `3节` are one."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    period = _PERIOD.fullmatch(plain)
    return f"{period[1]}节" if period else "".join(plain.split())


def _of_event(event: PublishedEvent, district: District) -> Iterator[str]:
    yield event.lesson_id
    yield event.code
    yield event.subject
    for end in event.ends:
        yield end.campus.name
        if end.period is not None:
            yield Words("zh").period(end.period)
        for one in end.classes:
            yield one.name
            yield district.class_name[ClassId(one.id)].name if one.id in district.class_name else ""
        for person in (end.teacher, *end.own_teachers):
            yield person.name if person else ""
    yield event.lecturer.name if event.lecturer else ""


def _of_home_lesson(one: HomeLesson, district: District) -> Iterator[str]:
    words, name = Words("zh"), district.class_name.get(one.class_id)
    yield one.id
    yield one.subject
    yield words.weekday(one.weekday)
    yield words.period(one.period)
    yield district.campus[district.class_group[one.class_id].campus_id].name
    if name is not None:
        yield name.label
        yield name.name
    if one.teacher_id is not None:
        yield district.person[one.teacher_id].name


def _of_person(one: Person, district: District) -> Iterator[str]:
    yield one.id
    yield one.name
    for post in district.posts_of.get(one.id, ()):
        yield district.campus[post.campus_id].name
        yield post.staff_number or ""


def as_typed(part: str) -> str:
    """As a shell takes it; Chinese names need no quotes, and some shells know none of these."""
    return part if re.fullmatch(r"[\w:.-]+", part) else shlex.quote(part)
