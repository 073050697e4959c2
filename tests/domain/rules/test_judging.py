"""Whoever wants errors only is spared the rules that merely ask, and misses nothing."""

from service.domain.district import District
from service.domain.findings import Code, Severity
from service.domain.rules.judging import RULES, STRICT_RULES, judge
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan


def a_district() -> District:
    return synthetic_district(DistrictPlan(campuses=3, classes=(4,), joint=8, incomplete=2))


def test_the_strict_rules_find_every_error() -> None:
    district = a_district()
    errors = [finding for finding in judge(district) if finding.severity is Severity.ERROR]
    assert Code.PLAN_INCOMPLETE in {finding.code for finding in errors}
    strict = judge(district, rules=STRICT_RULES)
    assert [finding for finding in strict if finding.severity is Severity.ERROR] == errors


def test_the_others_ask() -> None:
    asking = tuple(rule for rule in RULES if rule not in STRICT_RULES)
    found = judge(a_district(), rules=asking)
    assert {finding.severity for finding in found} == {Severity.WARNING}
