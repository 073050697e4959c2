"""The home lessons that a community's draft moves: one count, whoever tells it."""

from service.domain.district import District
from service.domain.home_timetables import HomeLesson, Move, is_home_again
from service.domain.identity import CommunityId
from service.domain.sittings.in_force import lessons_in_force


def moved_lessons(district: District, community_id: CommunityId) -> tuple[tuple[HomeLesson, Move], ...]:
    """Each with where the schools' own workbooks have it, in the order of the draft.

    Not those whose place a joint lesson takes in all their weeks: nobody teaches them any more; nor what
    was moved before and is back.
    """
    draft = district.draft(community_id)
    if draft is None:
        return ()
    taught = {
        piece.lesson.id
        for timetable in district.home_timetables
        for piece in lessons_in_force(district, timetable)
    }
    return tuple(
        (home, move)
        for move in draft.moves
        if move.lesson_id in taught and not is_home_again(home := district.home_lesson[move.lesson_id], move)
    )
