"""Why a change cannot be made, in both languages."""

from datetime import date
from string import Formatter

from service.domain.dated_changes import ChangeKind, DatedChange, Obstacle
from service.domain.identity import ChangeId, JointLessonId
from service.domain.publishing.decisions.hindrances import Hindrance, hindrances
from service.words.catalogue import Words
from service.words.changes.change_problems import TEMPLATES, hindrance_text
from tests.districts import GUEST, class_id
from tests.domain.test_dated_states import MUSIC, OTHER, change, move, office, substitute
from tests.publications import placed_district

DISTRICT = placed_district()


def said(wanted: DatedChange) -> tuple[str, str]:
    decided = office().propose(DISTRICT, wanted)
    [found] = hindrances(decided.hindered, decided.after, DISTRICT)
    return hindrance_text(found, Words("zh")), hindrance_text(found, Words("en"))


def test_a_period_that_is_not_there_is_said_with_its_campus_and_date() -> None:
    assert said(move(to_day=date(2026, 9, 16), to_period=9)) == (
        "9月14日(周一)的J01 音乐：甲小学在9月16日(周三)没有这一节；请选当天作息里有的节次",
        "J01 音乐, Mon 14 Sep: 甲小学 has no such period on Wed 16 Sep; expected one of that day's bells",
    )


def test_a_person_and_an_end_that_are_not_in_it_are_named() -> None:
    assert said(substitute(OTHER, MUSIC))[0] == (
        "9月14日(周一)的J01 音乐：师5不上这节课，也不辅助；请选这节课的主讲、辅助或任课教师"
    )
    assert said(change(ChangeKind.REVERT, campus_id="bing"))[0] == (
        "9月14日(周一)的J01 音乐：bing不参加这节课；请选甲小学、乙小学之一"
    )


def test_an_end_is_named_by_its_class_where_that_was_given() -> None:
    wanted = change(ChangeKind.REVERT, campus_id=GUEST, class_id=class_id(GUEST, "302"))
    assert said(wanted)[1] == (
        "J01 音乐, Mon 14 Sep: 乙小学 三(2)班 takes no part in it; expected one of 甲小学, 乙小学"
    )


def test_every_obstacle_has_words_with_the_same_facts_in_both_languages() -> None:
    chinese = Words("zh")
    change = DatedChange(ChangeId("c"), ChangeKind.MOVE, JointLessonId("J01"), date(2026, 9, 14))
    assert TEMPLATES.keys() == set(Obstacle)
    for obstacle, template in TEMPLATES.items():
        names = sorted({name for _, name, _, _ in Formatter().parse(template) if name})
        facts = tuple((name, f"<{name}>") for name in names)
        text = hindrance_text(Hindrance(change, obstacle, facts), chinese)
        assert text != template.format_map(dict(facts)), obstacle
        assert [name for name in names if f"<{name}>" not in text] == []
