"""Stand-ins and notices in both languages, as they are pasted into a group."""

from dataclasses import replace

from service.domain.dated_changes import ChangeKind, DatedChange
from service.domain.identity import JointLessonId, SessionId
from service.domain.publishing.occurrences.published_events import EventChange, Named
from service.domain.substitution.duties import needed
from service.domain.substitution.school_notices import EndTurn, school_notices
from service.domain.substitution.stand_ins import stand_ins
from service.words.catalogue import Words
from service.words.changes.substitution_texts import school_notice_text, stand_in_text
from tests.dated_tables import MONDAY, TUESDAY, change, changed, dated_table, published
from tests.districts import GUEST, HOST, lesson_id, teacher_id
from tests.publications import placed_district

ZH, EN = Words("zh"), Words("en")
JOINT = JointLessonId("id-J01")


def texts(words: Words, *changes: DatedChange) -> list[str]:
    district = placed_district()
    events = published(district)
    after = changed(district, events, *changes)
    pairs = [EventChange(old, new) for old, new in zip(events, after, strict=True) if old != new]
    return [school_notice_text(notice, words) for notice in school_notices(district, pairs, changes)]


def test_a_move_says_from_when_to_when() -> None:
    move = change(ChangeKind.MOVE, lesson_id(HOST, "301", "语文", 1), to_day=TUESDAY, to_period=4)
    (zh,), (en,) = texts(ZH, move), texts(EN, move)
    assert zh.splitlines() == [
        "【调课通知】甲小学",
        "1. 9月14日(周一) 第1节 08:00–08:40 三(1)班 语文：改到9月15日(周二) 第4节 10:50–11:30",
    ]
    assert en.splitlines() == [
        "[Timetable change] 甲小学",
        "1. Mon 14 Sep period 1 08:00–08:40 三(1)班 语文: moved to Tue 15 Sep period 4 10:50–11:30",
    ]


def test_off_the_link_says_who_teaches_the_class() -> None:
    revert = change(ChangeKind.REVERT, JOINT)
    assert texts(ZH, revert)[1] == (
        "【调课通知】乙小学\n"
        "1. 9月14日(周一) 第3节 10:05–10:45（原10:00–10:40） 三(1)班 音乐 空中同步课堂："
        "不连线，转本班自上，由师11老师上"
    )


def test_off_the_link_a_class_goes_by_its_own_bells_and_on_it_by_the_lecturer_s() -> None:
    """The clock that holds after the act is told, with the one before it where that was another."""
    district = placed_district()
    events = published(district)
    after = changed(district, events, change(ChangeKind.REVERT, JOINT))
    pairs = [EventChange(new, old) for old, new in zip(events, after, strict=True) if old != new]
    (host, guest) = (school_notice_text(one, ZH).splitlines()[1] for one in school_notices(district, pairs))
    assert host.startswith("1. 9月14日(周一) 第3节 10:00–10:40 三(1)班 音乐")
    assert guest.startswith("1. 9月14日(周一) 第3节 10:00–10:40（原10:05–10:45） 三(1)班 音乐")


def test_a_notice_ends_with_the_reason_that_was_given() -> None:
    district = placed_district()
    events = published(district)
    after = changed(district, events, change(ChangeKind.REVERT, JOINT))
    pairs = [EventChange(old, new) for old, new in zip(events, after, strict=True) if old != new]
    for words, reason in ((ZH, "原因：停电"), (EN, "Reason: 停电")):
        for notice in school_notices(district, pairs, reason="停电"):
            assert school_notice_text(notice, words).splitlines()[2:] == [reason]
    assert {len(school_notice_text(one, ZH).splitlines()) for one in school_notices(district, pairs)} == {2}
    back = school_notices(district, pairs, takes_back=True)
    assert [school_notice_text(one, ZH).splitlines()[0] for one in back] == [
        f"【撤销调课】{one.school.name}" for one in back
    ]


