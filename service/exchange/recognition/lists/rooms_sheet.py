"""网络功能室, 同步教室: a row per room, with its campus and what it is for."""

from service.exchange.reading.sheets import Sheet
from service.exchange.recognition.tables import Table, find_table

NEEDED = {
    "campus": r"(?:所在|所属)?(?:校区|学校|单位|学校名称)(?:\(.*\))?",
    "room": r"(?:(?:同步|录播)?教室|功能室|录播室|房间|场所)(?:名称)?|室名|名称|教室\(室名\)",
    "use": r"(?:(?:教室)?(?:角色|类型|类别|用途)|功能|作用|性质"
    r"|主讲/听讲|使用方式|可否主讲)(?:\(.*\))?",
}
_MORE = {"ends": r"(?:最多|最大|可|同时)*(?:连接|接入|听讲|接收|连|带).*|容量.*|.*路数.*|.*端数.*|.*上限.*"}


def rooms_table(sheet: Sheet) -> Table | None:
    return find_table(sheet, NEEDED, _MORE)
