"""Files that are no good workbooks, each as somebody might hand it in."""

import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl

from tests.cli import case

_MIB = 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
)
_STEALS = b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>'

Make = Callable[[Path], object]


def cell(sheet: str, at: str, text: str, path: Path) -> None:
    """The case with another text in one cell."""
    book = openpyxl.load_workbook(case.WORKBOOK)
    book[sheet][at] = text
    book.save(path)


def changed(member: str, change: Callable[[bytes], bytes], path: Path) -> None:
    """The case with one part of its zip changed."""
    with zipfile.ZipFile(case.WORKBOOK) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info.filename, change(data) if info.filename == member else data)


def bomb(path: Path, mebibytes: int = 256) -> None:
    """The case with a first sheet that unpacks to so much more."""
    with zipfile.ZipFile(case.WORKBOOK) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            with target.open(info.filename, "w") as member:
                member.write(source.read(info))
                for _ in range(mebibytes if info.filename == "xl/worksheets/sheet1.xml" else 0):
                    member.write(bytes(_MIB))


def lying_bomb(path: Path) -> None:
    """A bomb whose directory says that it is small."""
    bomb(path)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (2000).to_bytes(4, "little")))


def _with_doctype(doctype: bytes, data: bytes) -> bytes:
    bare = re.sub(rb"^<\?xml[^>]*\?>", b"", data)
    return b'<?xml version="1.0"?>' + doctype + bare.replace(b"<t>", b"<t>&c;", 1)


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def _no_workbook(kind: str) -> tuple[str, str]:
    return (
        f": 这不是工作簿（看起来是 {kind}）；请另存为 xlsx，或打开后复制表格直接粘贴",
        (f": this is no workbook but {kind}; save it as .xlsx, or open it, copy the table and paste that"),
    )


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("课表.txt", "语文")


def _far(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].cell(1048576, 16384).value = "语文"
    book.save(path)


def _strange(path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "你好"
    book.save(path)


#: As the case itself writes them.
_CLASSES = [f"{grade}({number})班" for grade in "一二三四五六" for number in (1, 2, 3)]
FIRST_SHEET = "xl/worksheets/sheet1.xml"
#: By what is wrong: how it is made, and what is said of it in Chinese and in English, after its place.
FILES: dict[str, tuple[Make, str, str]] = {
    "broken cell": (
        partial(cell, "总课表-柳河校区", "D5", "信息/劳动\n肖倩/余娟"),
        (
            "!总课表-柳河校区!D5: “信息/劳动 肖倩/余娟”读不成一节课；"
            "应为学科加一位教师（语文 张三），或分周的两门课：信息/劳动(单/双) 甲/乙、"
            "音乐(1-9周)/美术(10-18周) 甲/乙"
        ),
        (
            "!总课表-柳河校区!D5: “信息/劳动 肖倩/余娟” cannot be read as a lesson; "
            "expected subject and one teacher (语文 张三), "
            "or two subjects by weeks: 信息/劳动(单/双) 甲/乙, 音乐(1-9周)/美术(10-18周) 甲/乙"
        ),
    ),
    "unknown class": (
        partial(cell, "空中同步课堂计划", "D3", "九(9)班"),
        f"!空中同步课堂计划!D3: 江北实验小学(核心校区)没有班级“九(9)班”；应为：{'、'.join(_CLASSES)}",
        (
            "!空中同步课堂计划!D3: 江北实验小学(核心校区) has no class “九(9)班”; "
            f"expected one of {', '.join(_CLASSES)}"
        ),
    ),
    "zip bomb": (
        bomb,
        ": 文件解压后有 268690618 字节，课表用不了这么大（上限 67108864）",
        ": the file unpacks to 268690618 bytes, which no timetable needs (limit 67108864)",
    ),
    "zip bomb that lies": (
        lying_bomb,
        ": 工作簿无法读取（BadZipFile）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (BadZipFile); open it in Excel or WPS and save it as .xlsx",
    ),
    "entities that grow": (
        partial(changed, FIRST_SHEET, partial(_with_doctype, _LAUGHS)),
        ": 工作簿无法读取（DTDForbidden）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (DTDForbidden); open it in Excel or WPS and save it as .xlsx",
    ),
    "entity of another file": (
        partial(changed, "xl/workbook.xml", partial(_with_doctype, _STEALS)),
        ": 工作簿无法读取（DTDForbidden）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (DTDForbidden); open it in Excel or WPS and save it as .xlsx",
    ),
    "sheet cut off": (
        partial(changed, "xl/worksheets/sheet5.xml", lambda data: data[:9000]),
        ": 工作簿无法读取（ExpatError）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (ExpatError); open it in Excel or WPS and save it as .xlsx",
    ),
    "file cut off": (
        lambda path: path.write_bytes(case.WORKBOOK.read_bytes()[:20_000]),
        ": 工作簿已损坏或不完整；应为 Excel 能打开的文件",
        ": the workbook is damaged or cut off; expected a file that Excel opens",
    ),
    "empty file": (
        partial(_write, b""),
        ": 工作簿已损坏或不完整；应为 Excel 能打开的文件",
        ": the workbook is damaged or cut off; expected a file that Excel opens",
    ),
    "text": (
        partial(_write, b"\xff\xff\n"),
        ": 这既不是工作簿，也不是 UTF-8 或 GBK 编码的文本；请另存为 xlsx，或另存为“CSV UTF-8”",
        (": this is neither a workbook nor text in UTF-8 or GBK; save it as .xlsx, or as .csv in UTF-8"),
    ),
    "old workbook": (
        partial(_write, _OLE + bytes(512)),
        ": 工作簿无法读取（CompDocError）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (CompDocError); open it in Excel or WPS and save it as .xlsx",
    ),
    "other zip": (
        _zip,
        ": 压缩包里没有工作簿（.xlsx、.xls、.csv）",
        ": the .zip holds no workbook (.xlsx, .xls, .csv)",
    ),
    "document": (
        partial(_write, b"%PDF-1.7"),
        *_no_workbook("PDF"),
    ),
    "password": (
        partial(_write, _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512)),
        ": 工作簿设有密码；请取消密码后另存",
        ": the workbook is locked with a password; save it without one",
    ),
    "file that fails to be read": (
        lambda path: path.symlink_to("/proc/self/mem"),  # opens, and then there is nothing at its beginning
        ": 工作簿无法读取（Input/output error）；请用 Excel 或 WPS 打开，另存为 xlsx",
        ": the workbook cannot be read (Input/output error); open it in Excel or WPS and save it as .xlsx",
    ),
    "cell at the end of the world": (
        _far,
        ": 工作表“Sheet”的 XFD1048576 里有文字；最多读取 10000 行、500 列",
        ": sheet “Sheet” has text in XFD1048576; at most 10000 rows and 500 columns are read",
    ),
    "folder without workbooks": (
        lambda path: path.mkdir(),
        ": 文件夹里没有工作簿（.xlsx、.xls、.csv）",
        ": the folder holds no workbook (.xlsx, .xls, .csv)",
    ),
}
