"""`make bench-feeds`: every feed of a generated term and of one with changes, as all readers read it.

Six programs, one answer each: exactly the published occurrences and the notes of days (UID, start, end,
summary, location).
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from service.domain.district import District
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget, feeds_of
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.note_history import notes_of
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.domain.synthesis.districts import synthetic_district
from service.domain.synthesis.plans import DistrictPlan
from service.exchange.icalendar_files import FeedFiles, FeedTitle
from service.solver.drafting import applied
from service.solver.rounds import solve
from service.words.catalogue import Words
from tests.benchmarks.readers import InNode, Khal
from tests.domain.test_revisions import published
from tests.exchange.readers import READERS, Occurrence, as_published
from tests.exchange.test_icalendar_files import changed, varied

INSTALLED = Path("build/readers")
PLAN = DistrictPlan(campuses=3, classes=(6,), joint=6, seed=7)
#: Of each kind so many: khal reads one in seconds.
OF_EACH_KIND = 4
_COLUMNS = ("reader", "feeds", "events", "differences")
Read = Callable[[Sequence[Path]], Iterable[list[Occurrence]]]


@dataclass(frozen=True, slots=True)
class _Written:
    """A feed as a file, and what it ought to say."""

    path: Path
    expected: list[Occurrence]


def print_table() -> int:
    """One line per reader; gives the number of feeds that anybody read differently."""
    programs: Mapping[str, InNode | Khal] = {
        "ical.js": InNode("ical.js", "ical_js.mjs", INSTALLED),
        "node-ical": InNode("node-ical", "node_ical.mjs", INSTALLED),
        "khal": Khal(INSTALLED),
    }
    libraries: dict[str, Read] = {name: _each(read) for name, read in READERS.items()}
    different = 0
    with TemporaryDirectory() as folder:
        written = list(_written(Path(folder)))
        print("  ".join(f"{name:>12}" for name in _COLUMNS))
        for name, read in libraries.items():
            different += _print_line(name, read, written)
        for name, program in programs.items():
            if why := program.missing():
                print(f"{name:>12}  SKIPPED: {why}; `make bench-feeds` installs it where npm and pip can")
            else:
                different += _print_line(name, program.read, written)
    return different


def _print_line(name: str, read: Read, written: Sequence[_Written]) -> int:
    answers = list(read([one.path for one in written]))
    different = sum(answer != one.expected for answer, one in zip(answers, written, strict=True))
    row = (name, len(written), sum(map(len, answers)), different)
    print("  ".join(f"{cell:>12}" for cell in row), flush=True)
    return different


def _each(read: Callable[[bytes], list[Occurrence]]) -> Read:
    return lambda paths: (read(path.read_bytes()) for path in paths)


def _written(folder: Path) -> Iterator[_Written]:
    generated, office = _generated(), changed()
    [community] = generated.communities
    first = published(PublishedTerm(()), generated, community.id, 0)
    nothing: Marks = {}
    for district, term, marks in ((generated, first, nothing), (varied(), office.published, office.marks)):
        [community] = district.communities
        for target in _some(feeds_of(district, community.id)):
            entries = term.of_feed(target)
            title = FeedTitle(target.kind, target.id)
            words = Words("zh")
            today = district.term.term.first_day
            notes = notes_of([term.revisions], target)
            file = FeedFiles().file(title, entries, marks, words, notes=notes, today=today)
            path = folder / f"{len(list(folder.iterdir()))}.ics"
            path.write_bytes(file.body)
            yield _Written(path, as_published(entries, words, notes))


def _generated() -> District:
    district = synthetic_district(PLAN)
    answer = solve(district, district.communities[0].id, seconds=10)
    return applied(district, district.communities[0].id, answer)


def _some(targets: Iterable[FeedTarget]) -> Iterator[FeedTarget]:
    kinds = list(FeedKind)
    for _, of_kind in groupby(sorted(targets, key=lambda one: kinds.index(one.kind)), lambda one: one.kind):
        yield from list(of_kind)[:OF_EACH_KIND]


if __name__ == "__main__":
    sys.exit(1 if print_table() else 0)
