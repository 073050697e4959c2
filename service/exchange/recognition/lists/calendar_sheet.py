"""校历 and 校区活动: a list of weeks or a grid of days; a list of what is held at campuses."""

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.lists.calendar_grid import calendar_grid
from service.exchange.recognition.tables import Table, find_table

NEEDED = {"week": r"周次|教学周|周别|周数", "days": r"日期|起止日期|起讫日期|时间"}


def calendar_table(sheet: Sheet) -> Table | None:
    """A list of weeks with their dates, or a grid of day numbers (see calendar_grid)."""
    return (
        calendar_grid(sheet)
        or find_table(
            sheet,
            NEEDED,
            {"parity": r"单/?双周?|单双", "remarks": r"备注|说明|事项|主要工作|重要事项|安排|大事记"},
        )
        if not _is_plan(sheet)
        else None
    )


#: The heading over what becomes of the lessons on the day of an event.
LESSONS = r"(?:执行)?课表|课务|(?:上课|课程|教学|课务)?安排|停课|是否停课|备注"


def events_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {"campus": r"校区|学校|单位", "days": r"日期|时间", "what": r"事项|活动|内容|活动名称"},
        {"lessons": LESSONS},
    )


def _is_plan(sheet: Sheet) -> bool:
    """A plan of research sessions has 周次, too."""
    return find_table(sheet, {"code": r"编号|序号", "topic": r"定?主题.*"}, {}) is not None
