"""How names of persons look; and the words for a teacher whom a school has not named yet."""

import re
from collections.abc import Container

from service.exchange.notation.plain_text import plain

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范廖石贾夏韦傅付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢齐梅殷翟章鲁倪庞关翁俞童尚骆季柳葉温耿詹欧焦卓纪柯游华凌卫裴岳成管祝聂左甘单包乔冉"
)
_DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "东方", "慕容", "夏侯", "令狐")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# 新教师 and the like, with a number or in brackets what sets this one apart.
_AWAITED = re.compile(
    r"(?:新(?:聘|进|招|分|来|调入)?(?:[教老]师|教员)|待定|待聘|待招|待补|未定|待安排|暂缺|空缺|缺编|缺)"
    r"(?P<which>[-_.]?(?:\d{1,2}|[A-Za-z]|[一二三四五六七八九十]|\([^()]{1,8}\)))?(?:[教老]师)?"
)
_HEAD_TEACHER = "班主任"
#: What a school puts behind a name and means the same person. 大 小 男 女 and subjects tell namesakes apart.
_REMARKS = frozenset(
    (
        *("代", "代课", "代课教师", "代课老师", "代上", "兼", "兼课", "兼任", "兼职", "走教", "支教", "送教"),
        *("外聘", "临聘", "聘", "返聘", "特岗", "编外", "顶岗", "轮岗", "跟岗", "借调", "挂职", "交流"),
        *("实习", "实习生", "见习", "主讲", "辅导", "室外", "室内"),
        *(_HEAD_TEACHER, "副班主任", "组长", "年级组长", "教研组长", "备课组长", "段长"),
        *("校长", "副校长", "书记", "主任", "副主任", "教导主任", "教务主任", "总务主任", "德育主任"),
    )
)
_BY_ROLE = re.compile(
    r"由?(?:各校|各班|各接收班|本班|本校|该班|当地)?(?:相应|对应|原)?(?:学科|任课|科任|原任课|任课学科)(?:任课)?(?:教师|老师)"
    r"|(?:各班|各接收班|本班|该班)(?:教师|老师)"
)


def looks_like_a_name(text: str) -> bool:
    """Two or three characters that begin with a usual surname, or up to four with a double one."""
    name = plain(text)
    if _HAN.fullmatch(name) is None:
        return False
    if name.startswith(_DOUBLE_SURNAMES):
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES


def may_be_a_name(text: str) -> bool:
    """Two to four characters, whatever they begin with."""
    name = plain(text)
    return 2 <= len(name) <= 4 and _HAN.fullmatch(name) is not None


def two_names(text: str, known: Container[str]) -> tuple[tuple[str, str], ...]:
    """How a text may be two names without anything between them: 王芳李明; () for one name, or none.

    Names in `known` decide, where both are; else how names look.
    """
    if text in known or looks_like_a_name(text):
        return ()
    cuts = [(text[:cut], text[cut:]) for cut in range(2, len(text) - 1)]
    sure = tuple(cut for cut in cuts if all(name in known for name in cut))
    return sure or tuple(cut for cut in cuts if all(map(looks_like_a_name, cut)))


def is_surname(text: str) -> bool:
    return text in _SURNAMES or text in _DOUBLE_SURNAMES


def is_awaited(name: str) -> bool:
    """待定, 新教师, 新教师1, 新教师(数学), 待聘2: somebody whom the school has not named yet."""
    return _AWAITED.fullmatch(plain(name)) is not None


def is_numbered(name: str) -> bool:
    """Whether one form of an awaited name sets its person apart from the others: 新教师1, not 新教师."""
    match = _AWAITED.fullmatch(plain(name))
    return match is not None and match["which"] is not None


def is_remark(text: str) -> bool:
    """代, 外聘, 班主任: said of a teacher, and no part of her name."""
    return text in _REMARKS


def is_head_teacher(text: str) -> bool:
    """班主任 where a name stands: whoever it is in that class."""
    return text == _HEAD_TEACHER


def is_role(text: str) -> bool:
    """本班学科教师, 各班教师: whoever teaches the class, not somebody by name."""
    return _BY_ROLE.fullmatch(plain(text)) is not None
