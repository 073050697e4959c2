"""Words of pages and of problem documents: what each code of a problem is called, and what it means."""

from collections.abc import Mapping

from service.words.catalogue import Words

_Entry = tuple[str, str]

# What a request can meet (RFC 9457).
_REQUESTS: Mapping[str, _Entry] = {
    "bad_request": ("Bad request", "The request cannot be understood."),
    "pages_closed": (
        "Closed while there is a public address",
        (
            "The service has a public address (TONGKE_PUBLIC_URL), so a request from this computer may come "
            "from anywhere. Let the proxy send X-Forwarded-For, then set TONGKE_TRUST_LOOPBACK=yes and start "
            "again."
        ),
    ),
    "loopback_only": (
        "Only on this computer",
        (
            "Until there is a sign-in, pages and data are shown only on the computer that runs the service. "
            "Open http://127.0.0.1 there. Feeds and displays are served to everybody who has their address."
        ),
    ),
    "nothing_handed_in": (
        "Nothing handed in",
        "Choose at least one file, or paste a table, and send the form again.",
    ),
    "other_origin": (
        "Sent from another site",
        (
            "Only the pages of this service may change something here. "
            "Open the page again and send the form from there."
        ),
    ),
    "not_found": ("Not found", "There is nothing at this address."),
    "name_unknown": ("Unknown name", "Nothing and nobody is called so; the answer says what was asked for."),
    "name_unclear": ("Several of that name", "Several are called so; the answer names them: ask by id."),
    "method_not_allowed": ("Method not allowed", "This address does not answer this method."),
    "address_revoked": (
        "Address revoked",
        "This address no longer holds. Ask your school for the new one.",
    ),
    "body_too_large": ("Body too large", "What was sent is larger than this address takes."),
    "seen_another": (
        "Changed since",
        "Something was changed since this was shown; nothing was written. Look again, then confirm.",
    ),
    "edit_refused": ("Not changed", "The week cannot be changed so; the answer says why."),
    "pin_refused": ("Not pinned", "That cannot be pinned or unpinned; the answer says why."),
    "split_refused": ("Not split", "That cannot be split or joined so; the answer says why."),
    "if_match_missing": (
        "If-Match missing",
        "Look first (?preview=true, or GET there), then send with the ETag of that answer as If-Match.",
    ),
    "too_many_guesses": (
        "Too many unknown addresses",
        "Too many addresses that do not exist were asked for. Known addresses still answer.",
    ),
    "nothing_kept": (
        "Nothing to show yet",
        "The database does not answer, and nothing was kept. Keep what you have and ask again later.",
    ),
    "being_made": (
        "Being brought up to date",
        "The timetable has just changed, and what it is now is not ready yet. Ask again in a few seconds.",
    ),
    "nothing_to_change": (
        "Nothing to change",
        "Nothing is published yet, or no change was given. Publish first, then change dates.",
    ),
    "solve_running": (
        "Being solved",
        "This community is being solved already. Stop that, or wait for it.",
    ),
    "changes_hindered": ("Changes not possible", "Nothing was changed: it cannot be done so."),
    "changes_refused": ("Changes would clash", "Nothing was changed: it would bring new clashes."),
    "take_back_unknown": (
        "Not in force",
        "Nothing was taken back: this is no change in force (any more), nor an act with one.",
    ),
    "no_open_incident": (
        "Report answered",
        (
            "Nothing was changed: the report that this answers is no longer open. "
            "Look under the changes in force at what was done about it."
        ),
    ),
    "key_missing": (
        "No key",
        "Send an Idempotency-Key, a name of your own for this act: sent again, it is then made once.",
    ),
    "key_taken": ("Key used before", "Another act was made under this Idempotency-Key; take a new one."),
    "changes_overtaken": (
        "Overtaken",
        "Others kept changing the timetable meanwhile; nothing was changed. Please try once more.",
    ),
    "answer_unknown": ("No such answer", "Nothing was changed: there is no such answer."),
    "nothing_concerned": (
        "No lesson concerned",
        "No lesson needs anything then, or all were left as they are; nothing was changed.",
    ),
    "internal_error": ("Internal error", "Something went wrong here; it was written to the log."),
    "database_unavailable": ("Database unavailable", "The database does not answer. Ask again in a moment."),
}

