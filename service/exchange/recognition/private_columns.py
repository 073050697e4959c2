"""Contacts, private data and pupils: taken out of a sheet before anything else looks at it, or keeps it."""

import re
from dataclasses import replace

from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Cell, Sheet

_PRIVATE = re.compile(
    r"(?:.*(?:手机|电话|联系方式|联系号码|邮箱|电子邮件|[Ee]-?mail|身份证|公民身份|证件号|护照|微信|QQ|住址|家庭地址|"
    r"通讯地址|户籍(?:所在)?地址?|出生(?:年月|日期)?|银行卡|工资卡|政治面貌|民族|短号)(?:号码?|号|帐?账?号)?\d?)(?:\(.*\))?",
)
_PUPILS = re.compile(
    r"(?:(?:全国)?学籍(?:辅)?号|学号|学生(?:姓名|名单|信息)|家长(?:姓名|签名)?|监护人(?:姓名)?)(?:\(.*\))?"
)
#: 三(1)班学生名单, alone in its row or as a sheet's name; among other texts it may be an activity's topic
_LIST_OF_PUPILS = re.compile(
    r".*(?:(?:学生|新生|住校生|寄宿生|毕业生|转学生|留守儿童)(?:基本|学籍)?(?:信息|情况)?"
    r"(?:花?名[册单]|信息表|登记[表册]|情况表|一览表)|班级?花?名[册单])(?:\(.*\))?"
)
_HEADER_WITHIN = 12  # rows from the top in which a header needs no other beside it
#: what stands beside such a header where a list begins further below: 打电话 is a lesson's topic
_BESIDE = re.compile(
    r"序号|编号|工号|(?:教师|老师|教职工|学生|负责人|联系人)?姓名|教师|老师|联系人|负责人|联络员|校长|职务|职称|性别|年龄|备注"
    r"|(?:所在|所属|任教|工作)?(?:学校|校区|单位|部门|班级|年级|学科|科目)(?:名称)?"
)
_GAP = "[-－ ]?"
_NUMBERS = re.compile(
    rf"(?<!\d)(?:\+?86{_GAP})?[1１][3-9３-９]\d(?:{_GAP}\d{{4}}){{2}}(?!\d)"
    r"|(?<!\d)(?:\d{17}[\dXx]|[0０]\d{2,3}[-－]\d{7,8})(?!\d)"
    r"|[A-Za-z0-9_.%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)
_LEFT_OUT = "***"


def without_private_data(sheet: Sheet) -> tuple[Sheet, tuple[Cell, ...]]:
    """The sheet without what stands below headers of such columns, wherever they stand, and these headers.

    Of a sheet that lists pupils nothing is left below its header or title, and nothing at all where its own
    name says so. Numbers of telephones and identity cards and addresses of mail elsewhere (a footnote's
    联系人) are blotted out.
    """
    if _LIST_OF_PUPILS.fullmatch(plain(sheet.name)):
        return replace(sheet, cells=(), comments=(), struck=()), (Cell(1, 1, sheet.name),)
    pupils = next((cell for cell in sheet.cells if _is_of_pupils(sheet, cell)), None)
    headers: dict[int, Cell] = {}
    if pupils is not None:
        above = tuple(cell for cell in sheet.cells if cell.row <= pupils.row)
        sheet = replace(sheet, cells=above, comments=(), struck=())
    else:
        for cell in sheet.cells:
            if _is_private(cell) and _is_header(sheet, cell):
                headers.setdefault(cell.column, cell)
    found = tuple(headers.values()) if pupils is None else (pupils,)
    if not headers and not any(_NUMBERS.search(cell.text) for cell in (*sheet.cells, *sheet.comments)):
        return sheet, found

    def public(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(
            cell._replace(text=_NUMBERS.sub(_LEFT_OUT, cell.text))
            for cell in cells
            if cell.column not in headers or cell.row <= headers[cell.column].row
        )

    cells, comments, struck = map(public, (sheet.cells, sheet.comments, sheet.struck))
    return replace(sheet, cells=cells, comments=comments, struck=struck), found


def _is_private(cell: Cell) -> bool:
    return len(cell.text) < 20 and _PRIVATE.fullmatch(plain(cell.text)) is not None


def _is_header(sheet: Sheet, cell: Cell) -> bool:
    """Near the top, or beside another header: a list of contacts may stand below a long table."""
    if cell.row <= _HEADER_WITHIN:
        return True
    others = (sheet.plain(cell.row, column) for column in sheet.columns_of(cell.row) if column != cell.column)
    return any(form.fullmatch(text) for text in others for form in (_BESIDE, _PRIVATE, _PUPILS))


def _is_of_pupils(sheet: Sheet, cell: Cell) -> bool:
    """A header of pupils, or the title of a list of them."""
    text = plain(cell.text)
    if _PUPILS.fullmatch(text):
        return _is_header(sheet, cell)
    if not _LIST_OF_PUPILS.fullmatch(text):
        return False
    return len({sheet.anchor(cell.row, column) for column in sheet.columns_of(cell.row)}) == 1
