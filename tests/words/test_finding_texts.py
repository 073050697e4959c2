"""Findings in words: a clash on one date names the date where a weekly one names its weeks."""

from datetime import date

from service.domain.joint_lessons import OneOff
from service.domain.rules import judge
from service.words.catalogue import Words
from service.words.finding_texts import finding_text
from tests.districts import small_district, wish


def test_weeks_of_a_weekly_lesson_and_the_date_of_a_single_one() -> None:
    (weekly, _) = judge(small_district(wish(period=2)))
    (single, _) = judge(small_district(wish(wished=None, one_offs=(OneOff(date(2026, 9, 14), 2),))))
    other = "甲小学 周一 第2节 三(1)班 数学 [甲小学!B2]"
    begins = "J01 音乐 三(1)班:三(1)班这时上的是数学"
    assert finding_text(weekly, Words("zh")) == f"{begins}(每周):{other}。"
    assert finding_text(single, Words("zh")) == f"{begins}(9月14日(周一)):{other}。"
