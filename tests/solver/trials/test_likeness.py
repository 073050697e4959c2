"""A table made like another says what one made anew says, whatever differs between the two."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import pytest

from calendars.spans import ClockSpan
from service.domain.district import District
from service.domain.drafts import Pin
from service.domain.identity import CommunityId
from service.domain.people import Unavailability
from service.domain.relaxations import Relaxation, RelaxationKind, relaxed
from service.solver.trials.explaining import Explaining
from service.solver.trials.proposals import Proposal
from service.solver.trials.questions import Questions
from service.solver.trials.standing_table import StandingTable
from tests.solver.instances import with_limits
from tests.solver.trials.test_exactness import ENOUGH, SEEDS, solved, to_be_had, trial


def said(asked: Questions) -> tuple[object, ...]:
    """Everything that questions are answered from, and an answer for each slot."""
    table = asked.table
    return (
        (table.problem.pieces, table.problem.cells, table.problem.fixed_claims, table.problem.session_claims),
        (table.stands, table.home_on, table.crowd_on, table.joint_on, table.fixed_on, table.most),
        (table.bell_starts, table.cells, table.unit_of),
        tuple(asked.slots(lesson.id) for lesson in table.problem.wanted),
    )


def busy(district: District) -> District:
    """Of every kind something: a lecturer away, a lesson pinned, a joint lesson pinned, days ruled out."""
    lecturer_id = district.joint_lessons[0].lecturer_id
    assert lecturer_id is not None
    away = Unavailability(lecturer_id, weekday=2, span=ClockSpan.parse("08:00", "12:00"))
    (draft,) = district.drafts
    lessons = district.home_timetables[0].lessons[::7]
    pins = frozenset(Pin(home.id, home.weekday, home.period) for home in lessons)
    table = replace(
        district,
        unavailabilities=(*district.unavailabilities, away),
        drafts=(replace(draft, pins=pins),),
        joint_lessons=(*district.joint_lessons[:-1], replace(district.joint_lessons[-1], pinned=True)),
    )
    return with_limits(table)


def suppositions(asked: Questions) -> Iterator[Relaxation]:
    """One of each kind that would help any lesson anywhere."""
    seen: set[RelaxationKind] = set()
    for lesson in asked.table.problem.wanted:
        explaining = Explaining(asked.table, asked.obstacles, lesson)
        for verdict in asked.slots(lesson.id):
            for hindrance in (*explaining.of_slot(verdict.slot), *explaining.stuck(verdict.slot)):
                for given in hindrance.relaxations:
                    if given.kind not in seen:
                        seen.add(given.kind)
                        yield given


def warm(district: District, community_id: CommunityId) -> Questions:
    """With everything worked out that a question of the week needs."""
    asked = Questions(district, community_id)
    said(asked)
    return asked


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_given_up_tells_in_a_table_like_the_one_before(seed: int) -> None:
    plain, community_id = solved(seed)
    asked = warm(busy(plain), community_id)
    given = tuple(suppositions(asked))
    assert len(given) > 3
    for one in given:
        after = relaxed(asked.table.district, one)
        assert said(Questions(after, community_id, asked)) == said(Questions(after, community_id)), one.kind


@pytest.mark.parametrize("seed", SEEDS)
def test_another_version_of_a_draft_is_told_from_the_one_before(seed: int) -> None:
    district, community_id = solved(seed)
    asked = warm(district, community_id)
    for lesson_id, verdict in to_be_had(asked):
        if verdict.here or not verdict.moves:
            continue
        seated = trial(asked, lesson_id, verdict.slot).seated(steps=ENOUGH, most=20)
        after = Proposal(asked.table, seated).table_after()
        like = Questions(after, community_id, asked)
        assert like.table.problem.pieces is asked.table.problem.pieces
        assert said(like) == said(Questions(after, community_id))
        break
    else:
        pytest.fail("no lesson can be put elsewhere")


def test_an_equal_draft_read_again_finds_everything_made() -> None:
    district, community_id = solved(1)
    asked = warm(district, community_id)
    like = StandingTable(deepcopy(district), community_id, asked.table)
    assert like.home_on is asked.table.home_on
    assert like.fixed_on is asked.table.fixed_on
    assert like.known == asked.table.known
