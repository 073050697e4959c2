"""Holiday notices as holiday-cn has them."""

import json

from calendars.closures import HolidayYear


def notice_document(notice: HolidayYear) -> str:
    """The reverse of `notice_of`."""
    own = [*((day, name, True) for day, name in notice.off), *((day, "", False) for day in notice.makeup)]
    days = [*own, *((other.day, other.name, other.off) for other in notice.outside)]
    document = {
        "year": notice.year,
        "papers": [notice.source] if notice.source else [],
        "days": [{"name": name, "date": day.isoformat(), "isOffDay": off} for day, name, off in sorted(days)],
    }
    return json.dumps(document, ensure_ascii=False)
