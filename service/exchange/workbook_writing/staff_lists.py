"""教师名册, and 走教教师: one person at several campuses, her days there, and the way between them."""

from collections.abc import Sequence
from itertools import combinations

from openpyxl.workbook import Workbook

from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.people import Person, Post
from service.exchange.notation.weekdays import weekday_name
from service.exchange.workbook_writing.paper import table

_WEEKDAYS = range(1, 6)


def write_roster(book: Workbook, district: District, campus_ids: Sequence[CampusId]) -> None:
    rows = [
        (district.campus[campus].name, post.staff_number, district.person[post.person_id].name, post.subject)
        for campus in campus_ids
        for post in district.posts
        if post.campus_id == campus
    ]
    table(book, "教师名册", "教师名册", ("校区", "工号", "姓名", "学科"), rows)


def write_itinerants(book: Workbook, district: District, campus_ids: Sequence[CampusId]) -> None:
    """No sheet where nobody is shared."""
    shared = [
        (person, posts)
        for person in district.people
        if len(
            posts := [post for post in district.posts_of.get(person.id, ()) if post.campus_id in campus_ids]
        )
        > 1
    ]
    if not shared:
        return
    header = ("姓名", "学科", *(weekday_name(weekday) for weekday in _WEEKDAYS), "路程")
    rows = [_row(district, person, posts) for person, posts in shared]
    table(book, "走教教师", "走教教师", header, rows)


def _row(district: District, person: Person, posts: Sequence[Post]) -> tuple[str, ...]:
    at = {
        weekday: district.campus[post.campus_id].name for post in posts for weekday in sorted(post.weekdays)
    }
    pairs = combinations(dict.fromkeys(post.campus_id for post in posts), 2)
    minutes = max((district.travel_minutes.get(frozenset(pair), 0) for pair in pairs), default=0)
    days = (at.get(weekday, "") for weekday in _WEEKDAYS)
    return person.name, posts[0].subject, *days, f"{minutes}分钟"
