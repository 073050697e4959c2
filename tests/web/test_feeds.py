"""What calendar programs meet: validators, encodings, addresses that are none, a database that is gone."""

import gzip
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from service.storage.fetches import Fetch
from service.web.app import flush
from service.web.keys import FOLLOWER, GOOD_BYTES
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import CHANGED, NOW, MemoryBacking, feed_path

Start = Callable[[], Awaitable[Client]]


async def _etag(client: Client, **headers: str) -> str:
    response = await client.get(feed_path(), headers=headers)
    return response.headers["ETag"]


async def _look(client: Client) -> None:
    """What the follower does every 250 ms."""
    assert client.app is not None
    await client.app[FOLLOWER].look()


async def test_feed_is_served_as_a_calendar(client: Client) -> None:
    response = await client.get(feed_path())
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="tongke.ics"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Last-Modified"] == format_datetime(CHANGED, usegmt=True)
    assert "SUMMARY:语文 zh" in (await response.read()).decode()


async def test_feed_sets_no_cookie_even_when_a_language_is_asked_for(client: Client) -> None:
    response = await client.get(f"{feed_path()}?lang=en")
    assert "SUMMARY:语文 en" in (await response.read()).decode()
    assert "Set-Cookie" not in response.headers


async def test_an_alarm_is_rung_for_who_asks_for_it(client: Client) -> None:
    plain = await (await client.get(feed_path())).text()
    rings = await (await client.get(f"{feed_path()}?alarm=15")).text()
    assert "VALARM" not in plain
    assert "TRIGGER:-PT15M" in rings


@pytest.mark.parametrize(
    "query", ["alarm=7", "alarm=", "alarm=x&alarm=5", "contents=nothing", "lang=fr", "%ff&&="]
)
async def test_what_is_not_known_means_the_default_and_is_no_error(client: Client, query: str) -> None:
    assert await (await client.get(f"{feed_path()}?{query}")).read() == (
        await (await client.get(feed_path())).read()
    )


async def test_addresses_that_ask_for_the_same_share_what_is_made(
    client: Client, backing: MemoryBacking
) -> None:
    for query in ("?alarm=5&lang=en", "?lang=en&alarm=5", "?contents=everything&lang=en&alarm=5&utm=x"):
        await client.get(feed_path() + query)
    assert backing.made == 1


async def test_language_of_the_calendar_program_does_not_change_the_feed(client: Client) -> None:
    assert await _etag(client) == await _etag(client, **{"Accept-Language": "en", "Cookie": "lang=en"})


async def test_head_has_the_headers_of_get_and_no_body(client: Client) -> None:
    got = await client.get(feed_path())
    head = await client.head(feed_path())
    assert head.status == 200
    for name in ("ETag", "Last-Modified", "Content-Length", "Content-Type", "Vary"):
        assert head.headers[name] == got.headers[name]
    assert await head.read() == b""


async def test_etag_that_matches_gets_304_without_a_body(client: Client) -> None:
    etag = await _etag(client)
    response = await client.get(feed_path(), headers={"If-None-Match": etag})
    assert response.status == 304
    assert response.headers["ETag"] == etag
    assert await response.read() == b""


async def test_one_etag_of_a_list_matches_weak_or_strong(client: Client) -> None:
    etag = await _etag(client)
    response = await client.get(feed_path(), headers={"If-None-Match": f'"other", W/{etag}'})
    assert response.status == 304


async def test_any_etag_matches_a_star(client: Client) -> None:
    response = await client.get(feed_path(), headers={"If-None-Match": "*"})
    assert response.status == 304


async def test_etag_that_does_not_match_wins_over_the_date(client: Client) -> None:
    since = format_datetime(NOW, usegmt=True)
    response = await client.get(feed_path(), headers={"If-None-Match": '"old"', "If-Modified-Since": since})
    assert response.status == 200


async def test_date_of_the_last_change_gets_304(client: Client) -> None:
    since = format_datetime(CHANGED, usegmt=True)
    response = await client.get(feed_path(), headers={"If-Modified-Since": since})
    assert response.status == 304