def test_a_substitute_says_for_whom() -> None:
    substitute = change(
        ChangeKind.SUBSTITUTE,
        JOINT,
        campus_id=GUEST,
        absent_id=teacher_id(GUEST, "音乐"),
        substitute_id=teacher_id(GUEST, "语文301"),
    )
    host, guest = texts(ZH, substitute)
    assert guest.endswith("：由师9老师代师11老师")
    assert host.endswith("：远端辅助教师改为乙小学 师9")
    assert texts(EN, substitute)[0].endswith(": now assisting: 乙小学 师9")


def test_every_turn_has_words_in_both_languages() -> None:
    district = placed_district()
    events = published(district)
    after = changed(district, events, change(ChangeKind.CANCEL, JOINT))
    pairs = [EventChange(old, new) for old, new in zip(events, after, strict=True) if old != new]
    (notice, _) = school_notices(district, pairs)
    for turn in EndTurn:
        one = replace(notice, lines=(replace(notice.lines[0], turns=(turn,), far=("丙小学",)),))
        zh, en = (school_notice_text(one, words).splitlines()[1] for words in (ZH, EN))
        assert "{" not in zh + en
        assert zh.split(":")[-1] != en.split(": ")[-1]


def test_a_stand_in_in_words_and_one_who_cannot_with_the_reason() -> None:
    table = dated_table(placed_district())
    event = table.event[lesson_id(HOST, "301", "数学", 1), MONDAY]
    found = stand_ins(table, next(needed(event)))
    assert stand_in_text(found[0], ZH) == "师3（甲小学）：教相近学科、熟悉这个班、当天0节、本周1节"
    assert stand_in_text(found[0], EN) == (
        "师3 (甲小学): teaches a related subject, knows the class, lessons that day: 0, that week: 1"
    )
    nearly = next(one for one in found if not one.fits)
    assert "但：师6老师同一时间有两节课（重叠40分钟，9月14日(周一)）" in stand_in_text(nearly, ZH)


def test_a_member_in_another_s_place_is_named_with_whom_she_comes_for() -> None:
    session = next(event for event in published(placed_district()) if event.lesson_id == "id-Y01")
    member, comes = session.attendees[-1], teacher_id(GUEST, "语文301")
    stands_in = change(
        ChangeKind.SUBSTITUTE,
        SessionId("id-Y01"),
        session.day,
        absent_id=member.id,
        substitute_id=comes,
    )
    name = placed_district().person[comes].name
    for words, said in (
        (ZH, f"：由{name}老师代{member.name}老师参加"),
        (EN, f": {name} takes part instead of {member.name}"),
    ):
        assert [text.endswith(said) for text in texts(words, stands_in)] == [True, True]


def test_who_has_somebody_in_her_place_is_not_excused_with_who_is() -> None:
    """One act: somebody comes for one member, another is excused."""
    y01 = SessionId("id-Y01")
    first, second = teacher_id(HOST, "语文301"), teacher_id(GUEST, "语文301")
    comes = teacher_id(GUEST, "数学301")
    district = placed_district()
    names = {one: district.person[one].name for one in (first, second, comes)}
    events = tuple(
        replace(one, attendees=(*one.attendees, *(Named(id_, names[id_]) for id_ in (first, second))))
        if one.lesson_id == y01
        else one
        for one in published(district)
    )
    [session] = [one for one in events if one.lesson_id == y01]
    acts = (
        change(ChangeKind.SUBSTITUTE, y01, session.day, absent_id=first, substitute_id=comes),
        change(ChangeKind.SUBSTITUTE, y01, session.day, absent_id=second),
    )
    after = changed(district, events, *acts)
    pairs = [EventChange(old, new) for old, new in zip(events, after, strict=True) if old != new]
    for words, said in (
        (EN, f": {names[comes]} takes part instead of {names[first]}; {names[second]} is excused"),
        (ZH, f"：由{names[comes]}老师代{names[first]}老师参加；{names[second]}老师请假"),
    ):
        texts_of = [school_notice_text(one, words) for one in school_notices(district, pairs, acts)]
        assert [text.endswith(said) for text in texts_of] == [True, True]
