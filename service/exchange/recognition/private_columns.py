"""Contacts, private data and pupils: taken out of a sheet before anything else looks at it, or keeps it."""

import re
from dataclasses import replace

from service.exchange.notation.plain_text import plain
from service.exchange.reading.sheets import Cell, Sheet

_PRIVATE = re.compile(
    r"(?:.*(?:手机|电话|联系方式|联系号码|邮箱|电子邮件|[Ee]-?mail|身份证|证件号|微信|QQ|住址|家庭地址|通讯地址|"
    r"出生(?:年月|日期)?|银行卡|工资卡|政治面貌|民族|短号)(?:号码?|号|帐?账?号)?)(?:\(.*\))?",
)
_PUPILS = re.compile(r"(?:全国)?学籍(?:辅)?号|学号|学生(?:姓名|名单|信息)|家长(?:姓名|签名)?|监护人(?:姓名)?")
_HEADER_WITHIN = 12
_NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
_LEFT_OUT = "***"


def without_private_data(sheet: Sheet) -> tuple[Sheet, tuple[Cell, ...]]:
    """The sheet without what stands below headers of such columns, and these headers.

    Of a sheet that lists pupils nothing is left below its header. Mobile numbers and identity numbers
    elsewhere (a footnote's 联系人) are blotted out.
    """
    pupils = _first_header(sheet, _PUPILS)
    if pupils is not None:
        above = tuple(cell for cell in sheet.cells if cell.row <= pupils.row)
        return replace(sheet, cells=above, comments=()), (pupils,)
    headers: dict[int, Cell] = {}
    for cell in sheet.cells:
        if cell.row <= _HEADER_WITHIN and len(cell.text) < 20 and _PRIVATE.fullmatch(plain(cell.text)):
            headers.setdefault(cell.column, cell)
    if not headers and not any(_NUMBERS.search(cell.text) for cell in (*sheet.cells, *sheet.comments)):
        return sheet, ()

    def public(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(
            cell._replace(text=_NUMBERS.sub(_LEFT_OUT, cell.text))
            for cell in cells
            if cell.column not in headers or cell.row <= headers[cell.column].row
        )

    found = replace(sheet, cells=public(sheet.cells), comments=public(sheet.comments))
    return found, tuple(headers.values())


def _first_header(sheet: Sheet, form: re.Pattern[str]) -> Cell | None:
    found = (cell for cell in sheet.cells if cell.row <= _HEADER_WITHIN and form.fullmatch(plain(cell.text)))
    return next(found, None)
