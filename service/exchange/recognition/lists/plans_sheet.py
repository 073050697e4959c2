"""教研计划(四定), 集体教研规划: a research session per row."""

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

_BESIDE = r"(?:\(.*\))?"


NEEDED = {
    "code": r"编号|序号|计划编号|活动编号",
    "time": r"(?:[定①])?(?:活动|教研|研修|开展|具体)?(?:时间|日期)" + _BESIDE,
    "topic": r"(?:[定③])?(?:活动|教研|研修|研讨)?(?:主题|内容|课题).*",
    "chair": r"(?:[定④])?(?:活动)?主持(?:人|教师)?" + _BESIDE,
}
_MORE = {
    "subject": r"学科|科目|学科组|教研组|教研学科|所属学科|学科\(组\)|学科/组别",
    "community": r"(?:所属|所在)?(?:教共体|教联体|共同体|集团|联盟)(?:名称)?",
    "week": r"周次|教学周|周别|教学周次",
    "clock": r"(?:起止|具体|活动|教研)?(?:时间|日期)|时间段|时段",
    "weekday": r"星期",
    "period": r"节次|课节",
    "mode": r"方式|形式|活动方式|活动形式|教研方式|教研形式|线上/?线下|开展方式|开展形式",
    "host": r"(?:主办|承办|牵头|主持)(?:校区|学校|校|单位|方)?|轮值学校|轮值校" + _BESIDE,
    "place": r"(?:[定②])?(?:活动|教研)?(?:地点|地址|场地)" + _BESIDE,
    "members": r"(?:参加|参与|参会|参训)(?:人员|教师|对象|学校|范围)?|对象|人员" + _BESIDE,
    "speaker": r"主讲人|主讲|主备人|主备|中心发言人|主讲教师|发言人|主讲\(备\)人|主讲/主备人?",
    "kind": r"类型|活动类型|教研类型|类别",
}


def plans_table(sheet: Sheet) -> Table | None:
    return find_table(sheet, NEEDED, _MORE)
