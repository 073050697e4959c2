"""What could be given up, in both languages."""

from string import Formatter

from service.domain.identity import JointLessonId
from service.domain.relaxations import COST, Relaxation, RelaxationKind
from service.domain.slots import Slot
from service.words.catalogue import Words
from service.words.tables.relaxations import TEMPLATES, relaxation_text

J1 = JointLessonId("J1")


def test_another_assistant_in_words() -> None:
    facts = (("campus", "乙校"), ("person", "李老师"))
    given = Relaxation(RelaxationKind.ANOTHER_ASSISTANT, J1, facts)
    assert relaxation_text(given, Words("zh")) == "若乙校的辅助教师可由李老师担任"
    assert relaxation_text(given, Words("en")) == "if 李老师 assists at 乙校"


def test_a_slot_in_words() -> None:
    facts = (("campus", "乙校"), ("person", "王老师"))
    given = Relaxation(RelaxationKind.PERSON_AT_CAMPUS, J1, facts, slot=Slot(3, 3))
    assert relaxation_text(given, Words("zh")) == "若王老师在周三第3节能到乙校"
    assert relaxation_text(given, Words("en")) == "if 王老师 is at 乙校 on Wed, period 3"


def test_a_slot_that_the_wish_rules_out_in_words() -> None:
    given = Relaxation(RelaxationKind.SLOT_ALLOWED, J1, slot=Slot(5, 3))
    assert relaxation_text(given, Words("zh")) == "若允许排在周五第3节"
    assert relaxation_text(given, Words("en")) == "if the wish allows Fri, period 3"


def test_every_kind_has_a_cost_and_words_with_the_same_facts_in_both_languages() -> None:
    chinese = Words("zh")
    assert set(TEMPLATES) == set(COST) == set(RelaxationKind)
    for kind, template in TEMPLATES.items():
        names = sorted({name for _, name, _, _ in Formatter().parse(template) if name and name != "slot"})
        facts = tuple((name, f"<{name}>") for name in names)
        text = relaxation_text(Relaxation(kind, J1, facts), chinese)
        assert text.startswith("若"), kind
        assert [name for name in names if f"<{name}>" not in text] == []
