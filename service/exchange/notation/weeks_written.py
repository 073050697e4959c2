"""Weeks as a school writes them beside a lesson, read and to be read again."""

from calendars.errors import CalendarError
from calendars.runs import runs
from calendars.weeks import Parity, Weeks


def weeks_in(text: str) -> Weeks | None:
    """`单`, `双周`, `1-8周`; None for what says no weeks."""
    if "周" not in text and text not in ("单", "双"):
        return None
    try:
        return Weeks.parse(text)
    except CalendarError:
        return None


def weeks_text(weeks: Weeks) -> str:
    """`每周`, `单周`, `3、5、7-9周`, `1-16单周`."""
    sign = "" if weeks.parity is None else "单" if weeks.parity is Parity.ODD else "双"
    if weeks.numbers is None:
        return f"{sign}周" if sign else "每周"
    return f"{','.join(map(_run_text, runs(weeks.numbers)))}{sign}周"


def _run_text(run: tuple[int, int]) -> str:
    first, last = run
    return str(first) if first == last else f"{first}-{last}"
