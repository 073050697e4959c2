"""Weeks as a school writes them beside a lesson, read and to be read again."""

from calendars.errors import CalendarError
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
    return f"{','.join(_runs(sorted(weeks.numbers)))}{sign}周"


def _runs(numbers: list[int]) -> list[str]:
    """[3, 5, 7, 8, 9] as 3, 5, 7-9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
