"""Whose home timetables are: by their titles, the names of sheets and files, or as it was answered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.domain.collecting.corrections import CorrectionKind
from service.domain.communities import Campus
from service.domain.identity import CampusId
from service.exchange.notation.class_labels import class_label_in
from service.exchange.notation.plain_text import plain
from service.exchange.recognition.layouts.home_tables import HomeSheet, HomeTable
from service.exchange.reporting.reports import Report
from service.exchange.understanding.district.names import Names, key

_NOT_ITS_CAMPUS = re.compile(
    r"20\d\d(?:[-~–—―至/]\d+)?(?:学年度?|年度?)?|第?[一二三四上下]学期|[春秋](?:季|学期)|学期|执行时间.*|班主任.*"
    r"|(?:星期|周|礼拜)[一二三四五六1-6]|(?:小学|初中|高中|中学)部|(?:各|全)?(?:班级?|年级)|全校|[一二三四五六七八九]年级?(?!一?贯)|[高中低]年?段"
    r"|(?:班级|年级|全校|教学)?(?:总课表|总课程表|课程总表|大课表|总表)|(?:班级|教学)?(?:课程表|课表|日课表|功课表)|作息时间"
    r"|\(?试行稿?\)?|\(?(?:最终版?|定稿|[新终]版)\)?|Sheet\d*|工作表\d*|[_\-—:]+",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r".*(?:小学|中学|学校|校区|教学点|完小|初中|高中|分校|本部|总校|学堂|实验)(?:\(.+\))?")
_GENERIC = re.compile(r"(?:小学|中学|初中|高中|学校|校区|\d+|.)?")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sheet and its file say about whose it is. `texts` are of title and name, the likeliest first."""

    sheet: HomeSheet
    texts: tuple[str, ...]
    file_texts: tuple[str, ...]

    @property
    def asked_of(self) -> str:
        """What the question is about: a title, else the sheet; with its file where these say nothing."""
        own = plain(self.sheet.title) or plain(self.sheet.sheet.name)
        return own if self.texts else f"{self.sheet.sheet.file}!{own}"


def tables_of_campuses(
    sheets: Sequence[HomeSheet], has_rosters: bool, names: Names, report: Report
) -> dict[CampusId, tuple[HomeTable, ...]]:
    """Each table with its campus; a table of a campus that no roster names makes it known.

    A sheet that says nothing belongs with the others of its file, or to the only campus of the import.
    """
    titles = _Titles(names)
    said = [_Said(one, tuple(titles.of_sheet(one)), tuple(titles.of_file(one.sheet.file))) for one in sheets]
    search = _Search(said, has_rosters, titles, names, report)
    silent = [one for one in said if not search.names_a_school(one)]
    campuses = {one.sheet.sheet.whole: search.campus(one) for one in said if one not in silent}
    for one in silent:
        file = one.sheet.sheet.file
        of_file = {campus.id: campus for at, campus in campuses.items() if campus and at.file == file}
        campuses[one.sheet.sheet.whole] = search.campus_of_silent(one, tuple(of_file.values()))
    found: dict[CampusId, tuple[HomeTable, ...]] = {}
    for one in said:
        campus = campuses[one.sheet.sheet.whole]
        if campus is None:
            continue
        report.belongs(one.sheet.sheet, campus.name)
        for table in one.sheet.tables:
            own = search.campus_of_part(table, one.sheet) or campus
            found[own.id] = (*found.get(own.id, ()), table)
    return found


