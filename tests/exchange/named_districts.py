"""Two districts compared by what they say: each thing called by its names, not by its id."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

from service.domain.district import District


def differences(one: District, other: District) -> list[str]:
    """What only one of two districts says; ids, sources and the order do not count."""
    said, told = _said(one), _said(other)
    return [
        f"{sign} {field}: {row}"
        for field in said
        for sign, rows in (("-", said[field] - told[field]), ("+", told[field] - said[field]))
        for row in rows
    ]


def _said(district: District) -> dict[str, Counter[str]]:
    names = _names(district)
    lessons = [
        (base.campus_id, base.effective_from, lesson)
        for base in district.home_timetables
        for lesson in base.lessons
    ]
    bases = [replace(base, lessons=()) for base in district.home_timetables]
    rows: dict[str, Any] = {field.name: getattr(district, field.name) for field in fields(District)}
    rows |= {"home_timetables": bases, "lessons": lessons}
    return {field: Counter(repr(_named(row, names)) for row in _rows(value)) for field, value in rows.items()}


def _rows(value: Any) -> Any:
    return value if isinstance(value, tuple | list) else (value,)


def _named(value: Any, names: dict[str, str]) -> Any:
    """The same with names for ids, as plain values that print alike where they are alike."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple | list):
        return [_named(one, names) for one in value]
    if isinstance(value, frozenset):
        return sorted(repr(_named(one, names)) for one in value)
    if is_dataclass(value):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.init and f.name != "source"}
        own = value.__class__.__name__ in ("HomeLesson", "HomeTimetable")
        return [_named(part, names) for name, part in parts.items() if not (own and name == "id")]
    return value


def _names(district: District) -> dict[str, str]:
    """School, campus, class … by what people call them; a teacher by her posts."""
    campus: dict[str, str] = {one.id: f"campus {one.name}" for one in district.campuses}
    community: dict[str, str] = {one.id: f"community {one.name}" for one in district.communities}
    posts: dict[str, list[str]] = {}
    for post in district.posts:
        posts.setdefault(post.person_id, []).append(f"{campus[post.campus_id]} {post.staff_number}")
    return {
        district.term.id: district.term.term.name,
        **campus,
        **community,
        **{one.id: f"school {one.name}" for one in district.schools},
        **{one.id: f"{one.name} {sorted(posts.get(one.id, ()))}" for one in district.people},
        **{post.id: f"{campus[post.campus_id]} {post.staff_number}" for post in district.posts},
        **{one.id: f"{campus[one.campus_id]} {one.name}" for one in district.places},
        **{one.id: f"{campus[one.campus_id]} {one.entry_year} {one.number}" for one in district.classes},
        **{one.id: f"{community[one.community_id]} {one.code}" for one in district.joint_lessons},
        **{one.id: f"{community[one.community_id]} {one.code}" for one in district.sessions},
    }
