"""The sheet on which a table is agreed: who made it, who checked it, and every school's seal."""

from service.domain.communities import Membership
from service.domain.district import District
from service.domain.identity import CampusId
from service.domain.publishing.revisions.revision_slices import published_campuses
from service.domain.shown_tables.shown_week import ShownJoint, ShownWeek, shown_week
from service.domain.sittings.awaited import settled
from service.exchange.print_sheets.headings import Printed, heading
from service.exchange.print_sheets.memberships import members_of
from service.exchange.print_sheets.sheets import SignatureBox, SignatureSheet
from service.words.catalogue import Words
from service.words.imports.difference_values import value_text


def signature_sheet(district: District, printed: Printed, words: Words) -> SignatureSheet:
    """One box for each membership of the day, and for each guest whose home timetable the table touches."""
    community = district.community[printed.community_id]
    weeks = {
        campus_id: shown_week(district, campus_id, printed.day)
        for campus_id in published_campuses(district, printed.community_id)
    }
    members = members_of(district, printed.community_id, printed.day)
    boxes = [_member(district, row, campuses, weeks, words) for row, campuses in members]
    known = {campus_id for _, campuses in members for campus_id in campuses}
    boxes += [
        _school(district.campus[campus_id].name, words.text("guest"), (campus_id,), weeks, words)
        for campus_id in weeks
        if campus_id not in known
    ]
    signs = (words.text("signature:"), words.text("date:"))
    lessons = [
        lesson for lesson in settled(district).joint_lessons if lesson.community_id == printed.community_id
    ]
    return SignatureSheet(
        heading=heading(
            district,
            printed,
            words.text("{community}: agreement on the one table", community=community.name),
            district.term.term.days,
            words,
        ),
        statement=words.text(
            "Joint lessons in this table: {lessons}; home lessons that it moves: {moved}. "
            "The schools below have read it and agree to teach by it.",
            lessons=len(lessons),
            moved=sum(len(week.moved) for week in weeks.values()),
        ),
        makers=tuple(SignatureBox(words.text(title), (), signs) for title in ("made by", "checked by")),
        schools_title=words.text("the schools"),
        schools=tuple(boxes),
    )


def _member(
    district: District,
    row: Membership,
    campuses: tuple[CampusId, ...],
    weeks: dict[CampusId, ShownWeek],
    words: Words,
) -> SignatureBox:
    school = district.school.get(row.school_id)
    name = district.campus[row.campus_id].name if row.campus_id else school.name if school else row.school_id
    return _school(name, value_text(row.role, words), campuses, weeks, words)


def _school(
    name: str, role: str, campuses: tuple[CampusId, ...], weeks: dict[CampusId, ShownWeek], words: Words
) -> SignatureBox:
    own = [weeks[campus_id] for campus_id in campuses if campus_id in weeks]
    joint = {
        shown.lesson.id
        for week in own
        for cell in week.cells.values()
        for shown in cell
        if isinstance(shown, ShownJoint)
    }
    figures = words.text(
        "joint lessons: {lessons}, home lessons moved: {moved}",
        lessons=len(joint),
        moved=sum(len(week.moved) for week in own),
    )
    return SignatureBox(
        name, (role, figures), (words.text("signature:"), words.text("date:")), words.text("seal")
    )
