"""Every exported feed, of the worked case and of made-up communities, as independent parsers read it."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from service.cli import main
from service.domain.publishing.changes.earlier_events import with_old_values
from service.domain.publishing.feeds.feeds import FeedTarget
from service.domain.publishing.feeds.marks import Marks
from service.domain.publishing.revisions.published_terms import PublishedTerm
from service.storage import feeds, publications
from service.storage.database import Database
from service.words.catalogue import Words
from tests.exchange.readers import READERS, as_published

MADE_UP = (
    "--communities", "2", "--campuses", "3", "--classes", "6", "--joint", "4", "--seed", "7",
)  # fmt: skip
#: Of each kind so many are read in every test run, all of them in the long one.
SOME = 3


@dataclass(frozen=True, slots=True)
class Exported:
    """What is published, with its marks, and the file of each feed."""

    published: PublishedTerm
    marks: Marks
    files: dict[FeedTarget, Path]

    def some(self) -> Iterator[FeedTarget]:
        for _, targets in groupby(sorted(self.files), lambda target: target.kind):
            yield from list(targets)[:SOME]


async def _known(url: str) -> tuple[tuple[str, ...], PublishedTerm, Marks, tuple[FeedTarget, ...]]:
    """The communities, what is published of them with its marks, and its feeds in order."""
    async with await Database.open(url) as database, database.reading() as store:
        district = await store.load_district()
        assert district is not None
        published = await publications.published_term(store.connection, district.term.id)
        marks = await publications.marks_of_term(store.connection, district.term.id)
        targets = tuple(feed.target for feed in await feeds.all_feeds(store.connection))
        return tuple(community.name for community in district.communities), published, marks, targets


@pytest.fixture(scope="session")
def made_up_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with two made-up communities, solved."""
    path = tmp_path_factory.mktemp("made-up") / "tongke.sqlite"
    database = ("--database", f"sqlite:///{path}")
    assert main(["generate", *database, *MADE_UP]) == 0
    for community in asyncio.run(_known(database[1]))[0]:
        solve = ["solve", *database, "--community", community, "--deterministic", "--time-limit", "1"]
        assert main(solve) == 0
    return path


@pytest.fixture(scope="module", params=["solved_file", "made_up_file"], ids=["case", "made up"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The way through the command: brought in and solved, then published and exported."""
    folder = tmp_path_factory.mktemp("exported")
    path = folder / "tongke.sqlite"
    path.write_bytes(request.getfixturevalue(request.param).read_bytes())
    database = ("--database", f"sqlite:///{path}")
    for community in asyncio.run(_known(database[1]))[0]:
        assert main(["publish", *database, "--community", community]) == 0
    capture = request.config.pluginmanager.getplugin("capturemanager")
    capture.read_global_capture()
    assert main(["export", *database, "--format", "ics", "--output", str(folder / "feeds"), "--json"]) == 0
    paths = [Path(path) for path in json.loads(capture.read_global_capture().out)["files"]]
    _, published, marks, targets = asyncio.run(_known(database[1]))
    return Exported(published, marks, dict(zip(targets, paths, strict=True)))


def differing(exported: Exported, targets: Iterator[FeedTarget]) -> list[tuple[FeedTarget, str, int]]:
    """The feeds whose file says anything else than what is published, to any parser.

    Where communities that share a school publish one after the other, the second tells what it moved there.
    """
    found: list[tuple[FeedTarget, str, int]] = []
    for target in targets:
        entries = exported.published.of_feed(target)
        told = with_old_values(entries, [exported.published], exported.marks)
        expected = as_published(told, Words("zh"))
        body = exported.files[target].read_bytes()
        found.extend(
            (target, name, len(expected)) for name, read in READERS.items() if read(body) != expected
        )
    return found


def test_every_feed_has_a_file_of_its_own(exported: Exported) -> None:
    files = list(exported.files.values())
    assert len(set(files)) == len(files)
    assert set(files[0].parent.iterdir()) == set(files)


def test_every_parser_reads_what_is_published(exported: Exported) -> None:
    assert differing(exported, exported.some()) == []


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_every_parser_reads_every_feed(exported: Exported) -> None:
    assert differing(exported, iter(exported.files)) == []
