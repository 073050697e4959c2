"""A finding in words: who, when, where, by how many minutes, and in which cell."""

from collections.abc import Mapping, Sequence

from calendars.teaching_days import WhyClosed
from service.domain.findings import Code, Finding, Side, Thing, ThingKind
from service.domain.research_sessions import FourFixed
from service.words.catalogue import Fact, Words

_TEMPLATES: Mapping[Code, str] = {
    Code.CLASS_DOUBLE_BOOKED: (
        "Class {resource} is in two lessons at once ({minutes} min, {weeks}): {one}; {other}."
    ),
    Code.TEACHER_DOUBLE_BOOKED: (
        "{resource} is needed in two lessons at once ({minutes} min, {weeks}): {one}; {other}."
    ),
    Code.ROOM_DOUBLE_BOOKED: (
        "{resource} is taken by two lessons at once ({minutes} min, {weeks}): {one}; {other}."
    ),
    Code.CLASS_HAS_OTHER_SUBJECT: "{lesson}: class {resource} has {subject} then ({weeks}): {other}.",
    Code.WEEK_MISMATCH: (
        "{lesson}: class {resource} has the subject there in other weeks, not {weeks}: {other}."
    ),
    Code.OVERLAP_TOO_SHORT: (
        "{one} ({host_clock}): it shares only {minutes} min with the best period of {far} {resource} "
        "({local_clock}); at least {need} are needed."
    ),
    Code.ROOM_RECEIVE_ONLY: "{lesson}: {resource} can only receive, no lesson can be given from it.",
    Code.ROOM_OVER_CAPACITY: "{lesson}: {resource} connects at most: {most}; campuses to receive: {ends}.",
    Code.ROOM_MISSING: "{lesson}: no room is named for {campus}.",
    Code.TRAVEL_TOO_SHORT: (
        "{resource} has {gap} min between {one} and {other}, the way takes {need} ({weeks})."
    ),
    Code.TEACHER_UNAVAILABLE: "{resource} is not at {campus} on {weekday}: {one}.",
    Code.TEACHER_ELSEWHERE: (
        "{resource} is at another campus on {weekday}, says the list of shared teachers, "
        "not at {campus}: {one}."
    ),
    Code.NOT_A_TEACHING_DAY: "{lesson} is set for {date}, when {campuses} has no lessons ({why}).",
    Code.CANCELLED_IN_SCHOOL: (
        "{lesson} is cancelled on {date}; in school then, and left without a lesson: {classes}. "
        "“each class has its own lesson” (revert) instead of cancelling it keeps their lesson."
    ),
    Code.MAKEUP_DAY_UNDECIDED: "{resource}: {date} is a make-up day, and nobody said whose lessons run.",
    Code.MAKEUP_DAY_DIFFERS: "{lesson}: on {date} its campuses run different days' lessons: {running}.",
    Code.SPECIAL_ROOM_EXCEEDED: (
        "{resource}: {classes} classes have {subject} at once ({one}), its special rooms hold {most}."
    ),
    Code.PARTICIPANT_TEACHING: (
        "{lesson}, {date}: {resource} is to attend but teaches then ({minutes} min): {other}."
    ),
    Code.PERSON_DOUBLE_BOOKED: (
        "{date}: {resource} is to attend two sessions at once ({minutes} min): {one}; {other}."
    ),
    Code.PLAN_INCOMPLETE: "{lesson}: the plan lacks {missing}.",
    Code.ASSISTANT_MISSING: "{lesson}: no assistant is named for {resource}; {proposal} is proposed.",
    Code.CLASS_WITHOUT_LESSONS: (
        "{lesson}: class {resource} of {campus} has no lesson in its school's table from {date} on; "
        "it is to be taken out of this joint lesson, or put into the table."
    ),
    Code.HOST_ROTATION: "{subject}: {resource} hosts {count} planned sessions in a row: {sides}.",
    Code.CALENDAR_UNKNOWN: "{resource}: the holidays of {year} are not announced yet.",
    Code.WEEKLY_TOTAL_CHANGED: (
        "Class {resource}: {subject} changes from {before} to {after} lessons this term."
    ),
    Code.PINNED_MOVED: "A pinned lesson was moved: {one}.",
    Code.OUTSIDE_PERIODS: "{one}: the bells have no such period.",
    Code.COURSE_TWICE_A_DAY: "Two lessons of one course are on the same day ({weeks}): {one}; {other}.",
    Code.DOUBLE_PERIOD_APART: (
        "A double period is apart: its lessons belong on one day, one right after the other, "
        "with no noon break between ({weeks}): {one}; {other}."
    ),
    Code.SLOT_NOT_WISHED: "{one}: the wish rules this slot out.",
    Code.NOT_PLACED: "{lesson} is not placed.",
}
_SEVERAL_TEACHING = "{lesson}, {date}: {people} are to attend but teach then."
_TEACHES = "{resource} ({minutes} min: {other})"
_SESSION_TRAVEL = "{resource} has {gap} min between {lesson} ({date}) and {other}, the way takes {need}."
_NO_PERIOD_THEN = (
    "{one} ({host_clock}): {far} {resource} has no lesson period then; at least {need} min are needed."
)
_UNKNOWN_ROOM = "{lesson}: {campus} has no room called “{written}”."
_DECLARED_UNAVAILABLE = "{resource} is not available ({reason}): {one}."
_NEVER_HOSTS = "{subject}: {resource} hosts none of the {count} planned sessions."
_NO_PROPOSAL = "{lesson}: no assistant is named for {resource}."

