"""What a printed document holds, all of it in words already: `sheets.typ` sets it and decides nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How an entry of a cell is marked, so that black-and-white paper tells it, too."""

    HOME = "home"
    MOVED = "moved"  # hatched
    JOINT = "joint"  # framed


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson in a cell: subject over teacher, then its marks (【原周三第2节】).

    `brief` are the marks where columns are narrow: what they leave out stands in a list under the table.
    """

    subject: str
    teacher: str
    weeks: str = ""
    marks: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    look: Look = Look.HOME


@dataclass(frozen=True, slots=True)
class Row:
    """A period. `times` are several where grades ring differently; without `taught` it has no cells."""

    label: str
    times: tuple[str, ...]
    taught: bool = True
    cells: tuple[tuple[Entry, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A class with its head teacher, or a campus; `below` is "" where there is nothing to say."""

    label: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A titled line or more under a table."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of every sheet; `standing` is the revision, or that it is a draft."""

    title: str
    facts: tuple[str, ...]
    standing: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class CampusSheet:
    """A campus's week: rows of periods, columns of classes."""

    heading: Heading
    corner: tuple[str, ...]  # 星期, 节次, 时间
    below: str  # 班主任; "" where no class has one
    columns: tuple[Column, ...]
    days: tuple[Day, ...]
    legend: tuple[tuple[Look, str], ...]
    notes: tuple[Note, ...] = ()
    of_brief: tuple[Note, ...] = ()  # what brief marks leave out
    kind: str = "campus"


@dataclass(frozen=True, slots=True)
class WeekSheet:
    """The week of a class, a teacher or a room on A4: rows of periods, columns of weekdays."""

    heading: Heading
    corner: tuple[str, str]  # 节次, 时间
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[Look, str], ...]
    notes: tuple[Note, ...] = ()
    kind: str = "week"


@dataclass(frozen=True, slots=True)
class JointEnd:
    """One end in its campus's column, line by line."""

    lines: tuple[str, ...]
    hosts: bool = False


@dataclass(frozen=True, slots=True)
class JointRow:
    """A joint lesson: `cells` are its ends by campus, empty where a campus takes no part."""

    lesson: tuple[str, ...]
    cells: tuple[tuple[JointEnd, ...], ...]


@dataclass(frozen=True, slots=True)
class JointPeriod:
    """The joint lessons of one period of the host's and one clock time."""

    label: str
    times: tuple[str, ...]
    rows: tuple[JointRow, ...]


@dataclass(frozen=True, slots=True)
class JointDay:
    label: str
    periods: tuple[JointPeriod, ...]


@dataclass(frozen=True, slots=True)
class JointSheet:
    """排课一张表: the joint lessons of a community, one column for each campus.

    Where many campuses would leave that nearly empty, `ends` (主讲端, 听讲端) head two columns instead.
    """

    heading: Heading
    corner: tuple[str, ...]  # 星期, 节次, 时间, 同步课
    ends: tuple[str, str]
    columns: tuple[Column, ...]
    days: tuple[JointDay, ...]
    empty: str  # what stands there when no joint lesson has a place
    legend: tuple[tuple[Look, str], ...]
    notes: tuple[Note, ...] = ()
    kind: str = "joint"


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where one signs: `facts` are said, `blanks` are filled in by hand, `seal` is where the stamp goes."""

    title: str
    facts: tuple[str, ...]
    blanks: tuple[str, ...]
    seal: str = ""


@dataclass(frozen=True, slots=True)
class SignatureSheet:
    """编制, 审核, and a box for each school."""

    heading: Heading
    statement: str
    makers: tuple[SignatureBox, ...]
    schools_title: str
    schools: tuple[SignatureBox, ...]
    kind: str = "signature"


Sheet = CampusSheet | WeekSheet | JointSheet | SignatureSheet


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """`page_of` has the fields {page} and {pages}, filled in where pages are counted."""

    title: str
    language: str
    page_of: str
    sheets: tuple[Sheet, ...]
