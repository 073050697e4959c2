"""From the rows of 同步课堂需求 to wishes: names resolved, times and weeks read, each with its community."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.domain.communities import Campus
from service.domain.identity import CampusId, CommunityId, JointLessonId, PersonId, PlaceId
from service.domain.joint_lessons import REPLACES_SAME_SUBJECT, End, JointLesson, Replaces
from service.domain.slots import NO_LIMITS, SlotLimits
from service.exchange.notation.class_labels import ClassLabel, grade_label
from service.exchange.notation.class_lists import ClassList
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import NOT_SAID, plain
from service.exchange.recognition.lists.wishes_sheet import WishRows, wish_rows
from service.exchange.recognition.tables import Table
from service.exchange.understanding.bench import Bench
from service.exchange.understanding.district.community_understood import CommunityUnderstood
from service.exchange.understanding.joint_work.awaited import still_awaited
from service.exchange.understanding.joint_work.classes_written import class_list_at, classes_written
from service.exchange.understanding.joint_work.courses import Further, lessons_of_course
from service.exchange.understanding.joint_work.people_named import named_at, person_at
from service.exchange.understanding.joint_work.receivers import ReceiverReader
from service.exchange.understanding.joint_work.receiving_members import Hosting
from service.exchange.understanding.joint_work.replacements_said import replaces_said
from service.exchange.understanding.joint_work.whose import Whose
from service.exchange.understanding.joint_work.wish_columns import time_source
from service.exchange.understanding.joint_work.wish_limits import (
    limits_of,
    report_contradiction,
    report_nothing_left,
)
from service.exchange.understanding.joint_work.wish_rooms import room_named
from service.exchange.understanding.joint_work.wish_times import WishTime, WishTimeReader

_KINDS = re.compile(r"空中同步课堂|远程专递课堂|专递课堂|名师课堂|名校网络课堂|示范课|双师课堂|同步课堂")


@dataclass(frozen=True)
class WishReader:
    """Reads the rows of wishes of one import."""

    bench: Bench
    whose: Whose
    receivers: ReceiverReader

    def wishes(self, tables: Iterable[Table]) -> tuple[JointLesson, ...]:
        """Of all the sheets together: a code stands once in a community."""
        found: dict[tuple[CommunityId, str], JointLesson] = {}
        for rows in (rows for table in tables for rows in wish_rows(table)):
            code = rows.plain("code")
            if not code:
                self.bench.report.problem("cell_empty", rows.source("code"), column="编号")
                continue
            for wish in self._lessons(rows, code):
                if found.setdefault((wish.community_id, wish.code), wish) is not wish:
                    self.bench.report.problem("code_twice", rows.source("code"), text=wish.code)
        return tuple(found.values())

    def _lessons(self, rows: WishRows, code: str) -> Iterator[JointLesson]:
        """What one wish asks for each week; () where it is not understood."""
        wish = self._wish(rows, code)
        if wish is not None:
            yield from lessons_of_course(*wish, self.bench.mint)

    def _wish(self, rows: WishRows, code: str) -> tuple[JointLesson, tuple[Further, ...]] | None:
        for role, column in (("subject", "学科"), ("lecturer", "主讲教师")):
            if not rows.plain(role):
                self.bench.report.problem("cell_empty", rows.source(role), column=column)
                return None
        named = self.whose.named(rows.text("community"), rows.source("community"))
        if named is None and not self._says_host(rows):
            named = self._by_receivers(rows, code)
        host = self._host(rows, named)
        if host is None:
            return None
        if named is None and self.receivers.name_groups(rows):
            named = self._community(rows, code, (host.id,))
            if named is None:
                return None
        subject = self.bench.subjects.named(rows.text("subject"))
        written = self._host_class(rows, host)
        hosting = self._hosting(rows, host, written)
        lecturer = self._lecturer(rows, host, subject)
        time = WishTimeReader(self.bench).time(rows, host)
        limits = self._limits(rows, host, time)
        if hosting is None:
            return None
        grade = self._grade(rows, written)
        ends = (hosting, *self.receivers.ends(rows, grade, subject, Hosting(host.id, named)))
        community = named or self._community(rows, code, tuple(end.campus_id for end in ends))
        if community is None:
            return None
        first = JointLesson(
            id=JointLessonId(self.bench.mint()),
            code=code,
            community_id=community.community.id,
            term_id=self.bench.term.entry.id,
            kind=self._kind(rows),
            subject=subject,
            lecturer_id=lecturer,
            ends=ends,
            weeks=time.weeks,
            wished=time.wished,
            one_offs=time.one_offs,
            replaces=self._replaces(rows, subject),
            topic=rows.text("topic").strip(),
            source=rows.source("code"),
            limits=limits,
        )
        return first, time.further

    def _community(
        self, rows: WishRows, code: str, campuses: tuple[CampusId, ...]
    ) -> CommunityUnderstood | None:
        if rows.plain("community"):
            return self.whose.of_unknown(rows.text("community"), campuses, rows.source("community"))
        return self.whose.of(code, campuses, rows.source("code"))

    # the hosting end

    def _says_host(self, rows: WishRows) -> bool:
        said = named_at(self.bench, rows.text("lecturer"), rows.source("lecturer"))
        return bool(rows.plain("host")) or (said is not None and said.campus is not None)

    def _by_receivers(self, rows: WishRows, code: str) -> CommunityUnderstood | None:
        """Where nothing names the host: the workbook's own, else that of the receivers that could host it."""
        if len(self.whose.communities) == 1:
            return self.whose.communities[0]
        listening = self.receivers.campuses(rows)
        if (own := self.whose.of_workbook(listening, rows.source("code"))) is not None:
            return own
        around = [one for one in self.whose.communities if set(listening) <= set(one.members)]
        able = [one for one in around if any(self._could_host(campus, rows) for campus in one.members)]
        found = able or around
        return found[0] if len(found) == 1 else self.whose.asked(code, listening, rows.source("code"), found)

    def _host(self, rows: WishRows, named: CommunityUnderstood | None) -> Campus | None:
        """The campus named; else the one where class and lecturer are, the core first; else the core."""
        if rows.plain("host"):
            return self.bench.names.campus(rows.text("host"), rows.source("host"))
        said = named_at(self.bench, rows.text("lecturer"), rows.source("lecturer"))
        if said is not None and said.campus is not None:
            return said.campus
        if named is None:
            return None  # and it was asked whose the row is
        able = (campus for campus in named.members if self._could_host(campus, rows))
        return self.bench.names.campus_of(next(able, named.core))

    def _could_host(self, campus_id: CampusId, rows: WishRows) -> bool:
        try:
            campus = self.bench.names.campus_of(campus_id)
            labels = class_list_at(self.bench, campus, rows.text("host_class")).labels
        except NotUnderstoodError:
            return False
        has_class = all(self.bench.names.find_class(campus_id, label) is not None for label in labels)
        return has_class and bool(self.bench.staff.at(campus_id, rows.text("lecturer")))

    def _host_class(self, rows: WishRows, host: Campus) -> ClassList | None:
        if rows.plain("host_class") in NOT_SAID:
            return None
        return classes_written(self.bench, host, rows.text("host_class"), rows.source("host_class"))

    def _hosting(self, rows: WishRows, host: Campus, written: ClassList | None) -> End | None:
        """Without a class the lecturer teaches into the links alone; without a table the class is awaited."""
        source, names = rows.source("host_class"), self.bench.names
        unread = written is None and rows.plain("host_class") not in NOT_SAID
        if written is None and not unread:
            self.bench.report.note("host_without_class", source, text=rows.plain("code"))
        ids = []
        awaited = ""
        if written is not None and (combined := names.combined_class(host.id, written.combined)) is not None:
            ids = [combined.class_id]
        elif written is not None and still_awaited(written, host.id, names, self.bench.known):
            awaited = str(written)
        elif written is not None and names.classes_of(host.id):
            for label in written.labels:
                found = names.class_at(host, str(ClassList((label,))), source)
                unread = unread or found is None
                ids += [] if found is None else [found.class_id]
        elif written is not None:
            awaited = str(written)
            self.bench.report.note("receiver_awaited", source, campus=host.name, text=awaited)
        room = self._host_room(host, rows)
        if unread:
            return None
        return End(
            host.id,
            tuple(dict.fromkeys(ids)),
            hosts=True,
            place_id=room,
            place_text=rows.plain("room"),
            awaited=awaited,
        )

    def _host_room(self, host: Campus, rows: WishRows) -> PlaceId | None:
        """None where no room is named, or none of that campus is known at all: a finding tells that."""
        if rows.plain("room") in NOT_SAID:
            return None
        place = room_named(self.bench, host, rows.text("room"), rows.source("room"))
        return None if place is None else place.id

    def _lecturer(self, rows: WishRows, host: Campus, subject: str) -> PersonId | None:
        """At the host's, or at the campus named beside her: 张三(城北小学)."""
        text, source = rows.text("lecturer"), rows.source("lecturer")
        if rows.plain("lecturer") in NOT_SAID:
            self.bench.report.note("lecturer_open", source, text=rows.plain("code"))
            return None
        said = named_at(self.bench, text, source)
        if said is None:
            return None
        campus = said.campus or host
        return person_at(self.bench, campus.id, said.name, source, subject)

    # the rest of a row

    def _limits(self, rows: WishRows, host: Campus, time: WishTime) -> SlotLimits:
        """Of its time and of its columns; what they leave has to hold what it wishes for."""
        limits = time.limits.both(limits_of(self.bench, rows, host))
        for wished in (time.wished, *(one.wished for one in time.further)):
            report_contradiction(self.bench, rows, wished, limits, time_source(rows))
        if time.wished is None and not time.one_offs:
            of_time = None if time.limits == NO_LIMITS else time_source(rows)
            days = 1 + sum(not one.right_after for one in time.further)
            report_nothing_left(self.bench, rows, limits, host, of_time, days)
        return limits

    def _replaces(self, rows: WishRows, subject: str) -> Replaces:
        said = self.bench.report.read(
            lambda text: replaces_said(text, self.bench.subjects, subject),
            rows.text("replaces"),
            rows.source("replaces"),
        )
        return REPLACES_SAME_SUBJECT if said is None else said

    def _kind(self, rows: WishRows) -> str:
        """As the row says it, else the sheet's title or name, else 同步课堂."""
        if rows.plain("kind"):
            return rows.plain("kind")
        match = _KINDS.search(f"{rows.table.title} {plain(rows.table.sheet.name)}")
        return match[0] if match else "同步课堂"

    def _grade(self, rows: WishRows, host_class: ClassList | None) -> int | None:
        of_class = None if host_class is None else host_class.labels[0].grade
        if not rows.plain("grade"):
            return of_class
        grade = self.bench.report.read(
            grade_label,
            rows.text("grade"),
            rows.source("grade"),
            lambda grade: ClassList((ClassLabel(grade, None),)),
        )
        if grade is not None and of_class not in (None, grade):
            self.bench.report.note("grade_differs", rows.source("grade"), text=rows.plain("grade"))
        return grade if of_class is None else of_class