async def test_earlier_date_gets_the_feed(client: Client) -> None:
    since = format_datetime(CHANGED - timedelta(seconds=1), usegmt=True)
    response = await client.get(feed_path(), headers={"If-Modified-Since": since})
    assert response.status == 200


async def test_date_that_is_none_is_not_listened_to(client: Client) -> None:
    response = await client.get(feed_path(), headers={"If-Modified-Since": "yesterday"})
    assert response.status == 200


async def test_gzip_is_sent_only_to_those_who_ask_for_it(client: Client) -> None:
    plain = await client.get(feed_path(), headers={"Accept-Encoding": "br"})
    packed = await client.get(feed_path(), headers={"Accept-Encoding": "br, gzip;q=0.5"})
    refused = await client.get(feed_path(), headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in refused.headers
    assert gzip.decompress(await packed.read()) == await plain.read()
    for response in (plain, packed, refused):
        assert response.headers["Vary"] == "Accept-Encoding"


async def test_packed_bytes_have_an_etag_of_their_own(client: Client) -> None:
    plain = await _etag(client, **{"Accept-Encoding": "identity"})
    packed = await _etag(client, **{"Accept-Encoding": "gzip"})
    assert plain != packed
    for encoding, etag, status in (("gzip", packed, 304), ("gzip", plain, 200), ("identity", packed, 200)):
        headers = {"Accept-Encoding": encoding, "If-None-Match": etag}
        assert (await client.get(feed_path(), headers=headers)).status == status


async def test_renewed_address_is_gone(client: Client) -> None:
    response = await client.get(feed_path(generation=1))
    assert response.status == 410
    assert (await response.json())["code"] == "address_revoked"


async def test_unknown_address_is_not_found(client: Client) -> None:
    response = await client.get(f"/feeds/{'a' * 32}.ics")
    assert response.status == 404
    assert response.headers["Content-Type"] == "application/problem+json"


async def test_address_of_a_feed_opens_no_display(client: Client) -> None:
    token = feed_path().removeprefix("/feeds/").removesuffix(".ics")
    assert (await client.get(f"/api/v1/displays/{token}")).status == 404


async def test_guesses_are_slowed_and_known_addresses_are_not(client: Client, clock: Clock) -> None:
    for number in range(14):
        assert (await client.get(f"/feeds/guess{number}.ics")).status == 404
    assert clock.waits == [0.25, 0.5, 0.75, 1.0]
    assert (await client.get(feed_path())).status == 200
    assert (await client.get(feed_path(generation=1))).status == 410
    assert len(clock.waits) == 4


async def test_feed_is_made_once_and_served_from_memory(client: Client, backing: MemoryBacking) -> None:
    for _ in range(3):
        await client.get(feed_path())
    assert backing.made == 1


async def test_change_is_seen_in_the_next_answer(client: Client, backing: MemoryBacking) -> None:
    before = await _etag(client)
    backing.summary, backing.changed = "数学", CHANGED + timedelta(hours=1)
    backing.commit()
    await _look(client)
    response = await client.get(feed_path(), headers={"If-None-Match": before})
    assert response.status == 200
    assert response.headers["Last-Modified"] == format_datetime(backing.changed, usegmt=True)


async def test_commit_of_this_process_is_looked_for_unasked(client: Client, backing: MemoryBacking) -> None:
    before = await _etag(client)
    backing.summary = "数学"
    backing.asked.clear()
    backing.commit()
    await backing.asked.wait()
    assert await _etag(client) != before


async def test_unrelated_change_leaves_every_byte(client: Client, backing: MemoryBacking) -> None:
    before = await client.get(feed_path())
    backing.commit()
    await _look(client)
    after = await client.get(feed_path())
    assert backing.made == 2
    assert after.headers["ETag"] == before.headers["ETag"]
    assert after.headers["Last-Modified"] == before.headers["Last-Modified"]


async def test_last_modified_rises_with_new_bytes_even_if_their_stamps_do_not(
    client: Client, backing: MemoryBacking
) -> None:
    await client.get(feed_path())
    backing.summary, backing.changed = "数学", CHANGED - timedelta(days=1)
    backing.commit()
    await _look(client)
    response = await client.get(feed_path())
    assert response.headers["Last-Modified"] == format_datetime(CHANGED + timedelta(seconds=1), usegmt=True)


async def test_last_modified_does_not_go_back_over_a_restart(start: Start, backing: MemoryBacking) -> None:
    first = await start()
    await first.get(feed_path())
    await first.close()
    backing.summary, backing.changed = "数学", datetime(2026, 1, 1, tzinfo=UTC)
    response = await (await start()).get(feed_path())
    assert response.headers["Last-Modified"] == format_datetime(CHANGED + timedelta(seconds=1), usegmt=True)


async def test_last_good_bytes_are_served_when_the_database_is_gone(
    client: Client, backing: MemoryBacking
) -> None:
    before = await client.get(feed_path())
    backing.commit()
    await _look(client)
    backing.gone = True
    after = await client.get(feed_path())
    assert after.status == 200
    assert after.headers["ETag"] == before.headers["ETag"]
    assert await after.read() == await before.read()


async def test_last_good_bytes_survive_a_restart_without_a_database(
    start: Start, backing: MemoryBacking
) -> None:
    first = await start()
    before = await first.get(feed_path())
    await first.close()
    backing.gone = True
    second = await start()
    after = await second.get(feed_path(), headers={"If-None-Match": before.headers["ETag"]})
    assert after.status == 304
    assert (await second.get(feed_path())).status == 200
    assert (await second.get(feed_path(generation=1))).status == 410
    assert (await second.get("/feeds/guess.ics")).status == 404


async def test_without_a_database_and_without_a_memory_it_is_no_5xx(
    start: Start, backing: MemoryBacking
) -> None:
    backing.gone = True
    response = await (await start()).get(feed_path())
    assert response.status == 429
    assert response.headers["Retry-After"] == "60"
    assert (await response.json())["code"] == "nothing_kept"


async def test_database_that_comes_back_is_followed_again(client: Client, backing: MemoryBacking) -> None:
    backing.gone = True
    await _look(client)
    backing.gone, backing.summary = False, "数学"
    backing.commit()
    await _look(client)
    assert "SUMMARY:数学" in (await (await client.get(feed_path())).read()).decode()


async def test_fetches_are_counted_by_client_and_flushed(client: Client, backing: MemoryBacking) -> None:
    assert client.app is not None
    for _ in range(2):
        await client.get(feed_path(), headers={"User-Agent": "iOS/18 dataaccessd"})
    await flush(client.app)
    assert backing.fetches == [Fetch("feed-1", "iOS/18 dataaccessd", NOW, CHANGED, 2)]


async def test_a_fetch_counts_as_what_it_was_given_not_as_what_there_is(
    client: Client, backing: MemoryBacking
) -> None:
    """A change is known, but its bytes cannot be made: the last good ones are given."""
    assert client.app is not None
    await client.get(feed_path(), headers={"User-Agent": "early"})
    backing.newest = NOW
    backing.commit()
    await _look(client)
    backing.gone = True
    await client.get(feed_path(), headers={"User-Agent": "between"})
    backing.gone = False
    await flush(client.app)
    assert {fetch.client: fetch.shown for fetch in backing.fetches} == {"early": CHANGED, "between": CHANGED}


async def test_fetches_that_cannot_be_stored_are_kept(client: Client, backing: MemoryBacking) -> None:
    assert client.app is not None
    headers = {"User-Agent": "test"}
    await client.get(feed_path(), headers=headers)
    backing.gone = True
    await flush(client.app)
    await client.get(feed_path(), headers=headers)
    backing.gone = False
    await flush(client.app)
    assert [fetch.count for fetch in backing.fetches] == [2]


async def test_answers_from_memory_are_counted(client: Client) -> None:
    assert client.app is not None
    await client.get(feed_path())
    await client.get(feed_path())
    assert (client.app[GOOD_BYTES].makes, client.app[GOOD_BYTES].hits) == (1, 1)