# What the rules find (the codes of service.domain.findings).
_FINDINGS: Mapping[str, _Entry] = {
    "class_double_booked": (
        "Class double booked",
        "Two lessons claim the same class at overlapping clock time in common weeks.",
    ),
    "teacher_double_booked": (
        "Teacher double booked",
        (
            "Two lessons claim the same teacher at overlapping clock time in common weeks; "
            "a lecturer, an assistant and a home teacher are all teachers."
        ),
    ),
    "room_double_booked": (
        "Room double booked",
        "Two lessons claim the same room at overlapping clock time in common weeks.",
    ),
    "class_has_other_subject": (
        "The class has another subject",
        (
            "At that time the class's own timetable has another subject, and the joint lesson does not say "
            "that it replaces it."
        ),
    ),
    "week_mismatch": (
        "Weeks do not match",
        "The class has the subject there, but in the other weeks (odd or even).",
    ),
    "overlap_too_short": (
        "Overlap too short",
        (
            "The bells of the campuses differ: the best overlap with a period of the receiving campus is "
            "under the threshold."
        ),
    ),
    "room_receive_only": ("Room only receives", "No lesson can be given from the room that is to host."),
    "room_over_capacity": (
        "Room over capacity",
        "More receiving campuses than the host room can connect at once.",
    ),
    "room_missing": ("Room missing", "No room is named, or it is not known."),
    "travel_too_short": (
        "Too little time to travel",
        "A shared teacher cannot get from one campus to the next in the gap between two lessons.",
    ),
    "teacher_unavailable": (
        "Teacher unavailable",
        "The teacher is declared unavailable then, or is not at that campus on that day.",
    ),
    "teacher_elsewhere": (
        "Shared teacher elsewhere",
        (
            "A school's own timetable has a lesson of a shared teacher on a day on which she is at "
            "another campus."
        ),
    ),
    "not_a_teaching_day": (
        "Not a teaching day",
        "Something is dated on a holiday or closure of a campus it needs.",
    ),
    "cancelled_in_school": (
        "Cancelled with classes in school",
        "A joint lesson is cancelled, and classes of it that are in school then are left without a lesson.",
    ),
    "makeup_day_undecided": (
        "Make-up day undecided",
        "A campus is open on a make-up day, and nobody said whose lessons run.",
    ),
    "special_room_exceeded": (
        "Too few special rooms",
        "More classes at once than the campus's special rooms of the subject can hold.",
    ),
    "makeup_day_differs": (
        "Make-up day differs",
        "On a make-up date the campuses of one lesson run different weekdays' timetables.",
    ),
    "participant_teaching": (
        "Participant teaches",
        "The chair, the speaker or a member of a research session teaches at that time.",
    ),
    "person_double_booked": (
        "Person double booked",
        "Somebody is planned for two research sessions at the same time.",
    ),
    "plan_incomplete": (
        "Plan incomplete",
        "A research session lacks one of the four that must be fixed: time, place, topic, chair.",
    ),
    "assistant_missing": (
        "Assistant missing",
        "No assistant teacher is named for a receiving end; the class's own subject teacher is proposed.",
    ),
    "class_without_lessons": (
        "Class without lessons",
        "A class of a joint lesson has no lesson at all in its school's table from a day on.",
    ),
    "host_rotation": (
        "Rotation of hosts",
        "A subject's planned sessions are hosted by one campus in a row, or never by one that takes part.",
    ),
    "calendar_unknown": (
        "Holidays not announced",
        "The term has dates in a year whose holidays are not announced yet.",
    ),
    "weekly_total_changed": (
        "Weekly total changed",
        "A class would have more or fewer lessons of a subject in a week than its own timetable gives.",
    ),
    "pinned_moved": ("Pinned lesson moved", "A lesson that was pinned would stand elsewhere."),
    "outside_periods": ("Outside the periods", "A lesson would stand where the campus has no lesson period."),
    "course_twice_a_day": (
        "A course twice a day",
        "Two lessons a week of one course stand on the same day, and are no double period.",
    ),
    "double_period_apart": (
        "Double period apart",
        "The second lesson of a double period does not stand right after the first.",
    ),
    "slot_not_wished": (
        "Slot not wished",
        "A lesson would stand in a slot that its wish rules out: place it elsewhere or change the wish.",
    ),
    "not_placed": ("Not placed", "A joint lesson has no place in the table."),
}
_CODES: Mapping[str, _Entry] = {**_REQUESTS, **_FINDINGS}


def codes() -> tuple[str, ...]:
    """Every code that `/problems/<code>` explains."""
    return tuple(_CODES)


def title_of(code: str, words: Words) -> str:
    """What a code is called; KeyError for an unknown one."""
    return words.text(_CODES[code][0])


def explanation_of(code: str, words: Words) -> str:
    """What a code means; KeyError for an unknown one."""
    return words.text(_CODES[code][1])


def templates() -> tuple[str, ...]:
    """Every English template here, for whoever checks that all are translated."""
    return tuple(text for entry in _CODES.values() for text in entry)
