"""同步教室, 走教教师, 校际路程 and 教师名册 in the forms that districts write them."""

import pytest

from service.domain.district import District
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.recognition.private_columns import without_private_data
from service.exchange.understanding.district.rooms import RoomUse, room_ends, room_use
from service.exchange.understanding.district.travels import way_minutes
from service.exchange.understanding.intake import Intake, understand
from tests.exchange.case import counting
from tests.exchange.workbooks import ROSTER, SHEETS, Rows, grids

_OTHERS = {
    name: rows for name, rows in SHEETS.items() if name not in ("空中同步课堂计划", "集体教研规划(四定)")
}


def _intake(**more: Rows) -> Intake:
    return understand(grids({**_OTHERS, **more}), None, counting())


def _district(**more: Rows) -> District:
    intake = _intake(**more)
    assert intake.district is not None, intake.problems
    return intake.district


def _notes(sheet: str, intake: Intake) -> list[tuple[str, str]]:
    assert intake.problems == ()
    return [(one.code, one.source.cell) for one in intake.notes if one.source.sheet == sheet]


# rooms


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("主讲+听讲", RoomUse(True)),
        ("听讲", RoomUse(False)),
        ("仅接收", RoomUse(False)),
        ("录播教室", RoomUse(True)),
        ("可主讲、可听讲", RoomUse(True)),
        ("听讲(不可主讲)", RoomUse(False)),
        ("主讲(1拖3)", RoomUse(True, 3)),
        ("双向互动", RoomUse(True)),
        ("接收端", RoomUse(False)),
    ],
)
def test_what_a_room_is_for(text: str, use: RoomUse) -> None:
    assert room_use(text) == use


def test_headers_of_a_list_of_rooms() -> None:
    rows: Rows = [["校区", "同步教室", "类别", "容量"], ["核心校区", "主讲室", "主讲+听讲", 2]]
    places = _district(网络功能室=rows).places
    assert [(place.name, place.can_host, place.max_ends) for place in places] == [("主讲室", True, 2)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2", 2),
        ("—", None),
        ("不限", None),
        ("1拖3", 3),
        ("一拖三", None),
        ("4所", 4),
        ("最多3个", 3),
        ("≤4", 4),
        ("<=4所", 4),
        ("1+2", 2),
        ("1拖N", None),
    ],
)
def test_how_many_ends_a_room_connects(text: str, ends: int | None) -> None:
    if text == "一拖三":
        with pytest.raises(NotUnderstoodError, match="number_unreadable"):
            room_ends(text)
    else:
        assert room_ends(text) == ends


def test_several_rooms_in_a_cell_and_a_school_above_its_rooms() -> None:
    rooms: Rows = [
        ["学校", "教室名称", "角色", "容量", "楼层"],
        ["柳河校区", "录播室1、录播室2", "主讲+听讲", "1拖2", "3楼"],
        [None, "听课室", "仅接收", None, None],
    ]
    district = _district(网络功能室=rooms)
    found = [
        (district.campus[place.campus_id].name, place.name, place.can_host, place.max_ends)
        for place in district.places
    ]
    assert found == [
        ("柳河校区", "录播室1", True, 2),
        ("柳河校区", "录播室2", True, 2),
        ("柳河校区", "听课室", False, None),
    ]


# shared teachers

