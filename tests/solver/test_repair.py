"""What keeps a home lesson from moving to a place: each rule once in the way, once not."""

from dataclasses import replace
from datetime import date

from calendars.spans import ClockSpan
from calendars.weeks import ODD_WEEKS
from service.domain.district import District
from service.domain.identity import CampusId, PersonId, PlaceId, SessionId
from service.domain.people import Travel, Unavailability
from service.domain.places import Place, PlaceKind
from service.domain.research_sessions import Mode, ResearchSession
from service.solver.answer import Answer
from service.solver.rounds import solve
from tests.solver.instances import COMMUNITY, TERM, SmallSchool, district, home_id, wish

SHU_XUE = home_id("乙校", "301", 1, 1)


def week(monday: str) -> list[str]:
    return [monday, *["- - -"] * 4]


def instance(*others: SmallSchool, **classes: str) -> District:
    """J1 is held to Monday 1 by 班会 in the other periods of 甲校; 数学:己 of 乙校 must make way.

    It may go to Monday 2, which 音乐 vacates, or to Monday 3, which is blank.
    """
    weeks = {"301": week("数学:己 音乐:乙 -"), "302": week("语文:庚 语文:庚 语文:庚")}
    weeks |= {name.removeprefix("c"): week(text) for name, text in classes.items()}
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 班会:甲 班会:甲")}),
        SmallSchool("乙校", weeks),
        *others,
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def goes_to(instance: District) -> int:
    """The period of Monday to which 数学 moved."""
    answer: Answer = solve(instance, COMMUNITY, deterministic=True, seconds=5)
    assert [move.lesson_id for move in answer.moves] == [SHU_XUE]
    return answer.moves[0].period


def closed(instance: District, period: int) -> District:
    """With that period of Monday closed to 己 by an unavailability."""
    span = {2: ClockSpan.parse("09:00", "09:40"), 3: ClockSpan.parse("10:00", "10:40")}[period]
    entry = Unavailability(PersonId("己"), weekday=1, span=span)
    return replace(instance, unavailabilities=(*instance.unavailabilities, entry))


def test_an_unavailability_sends_it_to_the_other_period() -> None:
    assert goes_to(closed(instance(), 2)) == 3
    assert goes_to(closed(instance(), 3)) == 2


def test_a_lesson_in_another_class_that_cannot_move() -> None:
    assert goes_to(instance(c401="班会:辛 班会:己 班会:辛")) == 3
    assert goes_to(instance(c401="班会:辛 班会:辛 班会:己")) == 2


def test_the_way_to_another_campus() -> None:
    # 己 has 班会 at 丙校 at 09:00: ten o'clock at 乙校 is twenty minutes later, nine o'clock overlaps.
    other = SmallSchool("丙校", {"301": week("班会:壬 班会:己 班会:壬")})
    pair = (CampusId("乙校"), CampusId("丙校"))
    assert goes_to(replace(instance(other), travels=(Travel(pair, 20),))) == 3
    answer = solve(
        replace(instance(other), travels=(Travel(pair, 21),)), COMMUNITY, deterministic=True, seconds=5
    )
    assert answer.placements == ()


def test_no_new_lesson_beside_a_research_session() -> None:
    session = ResearchSession(
        SessionId("Y1"),
        "Y1",
        COMMUNITY,
        TERM,
        "数学",
        "作业设计",
        date(2026, 9, 7),
        ClockSpan.parse("09:00", "09:40"),
        Mode.ONLINE,
        CampusId("乙校"),
        "会议室",
        None,
        PersonId("己"),
    )
    assert goes_to(replace(instance(), sessions=(session,))) == 3
    later = replace(session, span=ClockSpan.parse("10:00", "10:40"))
    assert goes_to(replace(instance(), sessions=(later,))) == 2


def test_nothing_joins_what_the_imported_table_has_twice() -> None:
    # As imported 己 has 音乐 of 301 and 语文 of 401 at once. J1 takes 音乐, 数学:己 goes there: not beside
    # the other one, which goes to Monday 3.
    table = district(
        SmallSchool("甲校", {"301": week("音乐:甲 班会:甲 班会:甲")}),
        SmallSchool(
            "乙校",
            {
                "301": week("数学:己 音乐:己 班会:辛"),
                "401": week("班会:壬 语文:己 -"),
                "402": week("语文:庚 语文:庚 语文:癸"),
            },
        ),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "癸"))],
    )
    answer = solve(table, COMMUNITY, deterministic=True, seconds=5)
    assert {move.lesson_id: move.period for move in answer.moves} == {
        SHU_XUE: 2,
        home_id("乙校", "401", 1, 2): 3,
    }


def science(monday_of_402: str) -> District:
    """The same with 科学 in the place of 数学: at most one class at a time has it in the imported table."""
    return district(
        SmallSchool("甲校", {"301": week("音乐:甲 班会:甲 班会:甲")}),
        SmallSchool(
            "乙校",
            {
                "301": week("科学:己 音乐:乙 -"),
                "302": week("语文:庚 语文:庚 语文:庚"),
                "402": week(monday_of_402),
            },
        ),
        wishes=[wish("J1", "音乐", ("甲校", "301", "甲"), ("乙校", "301", "乙"))],
    )


def test_special_rooms_are_never_fuller_than_they_were() -> None:
    pinned = {"班会:辛 科学:辛 班会:辛": 3, "班会:辛 班会:辛 科学:辛": 2}
    for monday, period in pinned.items():
        held = science(monday)
        # 科学 of 402 has no other period to go to: all are 班会.
        assert goes_to(held) == period


def test_a_declared_number_of_special_rooms_holds_instead() -> None:
    labs = Place(
        PlaceId("实验室"),
        CampusId("乙校"),
        "实验室",
        PlaceKind.SPECIAL,
        subjects=("科学",),
        classes_at_once=2,
    )
    held = science("班会:辛 科学:辛 班会:辛")
    assert goes_to(closed(replace(held, places=(*held.places, labs)), 3)) == 2


def test_what_is_left_of_a_lesson_moves_as_one() -> None:
    # J1 runs in odd weeks on Monday 1 and takes 音乐 of 乙校, which stands in Monday 2 every week; 数学 goes
    # to Monday 3, for Monday 2 still has 音乐 in even weeks.
    found = instance()
    odd = replace(found.joint_lessons[0], weeks=ODD_WEEKS)
    assert goes_to(replace(found, joint_lessons=(odd,))) == 3
