"""Why a lesson is not placed, in both languages."""

from string import Formatter

from service.domain.reasons import Reason, ReasonCode
from service.words.catalogue import Words
from service.words.tables.reasons import TEMPLATES, reason_text

FULL = Reason(
    ReasonCode.PLACE_FULL, (("place", "主讲室一"), ("campus", "核心校区"), ("need", 38), ("have", 35))
)


def test_a_shortage_in_words() -> None:
    assert reason_text(FULL, Words("zh")) == "核心校区主讲室一每周最多容纳35节同步课，需要38节"
    assert reason_text(FULL, Words("en")) == (
        "joint lessons a week that 核心校区 主讲室一 has room for: 35; wished: 38"
    )


def test_a_table_that_is_awaited_in_words() -> None:
    awaited = Reason(ReasonCode.TABLE_AWAITED, (("campuses", ("柳河校区", "白塘校区")),))
    assert reason_text(awaited, Words("zh")) == "柳河校区、白塘校区的课表还没有交，这节课先待定"
    assert reason_text(awaited, Words("en")) == (
        "the home timetable of 柳河校区, 白塘校区 has not been sent yet, so the lesson waits"
    )


def test_a_period_that_a_day_does_not_ring_in_words() -> None:
    not_rung = Reason(ReasonCode.PERIOD_NOT_RUNG, (("campus", "核心校区"), ("slots", 2), ("of", 35)))
    assert reason_text(not_rung, Words("zh")) == "核心校区那天没有这一节（35个时段中的2个）"
    assert reason_text(not_rung, Words("en")) == (
        "核心校区 does not ring that period on that day (in 2 of 35 slots)"
    )


def test_every_code_has_words_with_the_same_facts_in_both_languages() -> None:
    chinese = Words("zh")
    assert TEMPLATES.keys() == set(ReasonCode)
    for code, template in TEMPLATES.items():
        names = sorted({name for _, name, _, _ in Formatter().parse(template) if name})
        facts = tuple((name, f"<{name}>") for name in names)
        text = reason_text(Reason(code, facts), chinese)
        assert text != template.format_map(dict(facts)), code
        assert [name for name in names if f"<{name}>" not in text] == []