_MORE = [*ROSTER, ["城北小学(核心校区)", "HX51", "何静", "音乐"], ["柳河校区", "LH51", "何静", "音乐"]]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [
                ["姓名", "学科", "周一、三", "周二、四、五", "路程"],
                ["何静", "音乐", "核心校区", "柳河校区", "35分钟"],
            ],
            id="a column per weekday",
        ),
        pytest.param(
            [
                ["教师姓名", "学科", "学校", "到校日", "单程用时"],
                ["何静", "音乐", "核心校区", "周一、三", None],
                [None, None, "柳河校区", "周二、四、五", "约35分钟"],
            ],
            id="a row per teacher and campus",
        ),
        pytest.param(
            [
                ["姓名", "学科", "所属学校", "走教学校", "走教星期", "路程（分钟）"],
                ["何静", "音乐", "核心校区", "柳河校区", "每周二、四、五", 35],
            ],
            id="the days away alone",
        ),
        pytest.param(
            [
                ["姓名", "工号", "学科", "任职学校", "走教学校及时间", "路程"],
                ["何静", "HX51/LH51", "音乐", "核心校区", "柳河校区(周二、周四、周五)", "35分"],
            ],
            id="the days behind the school",
        ),
        pytest.param(
            [
                ["教师", "任教学科", "任职学校", "工作日", "路上时间"],
                ["何静", "音乐", "核心校区、柳河校区", "核心校区:周一、三;柳河校区:周二、四、五", "35分钟"],
            ],
            id="the schools in one cell and the days of each in another",
        ),
        pytest.param(
            [
                ["姓名", "学科", "任教学校", "到校安排", "路程(分钟)"],
                ["何静", "音乐", "核心校区、柳河校区", "核心校区:周一、三；柳河校区:周二、四、五", 35],
            ],
            id="the schools where she teaches and when she is where",
        ),
        pytest.param(
            [
                ["姓名", "学科", "任教学校", "时间安排", "路程(分钟)"],
                ["何静", "音乐", "核心校区、柳河校区", "核心校区：周一、三，柳河校区：周二、四、五", 35],
            ],
            id="a comma between one school's days and the next school",
        ),
        pytest.param(
            [
                ["姓名", "学科", "学校一", "上课日", "学校二", "上课日", "路程(分钟)"],
                ["何静", "音乐", "核心校区", "周一、三", "柳河校区", "周二、四、五", 35],
            ],
            id="a pair of columns per school",
        ),
    ],
)
def test_a_shared_teacher_in_many_forms(rows: Rows) -> None:
    district = _district(教师名册=_MORE, 走教教师=rows)
    (person,) = (one for one in district.people if one.name == "何静")
    assert [(post.staff_number, set(post.weekdays)) for post in district.posts_of[person.id]] == [
        ("HX51", {1, 3}),
        ("LH51", {2, 4, 5}),
    ]
    assert [travel.minutes for travel in district.travels] == [35]


def test_half_a_day_there_leaves_the_day_to_both_and_is_noted() -> None:
    rows: Rows = [
        ["姓名", "所属学校", "走教学校", "走教星期", "路程"],
        ["何静", "核心校区", "柳河校区", "周二下午", "35分钟"],
    ]
    intake = _intake(教师名册=_MORE, 走教教师=rows)
    assert _notes("走教教师", intake) == [("half_days_taken", "D2")]
    assert intake.district is not None
    (person,) = (one for one in intake.district.people if one.name == "何静")
    weekdays = [set(post.weekdays) for post in intake.district.posts_of[person.id]]
    assert weekdays == [{1, 2, 3, 4, 5, 6, 7}, {2}]


def test_a_day_may_be_parted_between_two_schools() -> None:
    rows: Rows = [
        ["姓名", "学科", "周一", "周二", "周三", "周四", "周五"],
        ["何静", "音乐", "核心校区", "核心校区(上午)、柳河校区(下午)", "核心校区", "柳河校区", "柳河校区"],
    ]
    district = _district(教师名册=_MORE, 走教教师=rows)
    (person,) = (one for one in district.people if one.name == "何静")
    assert [set(post.weekdays) for post in district.posts_of[person.id]] == [{1, 2, 3}, {2, 4, 5}]


def test_staff_numbers_tell_a_shared_teacher_from_her_namesake() -> None:
    rows: Rows = [
        ["姓名", "工号", "所属学校", "走教学校", "走教星期", "路程"],
        ["何静", "HX51、LH51", "核心校区", "柳河校区", "周二", "35分钟"],
    ]
    roster = [*_MORE, ["柳河校区", "LH52", "何静", "美术"]]
    district = _district(教师名册=roster, 走教教师=rows)
    found = {
        tuple(p.staff_number for p in district.posts_of[one.id])
        for one in district.people
        if one.name == "何静"
    }
    assert found == {("HX51", "LH51"), ("LH52",)}


_TEACHER: Rows = [
    ["姓名", "所属学校", "走教学校", "走教星期"],
    ["何静", "核心校区", "柳河校区", "周二"],
]


@pytest.mark.parametrize(
    "rows",
    [
        [["校际路程（分钟）"], ["", "核心校区", "柳河校区"], ["核心校区", "—", 35], ["柳河校区", 35, "—"]],
        [["起点", "终点", "路程(分钟)"], ["核心校区", "柳河校区", "约35分钟"]],
    ],
)
def test_ways_may_stand_in_a_table_of_their_own(rows: Rows) -> None:
    district = _district(教师名册=_MORE, 走教教师=_TEACHER, 校际路程=rows)
    assert [travel.minutes for travel in district.travels] == [35]


