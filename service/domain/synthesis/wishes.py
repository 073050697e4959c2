"""Wishes for joint lessons (空中同步课堂): a lecturer of the lead with a class of hers; who listens."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from calendars.weeks import ALL_WEEKS, ODD_WEEKS, Weeks
from service.domain.identity import CampusId, ClassId, CommunityId, JointLessonId, PersonId, TermId
from service.domain.joint_lessons import AssistantState, End, JointLesson
from service.domain.people import EVERY_DAY
from service.domain.preferences import Preferences
from service.domain.slots import Slot
from service.domain.synthesis.home_weeks import CLASS_MEETING, WEEK
from service.domain.synthesis.parties import Party
from service.domain.synthesis.sites import SiteClass

KIND = "空中同步课堂"
# Most named in practice: English, music, art, science; then what small schools lack a teacher of.
_SUBJECTS: Mapping[str, int] = {
    "英语": 5, "音乐": 5, "美术": 5, "科学": 5, "信息科技": 2, "道德与法治": 2, "语文": 1, "数学": 1,
}  # fmt: skip
_RECEIVERS = (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 4)
_LESSONS_PER_LECTURER = 4
#: A campus has one room to listen in, and not every period of its bells fits the lead's.
_LESSONS_PER_RECEIVER = 16
_TRIES = 80
#: Of a hundred wishes so many ask for the slot that suits most classes, and for any slot whatever.
_WELL_CHOSEN, _AT_RANDOM = 10, 20
#: Of a hundred assistants so many are named by role, and not at all.
_BY_ROLE, _BLANK = 25, 8


def wishes(
    community_id: CommunityId,
    term_id: TermId,
    parties: Sequence[Party],
    wanted: int,
    rng: Random,
    mint: Callable[[], str],
) -> tuple[JointLesson, ...]:
    """So many wishes of a community, its lead first among `parties`; fewer where nothing is left to share.

    No class is asked for twice with one subject, no lecturer for more than four lessons. Slots clash as in
    life.
    """
    asking = _Asking(community_id, term_id, parties[0], parties[1:], rng, mint)
    found: list[JointLesson] = []
    for _ in range(wanted * _TRIES):
        if len(found) == wanted:
            break
        wish = asking.wish(f"J{len(found) + 1:02}", after=wanted - len(found) - 1)
        if wish is not None:
            found.append(wish)
    return tuple(found)


def with_courses(
    wished: Sequence[JointLesson], parties: Sequence[Party], courses: int, mint: Callable[[], str]
) -> tuple[JointLesson, ...]:
    """The wishes, so many of them for two lessons a week at any time: the first of these is double.

    Only where every class has two lessons of the subject each week to give up for it.
    """
    found: list[JointLesson] = []
    standing = {key: stands for party in parties for key, stands in party.standing.items()}
    for wish in wished:
        classes = [class_id for end in wish.ends for class_id in end.class_ids]
        often = all(
            [weeks for _, weeks in standing[class_id, wish.subject]].count(ALL_WEEKS) > 1
            for class_id in classes
        )
        if not courses or not often:
            found.append(wish)
            continue
        first = replace(wish, wished=None, course=wish.code)
        after = "" if any(one.right_after for one in found) else wish.code
        second = replace(first, id=JointLessonId(mint()), code=f"{wish.code}-2", right_after=after)
        found += [first, second]
        courses -= 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Listener:
    party: Party
    class_id: ClassId


@dataclass
class _Asking:
    community_id: CommunityId
    term_id: TermId
    lead: Party
    members: Sequence[Party]
    rng: Random
    mint: Callable[[], str]
    taken: set[tuple[ClassId, str]] = field(default_factory=set)
    lectures: Counter[PersonId] = field(default_factory=Counter)
    listening: Counter[CampusId] = field(default_factory=Counter)
    hosting: Counter[str] = field(default_factory=Counter)

    def wish(self, code: str, after: int) -> JointLesson | None:
        """One try; it leaves room for as many wishes `after` it."""
        subject = self.rng.choices(list(_SUBJECTS), list(_SUBJECTS.values()))[0]
        host_class = self.rng.choice(self.lead.site.classes)
        lecturer = self.lead.staff.teacher(host_class.id, subject)
        if lecturer is None or not self._may_lecture(lecturer) or (host_class.id, subject) in self.taken:
            return None
        weeks = _weeks_of(self.lead, host_class.id, subject)
        slot, listeners = self._slot_and_listeners(host_class, subject, weeks, self._most(after))
        if not listeners:
            return None
        self.taken |= {(host_class.id, subject), *((listener.class_id, subject) for listener in listeners)}
        self.lectures[lecturer] += 1
        self.listening.update(listener.party.id for listener in listeners)
        host = self._host_end(host_class.id)
        ends = (host, *(self._end(listener, subject) for listener in listeners))
        return JointLesson(
            id=JointLessonId(self.mint()),
            code=code,
            community_id=self.community_id,
            term_id=self.term_id,
            kind=KIND,
            subject=subject,
            lecturer_id=lecturer,
            ends=ends,
            weeks=weeks,
            wished=slot,
        )

    def _may_lecture(self, person_id: PersonId) -> bool:
        return not _is_shared(self.lead, person_id) and self.lectures[person_id] < _LESSONS_PER_LECTURER

    def _most(self, after: int) -> int:
        """How many campuses may listen at most."""
        room = sum(_LESSONS_PER_RECEIVER - self.listening[party.id] for party in self.members)
        return max(1, min(self.rng.choice(_RECEIVERS), room - after))

    def _slot_and_listeners(
        self, host_class: SiteClass, subject: str, weeks: Weeks, most: int
    ) -> tuple[Slot, list[_Listener]]:
        """The wished slot, and a class of the grade at each of some campuses, those least asked first."""
        order = sorted(self.members, key=lambda party: (self.listening[party.id], self.rng.random()))
        campuses = [
            (party, classes)
            for party in order
            if self.listening[party.id] < _LESSONS_PER_RECEIVER
            and (classes := self._classes(party, host_class.grade, subject, weeks, most == 1))
        ][:most]
        own = [slot for slot, _ in self.lead.standing[host_class.id, subject]]
        luck = self.rng.randrange(100)
        if luck < _WELL_CHOSEN:
            slot = max(
                own, key=lambda one: sum(bool(self._suited(*campus, subject, one)) for campus in campuses)
            )
            campuses = [
                (party, self._suited(party, classes, subject, slot) or classes) for party, classes in campuses
            ]
        elif luck < _WELL_CHOSEN + _AT_RANDOM:
            slot = self.rng.choice(sorted(WEEK - {CLASS_MEETING}))
        else:
            slot = self.rng.choice(own)
        return slot, [_Listener(party, self.rng.choice(classes)) for party, classes in campuses]

    def _classes(self, party: Party, grade: int, subject: str, weeks: Weeks, alone: bool) -> list[ClassId]:
        """Those that may listen; campuses that share a teacher have no day in common: she listens `alone`."""
        return [
            entry.id
            for entry in party.site.classes
            if entry.grade == grade
            and (entry.id, subject) not in self.taken
            and (entry.id, subject) in party.standing
            and _weeks_of(party, entry.id, subject) == weeks
            and (alone or not _is_shared(party, party.staff.teacher(entry.id, subject)))
        ]

    def _suited(self, party: Party, classes: Sequence[ClassId], subject: str, slot: Slot) -> list[ClassId]:
        """The classes that have the subject just then."""
        here = party.local(self.lead, slot, Preferences().least_overlap)
        return [one for one in classes if here in {stands for stands, _ in party.standing[one, subject]}]

    def _host_end(self, class_id: ClassId) -> End:
        """In the host room asked for least so far."""
        room = min(self.lead.rooms, key=lambda place: self.hosting[place.id])
        self.hosting[room.id] += 1
        return End(self.lead.id, (class_id,), hosts=True, place_id=room.id, place_text=room.name)

    def _end(self, listener: _Listener, subject: str) -> End:
        rooms = listener.party.rooms
        teacher: PersonId | None = listener.party.staff.teacher(listener.class_id, subject)
        luck = self.rng.randrange(100)
        state = AssistantState.NAMED
        if luck < _BLANK or teacher is None:
            teacher, state = None, AssistantState.MISSING
        elif luck < _BLANK + _BY_ROLE:
            state = AssistantState.BY_ROLE
        return End(
            listener.party.id,
            (listener.class_id,),
            place_id=rooms[0].id if len(rooms) == 1 else None,
            assistant_id=teacher,
            assistant_state=state,
        )


def _is_shared(party: Party, person_id: PersonId | None) -> bool:
    return any(post.person_id == person_id and post.weekdays != EVERY_DAY for post in party.staff.posts)


def _weeks_of(party: Party, class_id: ClassId, subject: str) -> Weeks:
    """Odd weeks where the subject alternates with another, else all."""
    stands = party.standing.get((class_id, subject), ())
    return ODD_WEEKS if any(weeks == ODD_WEEKS for _, weeks in stands) else ALL_WEEKS
