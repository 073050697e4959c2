"""The columns of 空中同步课堂计划: a wish per row, with one lecturer and her class, and who listens."""

from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.tables import Table, find_table


def wishes_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {
            "code": r"编号|序号|需求编号",
            "subject": r"学科|科目",
            "host_class": r"主讲班级?",
            "lecturer": r"主讲教师|主讲人?",
            "receivers": r"听讲校区.*|听讲学校.*|接收校区.*|听课校区.*",
        },
        {
            "grade": r"年级",
            "host": r"主讲校区|主讲学校|主讲校",
            "weekday": r"星期|日期|星期/日期|时间",
            "period": r"节次",
            "weeks": r"周次|教学周",
            "room": r"主讲室|主讲教室|同步教室",
            "assistants": r"辅助教师|助教|听讲教师",
            "kind": r"类型|形式|课型",
            "topic": r"课题|内容",
        },
    )