def test_a_way_that_is_said_nowhere_is_noted() -> None:
    assert _notes("走教教师", _intake(教师名册=_MORE, 走教教师=_TEACHER)) == [("way_unknown", "")]


def test_of_two_ways_that_differ_the_longer_counts() -> None:
    rows: Rows = [["校际路程"], ["", "核心校区", "柳河校区"], ["核心校区", "", 30], ["柳河校区", 35, ""]]
    intake = _intake(教师名册=_MORE, 走教教师=_TEACHER, 校际路程=rows)
    assert _notes("校际路程", intake) == [("ways_differ", "B4")]
    assert intake.district is not None
    assert [travel.minutes for travel in intake.district.travels] == [35]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("35分钟", 35),
        ("约30", 30),
        ("半小时", 30),
        ("1小时", 60),
        ("1小时10分", 70),
        ("1.5小时", 90),
        ("单程25分", 25),
    ],
)
def test_minutes_of_a_way(text: str, minutes: int) -> None:
    assert way_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "很远", "12公里"])
def test_what_are_no_minutes(text: str) -> None:
    with pytest.raises(NotUnderstoodError, match="minutes_unreadable"):
        way_minutes(text)


# rosters


def _posts(district: District) -> list[tuple[str, str, str, str]]:
    return [
        (
            district.campus[post.campus_id].name,
            post.staff_number,
            district.person[post.person_id].name,
            post.subject,
        )
        for post in district.posts
    ]


_CORE, _MEMBER = ROSTER[1:5], ROSTER[5:]


def test_what_every_roster_says_of_persons_needs_no_word() -> None:
    said = ("性别", "学历", "职称", "出生年月", "政治面貌", "备注", "教龄")
    roster: Rows = [[*ROSTER[0], *said], *([*row, *said] for row in ROSTER[1:])]
    intake = understand(grids({**_OTHERS, "教师名册": roster}), None, counting())
    assert intake.district is not None, intake.problems
    notes = [dict(note.facts) for note in intake.notes if note.code == "column_not_used"]
    assert [one["text"] for one in notes] == ["教龄"]


def test_a_roster_per_school_and_columns_nobody_needs() -> None:
    core: Rows = [
        ["城北小学(核心校区)教师名册"],
        ["序号", "姓名", "工号", "任教学科", "学段", "职务", "手机号码"],
        *([n, row[2], row[1], row[3], "小学", "教师", 13900000000 + n] for n, row in enumerate(_CORE)),
        ["合计", "4人", None, None, None, None, None],
    ]
    others = {name: rows for name, rows in _OTHERS.items() if name != "教师名册"}
    sheets = {**others, "教师名册1": core, "名册2": [ROSTER[0], *_MEMBER]}
    intake = understand(grids(sheets), None, counting())
    assert intake.district is not None, intake.problems
    assert _posts(intake.district) == _posts(_district())
    assert [(note.code, note.source.cell) for note in intake.notes if note.source.sheet == "教师名册1"] == [
        ("column_not_used", "A2"),
        ("column_not_used", "E2"),
        ("column_not_used", "F2"),
        ("contacts_not_read", "G2"),
        ("row_not_used", "B7"),
    ]
    assert "13900000001" not in repr(intake)


def test_school_and_campus_in_two_columns() -> None:
    roster: Rows = [
        ["学校", "校区", "工号", "姓名", "学科"],
        ["城北小学", "本部", "A1", "赵霞", "语文"],
        ["城北小学", "东校区", "A2", "钱华", "语文"],
        [None, None, "A3", "孙丽", "数学"],
    ]
    table: Rows = [["城北小学总课表"], *SHEETS["总课表-核心"][1:5]]
    sheets = {"统一作息": SHEETS["统一作息"], "校历": SHEETS["校历"], "教师名册": roster, "总课表": table}
    district = understand(grids(sheets), None, counting()).district
    assert district is not None
    assert [campus for campus, *_ in _posts(district)][:3] == ["城北小学", "城北小学东校区", "城北小学"]


def test_the_first_of_several_subjects_is_the_posts() -> None:
    intake = _intake(教师名册=[*ROSTER, ["柳河校区", "LH60", "林新", "语文、道法"]])
    assert intake.district is not None
    assert _posts(intake.district)[-1][-1] == "语文"
    assert _notes("教师名册", intake) == [("subjects_several", "D8")]


