"""The columns of 集体教研规划(四定): a research session per row."""

from service.exchange.reading.sheets import Sheet
from service.exchange.understanding.tables import Table, find_table


def plans_table(sheet: Sheet) -> Table | None:
    return find_table(
        sheet,
        {
            "code": r"编号|序号",
            "subject": r"学科|科目",
            "time": r"定?时间",
            "topic": r"定?主题.*",
            "chair": r"定?主持人",
        },
        {
            "week": r"周次|教学周",
            "mode": r"方式|形式",
            "host": r"主办校区|主办学校|主办校|承办校区|承办学校|主办单位",
            "place": r"定?地点",
            "members": r"参加人员|参与人员|参加教师|参加对象|对象",
            "speaker": r"主讲人|主备人|中心发言人|主讲教师",
            "kind": r"类型|活动类型",
        },
    )