_WHY: Mapping[str, str] = {
    WhyClosed.OUTSIDE_TERM: "outside the term",
    WhyClosed.WEEKEND: "weekend",
    WhyClosed.HOLIDAY: "holiday",
    WhyClosed.CLOSURE: "closed",
    WhyClosed.MAKEUP_UNDECIDED: "make-up day not decided",
    WhyClosed.NO_BELLS: "no bells for that day",
    WhyClosed.OTHER_LESSONS: "another day's lessons run",
}
_FOUR_FIXED: Mapping[str, str] = {
    FourFixed.TIME: "time",
    FourFixed.PLACE: "place",
    FourFixed.TOPIC: "topic",
    FourFixed.CHAIR: "chair",
}
_LESSONS = {ThingKind.JOINT_LESSON, ThingKind.RESEARCH_SESSION}


def finding_text(finding: Finding, words: Words) -> str:
    """One sentence, complete in itself; a season's dates are added where it holds in that season only."""
    return alike_text((finding,), words)


def alike_text(alike: Sequence[Finding], words: Words) -> str:
    """The same for findings that differ in when they hold only: their dates, weeks and seasons gathered."""
    first = alike[0]
    template, facts = _template(first), _facts(first, words)
    facts["date"] = days = words.days({finding.day for finding in alike if finding.day is not None})
    before = tuple(dict.fromkeys(season for finding in alike if (season := _season(finding, words))))
    if len({finding.weeks for finding in alike}) > 1:
        # Each season has weeks of its own, which are told where the sentence names weeks.
        facts["weeks"] = tuple(
            f"{_season(finding, words)} {words.weeks(finding.weeks)}".strip()
            for finding in alike
            if finding.weeks is not None
        )
        before = ()
    elif first.weeks is None:
        # What happens on dates only is said with them where others name their weeks.
        facts["weeks"] = days
    if days and "{date}" not in template and "{weeks}" not in template:
        before = (days,)
    return (words.text("{when}: ", when=before) if before else "") + words.text_of(template, facts)


def several_teaching_text(people: Sequence[Sequence[Finding]], words: Words) -> str:
    """Who is to attend one session on the same dates and teaches then: of each the findings alike."""
    them = [alike[0] for alike in people]
    facts = _facts(them[0], words)
    facts["date"] = words.days(
        {finding.day for alike in people for finding in alike if finding.day is not None}
    )
    facts["people"] = tuple(words.text_of(_TEACHES, _facts(one, words)) for one in them)
    return words.text_of(_SEVERAL_TEACHING, facts)


