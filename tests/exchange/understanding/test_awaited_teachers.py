"""待定 and 新教师1: placeholders that keep their lessons until the school names somebody."""

from service.domain.collecting.corrections import Correction, CorrectionKind
from service.domain.people import Person
from service.exchange.understanding.intake import Intake
from tests.exchange.layouts import lessons, read, sheet
from tests.exchange.workbooks import Rows

TABLE: Rows = [
    ["星期", "节次", "三(1)班", "三(2)班"],
    ["周一", "1", "数学\n新教师1", "音乐\n待定"],
    [None, "2", "美术\n待定", "数学\n新教师１"],
    [None, "3", "美术\n待定", "体育\n新教师(体育)"],
]


def awaited(intake: Intake) -> list[Person]:
    assert intake.district is not None, intake.problems
    return [person for person in intake.district.people if person.placeholder]


def test_a_numbered_one_is_one_person_and_a_bare_one_is_one_for_each_class_and_subject() -> None:
    intake = read(sheet(TABLE))
    assert [person.name for person in awaited(intake)] == ["新教师1", "待定", "待定", "新教师(体育)"]
    district = intake.district
    assert district is not None
    of_lessons = [lesson.teacher_id for base in district.home_timetables for lesson in base.lessons]
    first, music, art, second, more_art, _ = of_lessons
    assert (first == second, art == more_art, music == art) == (True, True, False)
    subjects = {district.person[post.person_id].name: post.subject for post in district.posts}
    assert (subjects["新教师1"], subjects["新教师(体育)"]) == ("数学", "体育与健康")


def test_one_note_of_the_campus_counts_them() -> None:
    (note,) = (note for note in read(sheet(TABLE)).notes if note.code == "teachers_awaited")
    assert note.facts == (
        ("campus", "柳河校区"),
        ("count", 6),
        ("names", ("新教师1", "待定", "新教师(体育)")),
    )


def test_the_next_import_finds_each_again() -> None:
    before = read(sheet(TABLE)).district
    again = read(sheet(TABLE), known=before)
    assert again.district == before


def test_an_answered_name_is_the_real_teacher_in_all_or_in_one_subject() -> None:
    answers = [
        Correction("柳河校区", CorrectionKind.TEACHER, "新教师1", "吴倩"),
        Correction("柳河校区", CorrectionKind.TEACHER, "待定/音乐", "周杰"),
    ]
    named = lessons(read(sheet(TABLE), corrections=answers))
    assert [lesson[3:5] for lesson in named] == [
        ("数学", "吴倩"),
        ("音乐", "周杰"),
        ("美术", "待定"),
        ("数学", "吴倩"),
        ("美术", "待定"),
        ("体育与健康", "新教师(体育)"),
    ]


def test_nobody_is_no_placeholder() -> None:
    rows = [TABLE[0], ["周一", "1", "数学\n暂无", "体育"]]
    intake = read(sheet(rows))
    assert [lesson[4] for lesson in lessons(intake)] == ["", ""]
    assert awaited(intake) == []
