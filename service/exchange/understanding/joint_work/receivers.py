"""Who listens: an end per campus, with the classes that sit together there and who assists."""

from dataclasses import dataclass, field

from service.domain.communities import Campus
from service.domain.home_timetables import HomeLesson
from service.domain.identity import CampusId, ClassId, PersonId, PlaceId
from service.domain.joint_lessons import AssistantState, End
from service.domain.places import only_linked_room
from service.domain.sources import Source
from service.exchange.notation.class_labels import ClassLabel
from service.exchange.notation.class_lists import ClassList
from service.exchange.notation.person_names import is_role
from service.exchange.notation.plain_text import NOT_SAID, listed, plain
from service.exchange.notation.receivers_written import ReceiverItem
from service.exchange.recognition.lists.wishes_sheet import WishRows
from service.exchange.recognition.tables import Row
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.joint_work.awaited import own_teacher, still_awaited
from service.exchange.understanding.joint_work.classes_meant import classes_meant
from service.exchange.understanding.joint_work.classes_written import classes_written
from service.exchange.understanding.joint_work.people_named import person_at
from service.exchange.understanding.joint_work.receiver_items import receivers_of
from service.exchange.understanding.joint_work.receiving_members import Hosting, group_of, with_members
from service.exchange.understanding.joint_work.wish_rooms import room_named


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the wish itself says of its receivers' classes; `grade` None where nothing does."""

    grade: int | None
    subject: str


@dataclass
class _Listening:
    """What the rows say of one campus (and room), as they are read."""

    campus: Campus
    source: Source
    class_ids: list[ClassId] = field(default_factory=list)
    awaited: list[str] = field(default_factory=list)
    classes_source: Source | None = None
    assistant: str = ""
    assistant_source: Source | None = None
    room: str = ""


