"""Single dates through the command: what a person types, what it answers, and what it leaves alone."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from service import clock
from service.cli import main
from tests.cli.conftest import SUNDAY
from tests.cli.test_week_edits import Run, document, run

__all__ = ["run"]

TUESDAY, THURSDAY = "2026-11-24", "2026-11-26"
LESSON = "江北实验小学(核心校区) 三(1)班 第1节"


class Office:
    """The command on the published case, in English; `json` answers the facts."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.capsys = url, capsys

    def __call__(self, name: str, *arguments: str) -> tuple[int, str, str]:
        code = main([name, "--database", self.url, "--language", "en", *arguments])
        return (code, *self.capsys.readouterr())

    def json(self, name: str, *arguments: str) -> Any:
        return json.loads(self(name, "--json", *arguments)[1])


@pytest.fixture
def office(published: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(clock, "now", lambda: SUNDAY)
    return Office(published, capsys)


def test_without_a_target_it_says_who_could_and_the_first_can(office: Office) -> None:
    found = office.json("change", "substitute", "S01", TUESDAY, "--absent", "洪秀英")["stand_ins"]
    first = found[0]
    assert (first["fits"], first["against"]) == (True, [])
    by = f"{first['campus']} {first['name']}"
    act = office.json("change", "substitute", "S01", TUESDAY, "--absent", "洪秀英", "--by", by)
    assert (act["written"], act["findings"]) == (True, [])
    [change] = office.json("changes")["changes"]
    assert (change["substitute"], change["silent"]) == (first["person"], False)


def test_a_dry_run_writes_nothing_and_undo_takes_back(office: Office) -> None:
    dry = office.json("change", "revert", "S01", TUESDAY, "--dry-run")
    assert (dry["written"], office.json("changes")["changes"]) == (False, [])
    assert [notice["school"] for notice in dry["notices"]][:1] == ["江北实验小学"]
    act = office.json("change", "revert", "S01", TUESDAY, "--reason", "link down")
    assert [one["act"] for one in office.json("changes")["changes"]] == [act["id"]]
    assert office("undo", act["id"])[0] == 0
    assert office.json("changes")["changes"] == []
    code, _, complaint = office("undo", act["id"])
    assert (code, complaint.startswith("Nothing was taken back")) == (1, True)


def test_what_is_cancelled_is_made_up_for_in_one_act(run: Run) -> None:
    cancel = ("change", "cancel", "J01", "2026-09-14", "--to", "2026-09-16", "--period", "4", "--json")
    act = document(run(*cancel))
    assert [one["kind"] for one in act["changes"]] == ["cancel", "move"]
    assert [(one["new"]["date"], one["new"]["state"]) for one in act["events"]] == [("2026-09-16", "moved")]
    # Without its make-up it stays cancelled, and can be made up for again.
    back = document(run("undo", act["changes"][1]["id"], "--json"))
    assert [one["new"]["state"] for one in back["events"]] == ["cancelled"]
    assert [one["kind"] for one in document(run(*cancel))["changes"]] == ["move"]


def test_where_no_time_is_free_it_says_why_and_offers_chains(office: Office) -> None:
    _, told, _ = office("change", "move", "S01", TUESDAY)
    lines = told.splitlines()
    free = lines.index("Free times in this week and the next: 0.")
    assert 1 <= len(lines[free + 1 :]) <= 4
    assert all(line.startswith("   in the way: ") for line in lines[free + 1 :])
    found = office.json("change", "move", LESSON, TUESDAY)
    assert found["slots"] == []
    chain = found["chains"][0]["id"]
    assert office("change", "move", LESSON, TUESDAY)[1].count(f"(--chain {chain})") == 1
    assert office.json("change", "move", LESSON, TUESDAY, "--chain", chain)["written"] is True
    listed = office.json("changes")["changes"]
    assert [(one["lesson"], one["to_date"], one["to_period"]) for one in listed] == [
        (one["lesson"], one["to_date"], one["to_period"]) for one in found["chains"][0]["changes"]
    ]
    again = ("change", "move", "S01", TUESDAY, "--chain", chain)
    assert office(*again)[::2] == (
        1,
        f"The chain {chain} is not possible, or no longer; without --chain they are listed anew.\n",
    )


def test_a_name_that_may_be_several_lists_the_choices(office: Office) -> None:
    code, _, complaint = office("change", "cancel", "三(1)班", TUESDAY)
    lines = complaint.splitlines()
    assert code == 1
    assert lines[0] == "Tue 24 Nov: “三(1)班” may be several lessons; say which, as “campus class period”:"
    assert len(lines) > 3
    assert office("change", "cancel", "S01", THURSDAY)[::2] == (
        1,
        "Thu 26 Nov: “S01” does not stand on that day; the nearest are Tue 17, 24 Nov, 1 Dec\n",
    )
    code, _, complaint = office("change", "cancel", "S99", TUESDAY)
    assert (code, complaint.startswith("Tue 24 Nov: no lesson is meant by “S99”")) == (1, True)


def test_a_date_may_be_written_as_schools_do(run: Run) -> None:
    move = ("change", "move", "J01", "9月14日", "--to", "9.16", "--period", "4", "--json")
    assert [one["new"]["date"] for one in document(run(*move))["events"]] == ["2026-09-16"]


def test_the_campus_tells_lessons_of_one_name_apart(office: Office) -> None:
    campus = "江北实验小学(核心校区)"
    found = office.json("change", "move", "三(1)班 第1节", TUESDAY, "--campus", campus)
    assert found == office.json("change", "move", f"{campus} 三(1)班 第1节", TUESDAY)
    lessons = ("三(1)班 第1节", TUESDAY, "--with", "三(1)班 第2节", "--campus", campus)
    code, told, complaint = office("change", "swap", *lessons, "--dry-run")
    assert "may be several lessons" not in complaint
    assert (code, campus in told) == (0, True)


def test_a_clash_is_refused_with_what_it_is(office: Office) -> None:
    clash = ("change", "move", "S01", TUESDAY, "--to", THURSDAY, "--period", "3")
    code, _, complaint = office(*clash)
    first, *clashes = complaint.splitlines()
    assert (code, first) == (1, "Nothing was changed: it would bring new clashes.")
    assert len(clashes) == len(office.json(*clash, "--dry-run")["findings"])
    code, told, _ = office(*clash, "--dry-run")
    assert (code, "[Timetable change]" in told) == (1, False)
    assert told.endswith("\nIt cannot be done so, for what is said above. Nothing was changed.\n")
    code, _, complaint = office("change", "move", "S01", TUESDAY, "--period", "42")
    assert (code, "has no such period" in complaint) == (1, True)


def test_without_a_room_it_says_which_are_free_and_one_of_them_is_taken(office: Office) -> None:
    [room] = office.json("change", "room", "S01", TUESDAY)["rooms"]
    told = office("change", "room", "S01", TUESDAY)[1].splitlines()
    assert told[1:] == [
        f"   can change to {room['text']}",
        "Rooms that are free for it then: 1. Take one with --room.",
    ]
    moved = office.json("change", "room", "S01", TUESDAY, "--room", room["text"])
    assert (moved["written"], moved["changes"][0]["to_place"]) == (True, room["place"])


def test_a_leave_lists_every_school_and_is_settled_with_other_answers(office: Office) -> None:
    asked = office.json("leave", "洪秀英", TUESDAY)
    joint = next(one for one in asked["consequences"] if one["event"]["code"] == "S01")
    assert joint["answers"][0]["kind"] == "revert"
    assert office.json("changes")["changes"] == []
    answer = next(one["number"] for one in joint["answers"] if one["kind"] == "substitute")
    act = office.json("leave", "洪秀英", TUESDAY, "--apply", "--answer", f"{joint['number']}={answer}")
    assert {change["lesson"] for change in act["changes"]} == {
        one["event"]["lesson"] for one in asked["consequences"]
    }
    assert act["cause"]["from"] == TUESDAY
    assert {notice["school"] for notice in act["notices"]} >= {"江北实验小学"}
    assert office.json("leave", "洪秀英", TUESDAY)["consequences"] == []
    title = office("changes")[1].splitlines()[0]
    assert title.endswith(f"changes; to take all of them back: tongke undo {act['id']}")
    back = office.json("undo", act["id"])
    assert (len(back["taken_back"]), back["stays"]) == (len(act["changes"]), [])


def test_told_in_the_afternoon_a_leave_leaves_the_morning_alone(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = office.json("leave", "洪秀英", TUESDAY)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 24, 4, 0, tzinfo=UTC))  # noon
    rest = office.json("leave", "洪秀英", TUESDAY)
    assert [one["event"] for one in rest["consequences"]] == [
        one["event"] for one in whole["consequences"] if one["event"]["start"] > "12:00"
    ]
    over = len(whole["consequences"]) - len(rest["consequences"])
    assert (whole["over"], rest["over"]) == (0, over)
    assert office("leave", "洪秀英", TUESDAY)[1].splitlines()[-1] == (
        f"Already over, and left as they were: {over}."
    )


def test_only_the_hours_of_a_leave_are_concerned(office: Office) -> None:
    whole = office.json("leave", "洪秀英", TUESDAY)["consequences"]
    morning = office.json("leave", "洪秀英", TUESDAY, "--time", "08:00-12:00")["consequences"]
    assert [one["event"] for one in morning] == [
        one["event"] for one in whole if one["event"]["start"] < "12:00"
    ]
    code, _, complaint = office("leave", "nobody", TUESDAY)
    assert (code, complaint) == (1, "nobody is called “nobody”; expected the name of a teacher\n")


def test_a_campus_without_its_link_teaches_its_own(office: Office) -> None:
    act = office.json("leave", "柳河校区", TUESDAY, "--link", "--apply")
    assert {change["kind"] for change in act["changes"]} == {"revert"}
