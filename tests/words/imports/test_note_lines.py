"""The notes of an import as they are printed: what may be answered first, what is alike once."""

from service.domain.problems import NoteCode, Problem
from service.domain.sources import Source
from service.words.catalogue import Words
from service.words.imports.note_lines import note_lines

ENGLISH, CHINESE = Words("en"), Words("zh")


def note(code: NoteCode, cell: str, **facts: str | int | tuple[str, ...]) -> Problem:
    return Problem(code, Source("课表.xlsx", "一", cell), tuple(facts.items()))


FOOTNOTE = note("footnote_not_read", "A9", text="注：单双周")
REMARK = note("column_not_used", "F1", text="备注")
POST = note("teacher_not_in_roster", "C3", text="张三", campus="柳河校区")


def test_notes_are_printed_by_what_is_to_be_done() -> None:
    assert note_lines([FOOTNOTE, REMARK, POST], CHINESE) == [
        "可以补充说明（不补充也能导入）：",
        "课表.xlsx!一!C3: “张三”不在柳河校区的教师名册中，已建无工号的任职",
        "请核对：",
        "课表.xlsx!一!F1: 没有识别“备注”这一列，未使用",
        "其他说明（不必处理）：",
        "课表.xlsx!一!A9: 脚注没有读取：“注：单双周”",
    ]


def test_notes_of_one_kind_have_no_heading() -> None:
    assert note_lines([REMARK], ENGLISH) == ["课表.xlsx!一!F1: column “备注” was not recognised and not used"]


def test_what_is_said_alike_of_several_places_is_one_line() -> None:
    notes = [note("column_not_used", f"{letter}1", text="备注") for letter in "FGHIJ"]
    (line,) = note_lines(notes, CHINESE)
    assert line.partition(": ")[0] == "课表.xlsx!一!F1、课表.xlsx!一!G1、课表.xlsx!一!H1等，另有 2 处"


def test_notes_that_differ_are_lines_of_their_own() -> None:
    other = note("column_not_used", "G1", text="备注2")
    assert len(note_lines([REMARK, other], CHINESE)) == 2
