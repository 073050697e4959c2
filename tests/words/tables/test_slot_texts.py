"""What if a joint lesson stood elsewhere, in both languages."""

from service.domain.identity import JointLessonId
from service.domain.reasons import Reason, ReasonCode
from service.domain.slot_trials import Explanation, Repair, SlotState, SlotVerdict
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.slot_documents import explanation_document, repair_document, verdict_documents
from service.words.tables.slot_texts import explanation_lines, verdict_text
from tests.solver.trials.drafts import MON_1, MON_2, questions, solved, two_schools

CHINESE, ENGLISH = Words("zh"), Words("en")
J1 = JointLessonId("J1")


def test_each_verdict_is_a_line() -> None:
    taken = Reason(ReasonCode.HELD_BY_HOME_LESSON, (("who", "乙校301"), ("lesson", "班会")))
    verdicts = (
        SlotVerdict(Slot(1, 1), SlotState.OK, here=True),
        SlotVerdict(Slot(1, 2), SlotState.OK),
        SlotVerdict(Slot(1, 3), SlotState.MOVES, 2),
        SlotVerdict(Slot(1, 4), SlotState.MOVES, 5, exact=False),
        SlotVerdict(Slot(1, 5), SlotState.IMPOSSIBLE, reasons=(taken,)),
    )
    assert [verdict_text(one, CHINESE) for one in verdicts] == [
        "周一第1节：现在就在这里",
        "周一第2节：可以，不动校内课",
        "周一第3节：要动2节校内课",
        "周一第4节：至少要动5节校内课",
        "周一第5节：不行，乙校301此时有班会，不能移动",
    ]
    assert [verdict_text(one, ENGLISH) for one in verdicts[2:]] == [
        "Mon, period 3: home lessons that move: 2",
        "Mon, period 4: home lessons that move: at least 5",
        "Mon, period 5: impossible: 乙校301 has 班会 then, which cannot move",
    ]


def test_a_repair_as_data_and_in_words() -> None:
    draft = solved(two_schools())
    found = questions(draft).repair(J1, MON_2)
    assert isinstance(found, Repair)
    document = repair_document(draft, found, CHINESE)
    assert document["text"] == "动2节校内课；全表多动2；需要确认：甲校、乙校"
    assert [move["text"] for move in document["joint"]] == ["J1 音乐：周一第1节 → 周一第2节"]
    assert [move["text"] for move in document["home"]] == [
        "甲校301语文（丁）：周一第2节 → 周一第1节",
        "乙校301语文（己）：周一第2节 → 周一第1节",
    ]
    assert (document["moves"], document["proven"], document["gain"], document["findings"]) == (
        2,
        True,
        -2,
        [],
    )


def test_an_explanation_names_facts_and_the_way_out() -> None:
    draft = solved(two_schools(yi="音乐:乙 班会:己 数学:庚"))
    found = questions(draft).explain(J1, MON_2)
    assert list(explanation_lines(draft, found, CHINESE)) == [
        "J1 音乐不能排在周一第2节：乙校301此时有班会，不能移动。",
        "若乙校301班会可以移动，就可以：J1 音乐：周一第1节 → 周一第2节；动2节校内课。",
    ]
    document = explanation_document(draft, found, ENGLISH)
    assert document["slot"] == {"weekday": 1, "period": 2}
    assert [one["kind"] for one in document["way_out"]["given"]] == ["home_lesson_movable"]
    bare = Explanation(J1, None, found.reasons)
    assert explanation_document(draft, bare, ENGLISH)["way_out"] is None


def test_a_grid_as_data() -> None:
    draft = solved(two_schools())
    documents = verdict_documents(draft, questions(draft).slots(J1), ENGLISH)
    assert documents[0] == {
        "weekday": MON_1.weekday,
        "period": MON_1.period,
        "state": "ok",
        "moves": 0,
        "exact": True,
        "here": True,
        "overlaps": [{"campus": "乙校", "minutes": 40}],
        "reasons": [],
        "text": "Mon, period 1: it stands here",
    }
    assert {one["state"] for one in documents} == {"ok", "moves", "impossible"}
