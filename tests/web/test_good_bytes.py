"""The last good bytes: one maker at a time, a bounded memory, and a bounded spool."""

import asyncio
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.domain.addresses import AddressKind, token
from service.web.backing import good_bytes
from service.web.backing.directory import Addressed, Directory, Entry
from service.web.backing.good_bytes import BeingMade, Good, GoodBytes, Made, NothingGood
from service.web.backing.spool import Spool

AT = datetime(2026, 9, 1, tzinfo=UTC)


def _made(body: bytes) -> Made:
    return Made(body, AT)


def answers() -> bool:
    """The database does."""
    return True


async def test_those_who_ask_at_once_wait_for_one_maker(tmp_path: Path) -> None:
    good, go, made = GoodBytes(Spool(tmp_path), answers), asyncio.Event(), []

    async def make() -> Made:
        made.append(1)
        await go.wait()
        return _made(b"one")

    asked = [asyncio.create_task(good.get("key", "1", make)) for _ in range(5)]
    await asyncio.sleep(0)
    go.set()
    assert [answer.body for answer in await asyncio.gather(*asked)] == [b"one"] * 5
    assert len(made) == 1


class SlowSpool(Spool):
    """The first read is like any other; those after it wait."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reads = 0
        self.go = threading.Event()

    def read(self, key: str) -> bytes | None:
        self.reads += 1
        if self.reads > 1:
            self.go.wait()
        return super().read(key)


async def test_whose_disk_is_slow_gets_what_was_made_meanwhile(tmp_path: Path) -> None:
    spool, made = SlowSpool(tmp_path), []
    good = GoodBytes(spool, answers)

    async def make() -> Made:
        made.append(1)
        return _made(b"one")

    first = asyncio.create_task(good.get("key", "1", make))
    second = asyncio.create_task(good.get("key", "1", make))
    one = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
    spool.go.set()
    await asyncio.wait({first, second})
    assert (len(one[0]), first.result().body, second.result().body) == (1, b"one", b"one")
    assert (len(made), second.result().mark) == (1, "1")


async def test_who_asks_for_a_newer_state_does_not_get_what_was_begun_on_an_older(tmp_path: Path) -> None:
    good, go = GoodBytes(Spool(tmp_path), answers), asyncio.Event()

    async def slow() -> Made:
        await go.wait()
        return _made(b"old")

    async def quick() -> Made:
        return _made(b"new")

    first = asyncio.create_task(good.get("key", "1", slow))
    await asyncio.sleep(0)
    second = asyncio.create_task(good.get("key", "2", quick))
    await asyncio.sleep(0)
    go.set()
    assert (await first).body == b"old"
    assert (await second).body == b"new"


@pytest.mark.parametrize("reachable", [True, False])
async def test_old_bytes_pass_for_new_only_while_the_database_is_gone(
    tmp_path: Path, reachable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is slow is waited for; who cannot wait longer is told so, and gets the new when it is ready."""
    monkeypatch.setattr(good_bytes, "PAUSE", 0.0)
    good = GoodBytes(Spool(tmp_path), lambda: reachable, patience=0.0)
    go = asyncio.Event()

    async def slow() -> Made:
        await go.wait()
        return _made(b"new")

    spooled = Good(b"old", AT, "0")
    Spool(tmp_path).write("key", spooled.to_bytes())
    if reachable:
        with pytest.raises(BeingMade):
            await good.get("key", "1", slow)
    else:
        assert (await good.get("key", "1", slow)).body == b"old"
    go.set()
    patient = GoodBytes(Spool(tmp_path), answers)
    assert (await patient.get("key", "1", slow)).body == b"new"
    await good.close()


async def test_what_fails_gives_the_last_good_bytes_though_it_says_that_it_timed_out(tmp_path: Path) -> None:
    good = GoodBytes(Spool(tmp_path), answers)
    Spool(tmp_path).write("key", Good(b"old", AT, "0").to_bytes())

    async def fail() -> Made:
        raise TimeoutError

    assert (await good.get("key", "1", fail)).body == b"old"


async def test_one_who_hangs_up_does_not_end_the_making(tmp_path: Path) -> None:
    good, go = GoodBytes(Spool(tmp_path), answers), asyncio.Event()

    async def make() -> Made:
        await go.wait()
        return _made(b"one")

    impatient = asyncio.create_task(good.get("key", "1", make))
    await asyncio.sleep(0)
    patient = asyncio.create_task(good.get("key", "1", make))
    await asyncio.sleep(0)
    impatient.cancel()
    go.set()
    assert (await patient).body == b"one"


async def test_memory_is_bounded_and_the_spool_remembers(tmp_path: Path) -> None:
    good = GoodBytes(Spool(tmp_path), answers, limit=150)

    async def make() -> Made:
        return _made(b"x" * 100)

    async def fail() -> Made:
        raise ConnectionError

    await good.get("first", "1", make)
    await good.get("second", "1", make)
    assert good.fresh("first", "1") is None
    assert (await good.get("first", "2", fail)).body == b"x" * 100


async def test_nothing_made_and_nothing_kept_is_nothing(tmp_path: Path) -> None:
    good = GoodBytes(Spool(tmp_path), answers)

    async def fail() -> Made:
        raise ConnectionError

    with pytest.raises(NothingGood):
        await good.get("key", "1", fail)
    assert good.failures == 1


async def test_file_of_the_spool_that_is_broken_is_left_out(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.write("key", b"\x00 no head")

    async def make() -> Made:
        return _made(b"new")

    assert (await GoodBytes(spool, answers).get("key", "1", make)).body == b"new"


def test_spool_drops_the_longest_unwritten(tmp_path: Path) -> None:
    spool = Spool(tmp_path, limit=250)
    for key in ("a", "b", "c"):
        spool.write(key, key.encode() * 100)
    assert [spool.read(key) for key in "abc"] == [None, b"b" * 100, b"c" * 100]


def test_spool_counts_what_an_earlier_process_left(tmp_path: Path) -> None:
    Spool(tmp_path, limit=250).write("a", b"a" * 200)
    later = Spool(tmp_path, limit=250)
    later.write("b", b"b" * 200)
    assert (later.read("a"), later.read("b")) == (None, b"b" * 200)


def test_spool_that_cannot_be_used_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    spool = Spool(tmp_path / "file")
    spool.write("a", b"a")
    assert spool.read("a") is None


def test_directory_knows_every_generation_and_holds_no_token() -> None:
    thing = Addressed(AddressKind.FEED, "one", 2)
    directory = Directory.from_bytes(Directory.of(b"s", [thing]).to_bytes())
    old, new = (token(b"s", AddressKind.FEED, "one", generation) for generation in (1, 2))
    assert directory.find(AddressKind.FEED, new) == Entry(AddressKind.FEED, "one", current=True)
    assert directory.find(AddressKind.FEED, old) == Entry(AddressKind.FEED, "one", current=False)
    assert directory.find(AddressKind.DISPLAY, new) is None
    assert new.encode() not in directory.to_bytes()


def test_another_secret_makes_other_addresses() -> None:
    of = {token(secret, AddressKind.FEED, "one", 1) for secret in (b"a", b"b")}
    assert len(of) == 2
    assert {len(one) for one in of} == {32}