@dataclass(frozen=True)
class ReceiverReader:
    """Reads who listens; `lessons` are the home lessons that say who teaches a class its subject."""

    bench: Bench
    lessons: tuple[HomeLesson, ...]

    def ends(self, rows: WishRows, grade: int | None, subject: str, hosting: Hosting) -> tuple[End, ...]:
        """An end per campus; two rooms of one campus are two ends."""
        wanted = _Wanted(grade, subject)
        found: dict[tuple[CampusId, str], _Listening] = {}
        for row in rows.rows:
            items = receivers_of(row, self.bench)
            if not items and len(rows.rows) == 1:
                self.bench.report.problem("cell_empty", row.source("receivers"), column="听讲学校")
            items = tuple(with_members(items, hosting, self.bench))
            read = (self._listening(found, item, row, wanted) for item in items)
            here = list({id(one): one for one in read if one is not None}.values())
            self._add_assistants(row, here)
        for one in found.values():
            self._say(one)
        return tuple(self._end(one, subject) for one in found.values() if one.class_ids or one.awaited)

    def name_groups(self, rows: WishRows) -> bool:
        """Whether it takes a community to know them: 全体受援校."""
        items = (item for row in rows.rows for item in receivers_of(row, self.bench))
        return any(group_of(item, self.bench) is not None for item in items)

    def campuses(self, rows: WishRows) -> tuple[CampusId, ...]:
        """The campuses that listen, as far as they are known."""
        names = self.bench.names
        found: list[CampusId] = []
        for item in (item for row in rows.rows for item in receivers_of(row, self.bench)):
            placed = names.at_campus(item.place)
            campus = names.find_campus(item.place) or (None if placed is None else placed[0])
            found += [] if campus is None else [campus.id]
        return tuple(dict.fromkeys(found))

    def _listening(
        self,
        found: dict[tuple[CampusId, str], _Listening],
        item: ReceiverItem,
        row: Row,
        wanted: _Wanted,
    ) -> _Listening | None:
        source = row.source("receivers")
        campus, text = self._place(item, source)
        if campus is None:
            return None
        one = found.setdefault((campus.id, plain(item.room)), _Listening(campus, source, room=item.room))
        one.classes_source = row.source("receiving_class") if item.in_column else source
        self._add_classes(one, text, wanted, one.classes_source)
        if item.assistant:
            self._assist(one, item.assistant, source)
        return one

    def _place(self, item: ReceiverItem, source: Source) -> tuple[Campus | None, str]:
        """The campus, and the classes as they are named behind it: 柳河校区三(2)班."""
        if item.classes:
            return self.bench.names.campus(item.place, source), item.classes
        campus = self.bench.names.find_campus(item.place)
        if campus is None and (placed := self.bench.names.at_campus(item.place)) is not None:
            return placed
        return campus or self.bench.names.campus(item.place, source), ""

    def _add_classes(self, one: _Listening, text: str, wanted: _Wanted, source: Source) -> None:
        """The classes named, else the one of the grade; of several it asks; without a table it waits."""
        written = self._classes_written(one.campus, text, wanted.grade, source)
        if written is None:
            return
        if not self.bench.names.classes_of(one.campus.id):
            one.awaited.append(str(written))
            self.bench.report.note("receiver_awaited", source, campus=one.campus.name, text=str(written))
            return
        names, report = self.bench.names, self.bench.report
        if still_awaited(written, one.campus.id, names, self.bench.known):
            one.awaited.append(str(written))  # the note of all that still wait says so
            return
        ids = classes_meant(written, one.campus, wanted.subject, names, report, source)
        one.class_ids += [class_id for class_id in ids if class_id not in one.class_ids]

    def _classes_written(
        self, campus: Campus, text: str, grade: int | None, source: Source
    ) -> ClassList | None:
        if plain(text) and plain(text) not in NOT_SAID:
            return classes_written(self.bench, campus, text, source)
        if grade is None:
            self.bench.report.problem("cell_empty", source, column="年级")
            return None
        return ClassList((ClassLabel(grade, None),))

    # assistants

    def _add_assistants(self, row: Row, here: list[_Listening]) -> None:
        """`柳河:赵霞、石桥:何静`; one name for each receiver in their order; a role is that of all."""
        source = row.source("assistants")
        items = [item for item in listed(row.text("assistants")) if item not in NOT_SAID]
        if len(items) == len(here) > 1 and not any(":" in item for item in items):
            for one, item in zip(here, items, strict=True):
                self._assist(one, item, source)
            return
        for item in items:
            place, colon, name = item.partition(":")
            if colon:
                self._assist_at(place, name, item, here, source)
            elif is_role(item):
                for one in here:
                    if not one.assistant:
                        self._assist(one, item, source)
            elif len(here) == 1:
                self._assist(here[0], item, source)
            else:
                self.bench.report.problem("assistant_unclear", source, text=item)

    def _assist_at(self, place: str, name: str, item: str, here: list[_Listening], source: Source) -> None:
        campus = self.bench.names.campus(place, source)
        mine = [one for one in here if campus is not None and one.campus.id == campus.id]
        if campus is not None and not mine:
            self.bench.report.problem("assistant_elsewhere", source, text=item)
        for one in mine:
            self._assist(one, name, source, item)

    def _assist(self, one: _Listening, name: str, source: Source, written: str = "") -> None:
        if one.assistant and plain(one.assistant) != plain(name):
            campus = one.campus.name
            self.bench.report.problem("assistant_twice", source, text=written or name, campus=campus)
            return
        one.assistant, one.assistant_source = plain(name), source

    # ends

    def _say(self, one: _Listening) -> None:
        """A cell of several receivers says each, with what of 柳河校区 三(2)班 周杰 stands in it."""
        labels = [name.label for name in self.bench.names.class_names if name.class_id in one.class_ids]
        said: dict[Source, list[str]] = {one.source: [one.campus.name]}
        for source, text in (
            (one.classes_source, "、".join(labels or one.awaited)),
            (one.assistant_source, one.assistant),
        ):
            said.setdefault(source or one.source, [one.campus.name]).append(text)
        for source, texts in said.items():
            self.bench.report.says(source, " ".join(filter(None, texts)))

    def _end(self, one: _Listening, subject: str) -> End:
        state, person = self._assistant(one, subject)
        return End(
            one.campus.id,
            tuple(one.class_ids),
            place_id=self._room(one),
            place_text=plain(one.room),
            assistant_id=person,
            assistant_state=state,
            awaited="、".join(dict.fromkeys(one.awaited)),
        )

    def _room(self, one: _Listening) -> PlaceId | None:
        """Without a room of its own a receiver takes its campus's only sync room."""
        if plain(one.room) not in NOT_SAID:
            place = room_named(self.bench, one.campus, one.room, one.source)
            return None if place is None else place.id
        return only_linked_room(self.bench.names.places_of(one.campus.id), one.campus.id)

    def _assistant(self, one: _Listening, subject: str) -> tuple[AssistantState, PersonId | None]:
        source = one.assistant_source or one.source
        if one.assistant in NOT_SAID:
            return AssistantState.MISSING, None
        if not is_role(one.assistant):
            return AssistantState.NAMED, person_at(self.bench, one.campus.id, one.assistant, source, subject)
        if not one.class_ids:
            return AssistantState.BY_ROLE, None
        person = own_teacher(self.lessons, one.class_ids[0], subject)
        if person is None:
            self.bench.report.note("assistant_by_role_unknown", source, text=one.assistant)
        return AssistantState.BY_ROLE, person
