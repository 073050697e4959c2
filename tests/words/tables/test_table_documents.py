"""The joint table as a document."""

from datetime import date

from service.domain.joint_lessons import Handover
from service.words.tables.table_documents import table_document
from tests.districts import COMMUNITY as SMALL
from tests.districts import GUEST, HOST, awaiting, place_id, small_district, teacher_id, wish
from tests.web.districts import COMMUNITY, district


def test_document_of_a_draft() -> None:
    document = table_document(district(), COMMUNITY, 3)
    assert (document["community"], document["term"], document["revision"]) == (
        "城北教共体",
        "2026学年第一学期",
        3,
    )
    placed, wished, homeless = document["lessons"]
    assert (placed["id"], placed["placed"]) == ("J01", True)
    assert placed["places"] == [
        {
            "from": "2026-09-01",
            "until": "2027-01-22",
            "weekday": 1,
            "period": 1,
            "start": "08:40",
            "end": "09:20",
            "local_periods": {"白塘校区": 1, "柳河教学点": 1},
        }
    ]
    assert placed["ends"][1] == {
        "campus": "白塘校区",
        "hosts": False,
        "classes": ["三(1)班"],
        "awaited": None,
        "place": "同步教室",
        "assistant": "白语文老师",
        "assistants": [{"from": None, "name": "白语文老师"}],
        "rooms": [{"from": None, "name": "同步教室"}],
    }
    assert placed["lecturers"] == [{"from": None, "name": placed["lecturer"]}]
    assert (wished["placed"], len(wished["places"])) == (False, 1)
    assert (homeless["lecturer"], homeless["places"]) == (None, [])


def test_document_of_a_lesson_that_is_handed_over() -> None:
    """Whoever had it first keeps her field; all who have it are listed with the day from which they do."""
    to, since = teacher_id(HOST, "语文301"), date(2026, 10, 26)
    lesson = wish(
        handovers=(
            Handover(since, HOST, teacher_id=to),
            Handover(since, GUEST, teacher_id=teacher_id(GUEST, "语文301"), place_id=place_id(HOST)),
        )
    )
    told = table_document(small_district(lesson), SMALL, None)["lessons"][0]
    host, guest = told["ends"]
    assert told["lecturer"] == "师2"
    assert told["lecturers"] == [{"from": None, "name": "师2"}, {"from": "2026-10-26", "name": "师0"}]
    assert host["assistants"] == []
    assert [one["from"] for one in guest["assistants"]] == [None, "2026-10-26"]
    assert guest["assistants"][0]["name"] == guest["assistant"] != guest["assistants"][1]["name"]
    assert [(one["from"], one["name"]) for one in guest["rooms"]] == [
        (None, guest["place"]),
        ("2026-10-26", "主讲室"),
    ]


def test_document_of_a_lesson_that_waits_for_a_table() -> None:
    waiting = table_document(awaiting(small_district(wish())), SMALL, None)["lessons"][0]
    settled = table_document(small_district(wish()), SMALL, None)["lessons"][0]
    assert (waiting["placed"], waiting["awaited"], waiting["dates"]["complete"]) == (False, ["乙小学"], 0)
    assert (settled["placed"], settled["awaited"], settled["dates"]["complete"]) == (False, [], 16)
    assert [(end["classes"], end["awaited"]) for end in waiting["ends"]] == [
        (["三(1)班"], None),
        ([], "三(1)班"),
    ]


def test_moves_and_sessions_of_a_draft() -> None:
    document = table_document(district(), COMMUNITY, None)
    assert document["moved"] == [
        {
            "campus": "白塘校区",
            "class": "三(1)班",
            "subject": "英语",
            "teacher": "白英语老师",
            "from": {"weekday": 2, "period": 1, "weeks": "all"},
            "to": {"weekday": 2, "period": 3, "weeks": "all"},
            "since": "2026-09-01",
        }
    ]
    assert [session["id"] for session in document["sessions"]] == ["K01", "K02"]
    assert document["sessions"][0]["start"] == "13:40"
    assert document["sessions"][1]["date"] is None