@pytest.mark.parametrize(
    "contact",
    [
        *("13812345678", "138-1234-5678", "138 1234 5678", "１３８１２３４５６７８", "+8613812345678"),
        *("0578-2288123", "shen.lan@163.com", "33250119800101123X"),
    ],
)
def test_a_contact_in_a_footnote_is_blotted_out(contact: str) -> None:
    intake = _intake(教师名册=[*ROSTER, [f"注：联系人沈老师{contact}"]])
    (note,) = (note for note in intake.notes if note.source.sheet == "教师名册")
    assert dict(note.facts)["text"] == "注:联系人沈老师***"


_LONG: Rows = [["编号", "主题", "主持人"], *([str(n), "评课", "周杰"] for n in range(1, 21))]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["学校", "联系人", "微信"], ["柳河校区", "沈老师", "shenlan"]),
        (["短号", "家庭住址"], ["66123", "柳河路1号"]),
    ],
)
def test_contacts_below_a_long_table_are_taken_out_too(header: list[str], row: list[str]) -> None:
    public, headers = without_private_data(grids({"计划": [*_LONG, header, row]})[0])
    private = [text for text in header if text not in ("学校", "联系人")]
    assert [cell.text for cell in headers] == private
    assert [cell.text for cell in public.cells if cell.row > 22] == row[: len(row) - len(private)]


@pytest.mark.parametrize("rows", [[["学号", "姓名"], ["1", "某某"]], [["三(1)班学生名单"], ["1", "某某"]]])
def test_of_pupils_below_a_long_table_nobody_is_kept(rows: Rows) -> None:
    public, headers = without_private_data(grids({"计划": [*_LONG, *rows]})[0])
    assert ("某某" in {cell.text for cell in public.cells}, len(headers)) == (False, 1)


def test_a_topic_that_sounds_like_contacts_cuts_nothing_below_it() -> None:
    (sheet,) = grids({"计划": [*_LONG, ["21", "口语交际:打电话", "周杰"], ["22", "家长", "周杰"], _LONG[1]]})
    assert without_private_data(sheet) == (sheet, ())


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("名单", [["三(1)班学生名单"], ["编号", "姓名"], ["1", "某某"]]),
        ("名单", [["碧湖小学三（1）班花名册"], ["编号", "姓名"], ["1", "某某"]]),
        ("名单", [["编号", "学生姓名(必填)"], ["1", "某某"]]),
        ("三(1)班学生名单", [["编号", "姓名"], ["1", "某某"]]),
    ],
)
def test_of_a_list_of_pupils_nobody_is_kept(name: str, rows: Rows) -> None:
    public, headers = without_private_data(grids({name: rows})[0])
    assert ([cell.text for cell in public.cells if "某某" in cell.text], len(headers)) == ([], 1)


def test_pupils_as_the_topic_of_an_activity_are_no_list_of_them() -> None:
    (sheet,) = grids({"台账": [["编号", "主题"], ["1", "上报学生名单"], ["2", "评课"]]})
    assert without_private_data(sheet) == (sheet, ())


def test_a_contact_above_a_list_of_pupils_is_blotted_out_too() -> None:
    (sheet,) = grids({"名单": [["联系人13812345678"], ["学号", "姓名"], ["1", "某某"]]})
    assert [cell.text for cell in without_private_data(sheet)[0].cells] == ["联系人***", "学号", "姓名"]


def test_two_of_one_name_at_a_school_are_told_apart_by_subject_else_asked() -> None:
    roster = [*ROSTER, ["柳河校区", "LH70", "周杰", "体育"]]
    assert _intake(教师名册=roster).problems == ()
    wishes: Rows = [
        ["编号", "学科", "年级", "主讲班", "主讲教师", "星期", "节次", "听讲校区"],
        ["S01", "音乐", "三年级", "三年级", "周杰", "周一", "第1节", "核心校区三(1)班"],
    ]
    (question,) = understand(
        grids({**_OTHERS, "教师名册": roster, "需求": [[*wishes[0], "主讲校区"], [*wishes[1], "柳河校区"]]}),
        None,
        counting(),
    ).questions
    assert (question.problem.code, question.choices) == ("teacher_ambiguous", ("周杰 LH01", "周杰 LH70"))
