"""The joint table as a document."""

from service.words.table_documents import table_document
from tests.districts import COMMUNITY as SMALL
from tests.districts import awaiting, small_district, wish
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
    }
    assert (wished["placed"], len(wished["places"])) == (False, 1)
    assert (homeless["lecturer"], homeless["places"]) == (None, [])


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
