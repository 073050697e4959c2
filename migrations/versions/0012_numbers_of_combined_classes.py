"""The numbers of combined classes 复式班 that were stored before their grades told them: 596, not 501.

The id stays, so that lessons, ends, displays, feeds and their UIDs go on; a revision stays as published.
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None

_FIGURES = "一二三四五六七八九"
#: Every label that this service ever read as one of several grades; 12年级 is none.
_COMBINED = re.compile(
    rf"(?!\d\d)([1-9{_FIGURES}])([、,和及·/~至到—–-]*)([1-9{_FIGURES}])(?:年级|复式|\(复式)"
)

_group = sa.table("class_group", *map(sa.column, ("id", "campus_id", "entry_year", "number", "first_grade")))
_name = sa.table(
    "class_name", *map(sa.column, ("class_id", "term_id", "label", "name")), sa.column("higher", sa.JSON())
)
_term = sa.table("term", sa.column("id"), sa.column("first_day"))


def upgrade() -> None:
    connection = op.get_bind()
    groups = {group.id: group for group in connection.execute(sa.select(_group))}
    taken = {_identity(group, group.number) for group in groups.values()}
    # The newest term first: by what a class is called there the next import looks for it.
    names = sa.select(_name).join(_term, _term.c.id == _name.c.term_id).order_by(_term.c.first_day.desc())
    numbers: dict[str, int] = {}
    for name in connection.execute(names):
        grades = _grades(name.label)
        if not grades or name.higher:
            continue
        group, number = groups[name.class_id], _number(grades)
        if name.class_id not in numbers:
            if _identity(group, number) in taken:
                continue  # an import has made it anew meanwhile: two classes cannot be the one
            taken.add(_identity(group, number))
            numbers[name.class_id] = number
        of_name = sa.and_(_name.c.class_id == name.class_id, _name.c.term_id == name.term_id)
        said = {"name": f"{grades[0]}{number:02}", "higher": grades[1:]}
        connection.execute(sa.update(_name).where(of_name).values(said))
    for class_id, number in numbers.items():
        connection.execute(sa.update(_group).where(_group.c.id == class_id).values(number=number))


def downgrade() -> None:
    """Nothing: whoever reads 596 finds the class by it."""


def _grades(label: str) -> list[int]:
    """Rising; of 一至三年级 those between, too. None of a class of one grade."""
    match = _COMBINED.match("".join(unicodedata.normalize("NFKC", label).split()))
    if match is None:
        return []
    first, last = (_FIGURES.find(sign) + 1 or int(sign) for sign in match.group(1, 3))
    if first >= last:
        return []
    is_span = re.search("[~至到—–-]", match[2]) is not None
    return list(range(first, last + 1)) if is_span else [first, last]


def _number(grades: list[int]) -> int:
    """One that no other class of its grade has, as imports give it since 0011."""
    return (90 if len(grades) - 1 == grades[-1] - grades[0] else 80) + grades[-1]


def _identity(group: sa.Row[tuple[object, ...]], number: int) -> tuple[object, ...]:
    return group.campus_id, group.entry_year, group.first_grade, number
