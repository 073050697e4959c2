"""Files as no school should send them: good ones, damaged in a way that a seed tells."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.exchange.case import WORKBOOK
from tests.exchange.reading.packages import xlsx, zipped
from tests.exchange.workbooks import SHEETS, workbook

_FILES = Path(__file__).parent / "files"
_ENTITIES = (
    b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
    b'<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
)
#: What stands in a worksheet, and what may come in its place.
_WRONG = (
    (b't="s"', (b't="n"', b't="b"', b't="e"', b't="d"', b't="str"', b't="\xe8\xaf\xbe"', b"")),
    (b"<v>", (b"<v>-", b"<v>9", b"<v>1e999", b"<v>nan", b"<v>\xe8\xaf\xad", b"<v><v>", b"<f>1/0</f><v>")),
    (b'r="', (b'r="9', b'r="-', b'r="XFD', b'r="A0', b's="')),
    (b's="', (b's="99999', b's="-1', b's="x')),
    (b"<sheetData>", (b"", b'<dimension ref="A1:XFD1048576"/><sheetData>', b"<sheetData><sheetData>")),
    (b"</sheetData>", (b"", b'</sheetData><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/>')),
    (b"<cols>", (b'<cols><col min="1" max="16384" hidden="1"/>', b'<cols><col min="9" max="x" hidden="1"/>')),
    (b"<row ", (b'<row hidden="1" ', b"<row r='1048576' ", b"<rows ")),
)

Mutation = Callable[[bytes, Random], bytes]


@lru_cache
def seeds() -> dict[str, bytes]:
    """The good files: the case, and small ones of each kind."""
    with TemporaryDirectory() as folder:
        small = workbook(Path(folder) / "x.xlsx", SHEETS).read_bytes()
    rows = SHEETS["总课表-柳河校区"]
    lines = [["" if cell is None else f'"{cell}"' for cell in row] for row in rows]
    text = "\n".join(",".join(line) for line in lines)
    cells = ["".join(f"<td rowspan=1>{cell or ''}</td>" for cell in row) for row in rows]
    page = "<html><p>总课表</p><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></html>"
    return {
        "教联体.xlsx": WORKBOOK.read_bytes(),
        "资料.xlsx": small,
        "课表.xlsx": xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>语文</t></si>"),
        "校历.xls": (_FILES / "校历.xls").read_bytes(),
        "资料.xls": (_FILES / "资料.xls").read_bytes(),
        "课表.csv": text.encode(),
        "课表_GBK.csv": text.encode("gbk"),
        "课表.html": page.encode(),
        "网页.xls": page.encode("gbk"),
        "资料.zip": zipped({"资料.xlsx": small, "校历.csv": text.encode("gbk"), "甲/课表.html": page}),
    }


def mutated(seed: int) -> tuple[str, bytes]:
    """Name and content of the file of a seed: the same seed, the same file."""
    random = Random(seed)
    names = list(seeds())
    name = names[seed % len(names)]
    content = seeds()[name]
    fitting = [*_ANY, *(_ZIPS * 2 if content.startswith(b"PK") else _TEXTS if b"\0" not in content else ())]
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        content = random.choice(fitting)(content, random)
    return f"{seed:05} {name}", content


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _flipped(content: bytes, random: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice((1, 4, 30)) if damaged else 0):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def _swapped(content: bytes, random: Random) -> bytes:
    """Two stretches change places."""
    first, second, third = sorted(random.randrange(len(content) + 1) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


def _joined(content: bytes, random: Random) -> bytes:
    """Another file follows, or comes before."""
    other = random.choice(list(seeds().values()))
    return content + other if random.random() < 0.5 else other[: random.randrange(3000)] + content


def _repeated(content: bytes, random: Random) -> bytes:
    first, last = sorted(random.randrange(len(content) + 1) for _ in range(2))
    part = content[first : min(last, first + 200)]
    return content[:last] + part * random.choice((10, 1000, 20_000)) + content[last:]


def _members(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The zip with other members; itself where it was no longer one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist()}
    # Damaged before, it fails by its directory, its packing or its flags (encrypted: RuntimeError).
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, RuntimeError):
        return content
    if members:
        change(members)
    return zipped(members)


def _within(mutation: Mutation) -> Mutation:
    """The mutation of one unpacked member, which is packed again."""

    def inside(content: bytes, random: Random) -> bytes:
        def change(members: dict[str, bytes]) -> None:
            name = random.choice(list(members))
            members[name] = mutation(members[name], random)

        return _members(content, change)

    return inside


def _wrong_values(content: bytes, random: Random) -> bytes:
    for old, others in random.sample(_WRONG, 2):
        places = content.count(old)
        head = content.split(old, random.randrange(places) + 1) if places else [content]
        content = old.join(head[:-1]) + (random.choice(others) if places else b"") + head[-1]
    return content


def _entities(content: bytes, random: Random) -> bytes:
    end = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
    return content[:end] + random.choice(_ENTITIES) + content[end:].replace(b"<t>", b"<t>&c;", 3)


def _changed_places(content: bytes, random: Random) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        one, other = random.choices(list(members), k=2)
        members[one], members[other] = members[other], members[one]

    return _members(content, change)


def _left_out(content: bytes, random: Random) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        del members[random.choice(list(members))]

    return _members(content, change)


def _nested(content: bytes, random: Random) -> bytes:
    for depth in range(random.choice((1, 2, 20))):
        content = zipped({f"{depth}.zip": content, f"{depth}.xlsx": content})[: 1 << 21]
    return content


def _bomb(content: bytes, random: Random) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        name = random.choice(list(members))
        members[name] += random.choice((b"\0", b"<c/>", b" ", b"1,")) * random.choice((1 << 20, 1 << 23))

    return _members(content, change)


def _lying(content: bytes, random: Random) -> bytes:
    """Sizes, flags and offsets of the directory that are not so."""
    damaged = bytearray(content)
    at = content.find(b"PK\x01\x02", random.randrange(max(len(content), 1)))
    if 0 <= at < len(damaged) - 46:
        damaged[at + random.randrange(6, 46)] = random.choice((0, 1, 99, 255))
    return bytes(damaged)


def _mixed(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    other = random.choice(
        ("语文,数学".encode(), "语文\t数学".encode("gbk"), "语文".encode("utf-16"), b"\xff\xfe\0")
    )
    return content[:at] + other + content[at:]


def _markup(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    part = random.choice(
        (b"<table><tr><td>", b"<td rowspan=999999999>", b"<!--", b'"', b"<![x[", b"&#xD800;", b"</table>")
    )
    return content[:at] + part * random.choice((1, 50, 20_000)) + content[at:]


_ANY: tuple[Mutation, ...] = (_cut, _flipped, _flipped, _swapped, _joined, _repeated)
_TEXTS: tuple[Mutation, ...] = (_mixed, _markup)
_ZIPS: tuple[Mutation, ...] = (
    *(_within(mutation) for mutation in (_cut, _flipped, _wrong_values, _wrong_values, _entities, _mixed)),
    *(_changed_places, _left_out, _nested, _bomb, _lying),
)