def _season(finding: Finding, words: Words) -> str:
    if finding.days is None or finding.days.last is None:
        return ""
    return words.text("{first} to {last}", first=finding.days.first, last=finding.days.last)


def why_closed(why: str, name: str, words: Words) -> str:
    """国庆节, 运动会 where it has a name, else the reason in a word."""
    return name or words.text(_WHY[why])


def thing_text(thing: Thing) -> str:
    """`S04 科学 六(1)班` for what a workbook gave a code, else the name."""
    coded = thing.kind in _LESSONS and len(thing.id) < 20
    return f"{thing.id} {thing.name}" if coded else thing.name


def side_text(side: Side, words: Words) -> str:
    """`柳河校区 周四 第1节 四(1)班 科学 [总课表-柳河校区!G35]`."""
    when = [
        words.weekday(side.weekday) if side.weekday is not None else "",
        words.period(side.period) if side.period is not None else "",
    ]
    cell = f"[{side.source.sheet}!{side.source.cell}]" if side.source else ""
    named = side.thing.name if side.thing.name != side.campus else ""
    parts = (side.campus or "", *when, thing_text(side.thing) if named else "", cell)
    return " ".join(part for part in parts if part)


def _template(finding: Finding) -> str:
    fact = finding.fact
    if finding.code is Code.TRAVEL_TOO_SHORT and finding.concerns[0].kind is ThingKind.RESEARCH_SESSION:
        return _SESSION_TRAVEL
    if finding.code is Code.ROOM_MISSING and fact.get("written"):
        return _UNKNOWN_ROOM
    if finding.code is Code.TEACHER_UNAVAILABLE and fact.get("reason"):
        return _DECLARED_UNAVAILABLE
    if finding.code is Code.OVERLAP_TOO_SHORT and not fact.get("local_clock"):
        return _NO_PERIOD_THEN
    if finding.code is Code.ASSISTANT_MISSING and not fact.get("proposal"):
        return _NO_PROPOSAL
    if finding.code is Code.HOST_ROTATION and fact.get("never"):
        return _NEVER_HOSTS
    return _TEMPLATES[finding.code]


def _facts(finding: Finding, words: Words) -> dict[str, Fact]:
    # A home lesson is only ever what a finding is about where no shared thing is.
    lessons = [thing for thing in finding.concerns if thing.kind in _LESSONS] or [
        thing for thing in finding.concerns if thing.kind is ThingKind.HOME_LESSON
    ]
    others = [thing for thing in finding.concerns if thing.kind not in _LESSONS]
    sides = [side_text(side, words) for side in finding.sides]
    facts: dict[str, Fact] = {
        "lesson": thing_text(lessons[0]) if lessons else "",
        "resource": others[-1].name if others else "",
        "campus": finding.sides[0].campus if finding.sides else "",
        "far": finding.sides[1].campus if len(sides) > 1 else "",
        "one": sides[0] if sides else "",
        "other": sides[1] if len(sides) > 1 else "",
        "sides": tuple(sides),
        "weekday": words.weekday(finding.sides[0].weekday) if sides and finding.sides[0].weekday else "",
        "weeks": finding.weeks,
        "minutes": finding.minutes,
        **finding.fact,
    }
    if finding.code is Code.PLAN_INCOMPLETE:
        missing = finding.fact["missing"]
        if isinstance(missing, tuple):
            facts["missing"] = tuple(words.text(_FOUR_FIXED[fixed]) for fixed in missing)
    if finding.code is Code.NOT_A_TEACHING_DAY:
        facts["why"] = why_closed(str(finding.fact["why"]), str(finding.fact["name"]), words)
    if finding.code is Code.MAKEUP_DAY_DIFFERS:
        facts["running"] = tuple(
            f"{side.campus} {words.weekday(side.weekday)}" for side in finding.sides if side.weekday
        )
    return facts