class _Search:
    def __init__(
        self, said: Sequence[_Said], has_rosters: bool, titles: "_Titles", names: Names, report: Report
    ) -> None:
        self._has_rosters, self._names, self._report, self._titles = has_rosters, names, report, titles
        self._own = {one.sheet.sheet.whole: names.campus_in(one.texts) for one in said}
        self._several = {one.sheet.sheet.whole: _several(one, names) for one in said}
        self._in_file: dict[str, set[CampusId]] = {}
        for at, campus in self._own.items():
            if campus is not None:
                self._in_file.setdefault(at.file, set()).add(campus.id)

    def names_a_school(self, said: _Said) -> bool:
        """Whether title, sheet or file name a known campus, or anything that is called like a school."""
        return (
            self._own[said.sheet.sheet.whole] is not None
            or self._several[said.sheet.sheet.whole] != ()
            or _stranger((*said.texts, *said.file_texts)) is not None
            or self._names.campuses_in(said.file_texts) != ()
        )

    def campus(self, said: _Said) -> Campus | None:
        """By title or sheet, else by the file; not where a file of one school's is called after another."""
        own = self._own[said.sheet.sheet.whole]
        if several := self._several[said.sheet.sheet.whole]:
            return self._asked(said, several)
        if own is not None and len(self._in_file[said.sheet.sheet.file]) > 1:
            return own
        of_file, stranger = self._names.campus_in(said.file_texts), _stranger(said.texts)
        if own is None and of_file is None:
            return self._new(said)
        if own is not None and of_file is not None and own.id != of_file.id:
            return self._asked(said, (own.name, of_file.name))
        if own is None and of_file is not None and stranger is not None:
            return self._asked(said, (of_file.name, stranger))
        return own or of_file

    def campus_of_silent(self, said: _Said, of_file: Sequence[Campus]) -> Campus | None:
        """That of the other sheets in the file, else the only one of the import."""
        if len(of_file) == 1:
            return of_file[0]
        here = self._names.here
        return here[0] if not of_file and len(here) == 1 else self._asked(said, ())

    def campus_of_part(self, table: HomeTable, sheet: HomeSheet) -> Campus | None:
        """Of several tables on a sheet each may name its own campus in its title."""
        if len(sheet.tables) == 1:
            return None
        texts = [text for part in table.title.split(" ") for text in self._titles.without_noise(part)]
        return self._names.exact(*reversed(texts))

    def _new(self, said: _Said) -> Campus | None:
        """A new campus, if nobody was asked; a slip of the pen is none."""
        whole, name = said.sheet.sheet.whole, _stranger((*said.texts, *said.file_texts)) or ""
        if self._report.meant(CorrectionKind.SHEET, said.asked_of, whole) is not None:
            return self._asked(said, ())
        if self._has_rosters and self._names.similar(name):
            return self._names.campus(name, whole)  # the problem lists the campuses
        if self._names.has_known and not self._has_rosters:
            # A title alone makes no school of a district that is known; it may be one that is new there.
            return self._asked(said, (*(one.name for one in self._names.campuses), name))
        campus = self._names.add_campus(name)
        if self._has_rosters:
            self._report.note("campus_not_in_roster", whole, text=campus.name)
        return campus

    def _asked(self, said: _Said, choices: tuple[str, ...]) -> Campus | None:
        """As it was answered; "" is a sheet that is not to be read. Else a question."""
        whole = said.sheet.sheet.whole
        meant = self._report.meant(CorrectionKind.SHEET, said.asked_of, whole)
        if meant == "":
            self._report.note("sheet_not_wanted", whole)
            return None
        if meant is not None:
            return self._names.campus_in([meant]) or self._names.add_campus(meant)
        candidates = choices or tuple(campus.name for campus in self._names.campuses)
        self._report.problem("campus_of_table_unknown", whole, text=said.asked_of, candidates=candidates)
        return None


def _several(said: _Said, names: Names) -> tuple[str, ...]:
    """The campuses of which a sheet's title names more than one; else, where it names none, its file's."""
    own = names.campuses_in(said.texts)
    found = own or names.campuses_in(said.file_texts)
    return tuple(campus.name for campus in found) if len(found) > 1 else ()


def _stranger(texts: Sequence[str]) -> str | None:
    """The first text that is called like a school."""
    return next((text for text in texts if _SCHOOL.fullmatch(text)), None)


class _Titles:
    """What titles and names of files say of whose a table is; names of known campuses stay as they stand."""

    def __init__(self, names: Names) -> None:
        known = {
            form for campus in names.campuses for name in campus.names for form in (plain(name), key(name))
        }
        # The longest first: 城北小学黄村校区 before 城北小学. A name may hold what is noise elsewhere: 九年.
        forms = sorted(filter(None, known), key=len, reverse=True)
        self._known = re.compile(f"({'|'.join(map(re.escape, forms))})") if forms else re.compile("(?!)")

    def of_sheet(self, sheet: HomeSheet) -> Iterator[str]:
        """The title's first line, the sheet's name, the rest of the title."""
        first, _, rest = sheet.title.partition(" ")
        for text in (first, sheet.sheet.name, *rest.split(" ")):
            yield from self.without_noise(text)

    def of_file(self, file: str) -> Iterator[str]:
        """课表_碧湖小学.xlsx, and the folders it lies in, the nearest first."""
        path = PurePosixPath(file)
        for part in (path.stem, *reversed(path.parent.parts)):
            yield from self.without_noise(part.removesuffix(".zip"))

    def without_noise(self, text: str) -> Iterator[str]:
        """What is left of a title without years, classes and words for timetables; maybe nothing."""
        title = plain(text)
        parts = self._known.split(title)
        label = class_label_in(title)
        rest = "".join(
            part if place % 2 else _NOT_ITS_CAMPUS.sub("", part.replace(label, "") if label else part)
            for place, part in enumerate(parts)
        )
        if _GENERIC.fullmatch(rest) is None:
            yield rest
