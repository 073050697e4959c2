"""The page of a feed: what it shows, what it takes, and what it does when the database is gone."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from calendars.spans import DateSpan
from service.actions.changing.report_incident import Reported, TooManyReports
from service.domain.addresses import AddressKind, token
from service.domain.dated_changes import OccurrenceState
from service.domain.identity import CampusId, IncidentId, JointLessonId, PersonId
from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.publishing.feeds.marks import Mark
from service.domain.publishing.occurrences.published_events import (
    EventKind,
    Named,
    PublishedEnd,
    PublishedEvent,
)
from service.domain.teacher_page.acknowledgements import Acknowledgement
from service.domain.teacher_page.freshness import PAGE_CLIENT
from service.domain.teacher_page.incidents import Incident, IncidentKind
from service.domain.teacher_page.meetings import Meeting, Reach
from service.domain.teacher_page.outcomes import OutcomeKind
from service.domain.teacher_page.page_lessons import PageContent
from service.storage.errors import DatabaseFailed
from service.web.app import Options, flush, make_app
from service.web.desks.page_desk import PageDesk, Standing
from service.web.keys import FOLLOWER
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import CHANGED, FEED, NOW, SECRET, MemoryBacking, lesson

HER = PersonId("near-语文")
TODAY, TOMORROW = date(2026, 9, 21), date(2026, 9, 22)
WECHAT = (
    "Mozilla/5.0 (Linux; Android 8.0) AppleWebKit/537.36 Chrome/57.0 Mobile Safari/537.36 MicroMessenger/8.0"
)


def path(generation: int = 2) -> str:
    return f"/page/{token(SECRET, AddressKind.PAGE, FEED.id, generation)}"


def assisted(day: date, **changes: Any) -> PublishedEvent:
    """The joint lesson at 08:40, received by her."""
    event = lesson(day)
    host, near = event.ends
    her = PublishedEnd(near.campus, near.classes, near.place, Named(HER, "白语文老师"), period=1)
    return replace(lesson(day), ends=(host, her), **changes)


def moved() -> PublishedEvent:
    before = assisted(TODAY)
    return replace(before, day=TOMORROW, state=OccurrenceState.MOVED, before=before)


def mark(event: PublishedEvent) -> dict[tuple[str, str], Mark]:
    return {
        (event.uid, "near"): Mark(
            event.uid, "near", EventKind.JOINT, event.lesson_id, event.base_day, "", 1, CHANGED
        )
    }


class MemoryDesk(PageDesk):
    """A desk in memory, which can be gone as the database can."""

    def __init__(self, clock: Clock, backing: MemoryBacking) -> None:
        self._clock = clock
        self._backing = backing
        self.now_standing = Standing()
        self.seen: list[object] = []
        self.full = False

    async def standing(self, feed_id: str, content: PageContent) -> Standing:
        self._answer()
        return self.now_standing

    async def acknowledge(self, feed_id: str, through: object) -> None:
        self._answer()
        self.seen.append(("seen", feed_id, through))

    async def report(self, reported: Reported, events: object) -> Incident:
        self._answer()
        if self.full:
            raise TooManyReports
        self.seen.append((reported, events))
        return Incident(IncidentId("i"), reported.kind, HER, reported.uid, reported.days, "", NOW)

    async def say_outcome(self, event: PublishedEvent, person_id: PersonId, kind: OutcomeKind) -> None:
        self._answer()
        self.seen.append((event.uid, person_id, kind))

    def _answer(self) -> None:
        if self._backing.gone:
            raise DatabaseFailed


@pytest.fixture
def backing() -> MemoryBacking:
    backing = MemoryBacking(target=FeedTarget(FeedKind.TEACHER, HER))
    backing.events = (assisted(TODAY), assisted(TOMORROW))
    return backing


@pytest.fixture
def desk(clock: Clock, backing: MemoryBacking) -> MemoryDesk:
    return MemoryDesk(clock, backing)


@pytest.fixture
def start(
    aiohttp_client: AiohttpClient, backing: MemoryBacking, clock: Clock, desk: MemoryDesk, tmp_path: Path
) -> Callable[[], Awaitable[Client]]:
    async def started() -> Client:
        options = Options(spool=tmp_path / "spool", clock=clock, wait=clock.wait)
        return await aiohttp_client(make_app(backing, options, page_desk=desk))

    return started


async def _text(client: Client, query: str = "") -> str:
    response = await client.get(path() + query, headers={"User-Agent": WECHAT, "Accept": "text/html"})
    assert response.status == 200
    return unescape(re.sub(r"<[^>]+>", "", await response.text()))


async def _fields(client: Client, act: str) -> list[dict[str, str]]:
    """The hidden fields of every form for that act."""
    html = await (await client.get(path())).text()
    forms = re.findall(rf'<form method="post" action="[^"]+/{act}".*?</form>', html, re.DOTALL)
    return [dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)) for form in forms]


async def _post(client: Client, act: str, fields: dict[str, str]) -> str:
    """What the page then says, by its code."""
    response = await client.post(f"{path()}/{act}", data=fields, allow_redirects=False)
    assert response.status == 303
    where = urlsplit(response.headers["Location"])
    assert where.path == path()
    return parse_qs(where.query)["said"][0]


async def test_the_next_lesson_comes_first_with_its_far_end(client: Client) -> None:
    text = await _text(client)
    first = text[text.index("接下来") : text.index("一周：")]
    assert "9月21日(周一) 08:40–09:20" in first
    assert "同步课·语文 三(2)班" in first
    assert "辅助 · 主讲 城语文老师" in first
    assert "白塘校区 同步教室" in first
    assert "对方：城北校区 三(1)班 主讲 城语文老师" in first


async def test_the_page_is_small_and_asks_for_a_style_sheet_and_an_icon_only(client: Client) -> None:
    html = await (await client.get(path())).text()
    assert len(html.encode()) < 60_000
    assert [name.split(".")[0] for name in re.findall(r'(?:href|src)="/static/([^"]+)"', html)] == [
        "mark",
        "feed_page",
    ]
    assert "<script" not in html


async def test_it_leads_to_the_feed_but_the_feed_does_not_lead_to_it(client: Client) -> None:
    html = await (await client.get(path())).text()
    feed = token(SECRET, AddressKind.FEED, FEED.id, 2)
    assert f'href="/subscribe/{feed}"' in html
    assert (await client.get(f"/page/{feed}")).status == 404


async def test_a_renewed_address_is_gone_and_an_unknown_one_not_found(client: Client) -> None:
    assert [(await client.get(url)).status for url in (path(1), "/page/" + "a" * 32)] == [410, 404]


async def test_another_week_can_be_turned_to_and_others_are_this_week(client: Client) -> None:
    assert "一周：9月28日(周一)至10月4日(周日)" in await _text(client, "?week=2026-09-30")
    for week in ("2027-03-01", "nonsense"):
        page = await _text(client, f"?week={week}")
        assert "一周：9月21日(周一)至9月27日(周日)" in page
        assert "没有这一周：本页有9月14日(周一)–10月25日(周日)的课。下面是本周。" in page


async def test_english_for_who_switches(client: Client) -> None:
    assert "Coming next" in await _text(client, "?lang=en")


async def test_a_change_shows_its_sign_and_the_old_value(client: Client, backing: MemoryBacking) -> None:
    backing.events, backing.event_marks = (moved(),), mark(moved())
    text = await _text(client)
    assert "接下来的变动 1" in text
    assert text.count("已调") == 3  # as the next one, among the changes, in the week
    assert "原定：9月21日(周一) 08:40–09:20" in text


async def test_what_is_off_on_a_day_is_one_card_and_what_recurs_is_one(
    client: Client, backing: MemoryBacking
) -> None:
    """A closure takes a whole day's lessons, a lasting change the same one week after week."""
    weekly = [
        assisted(TODAY + timedelta(weeks=number), uid=f"weekly-{number}", topic="新课")
        for number in (1, 2, 3, 4)
    ]
    off = [
        assisted(TOMORROW, uid=f"off-{number}", subject=subject, state=OccurrenceState.CANCELLED)
        for number, subject in enumerate(("语文", "数学"))
    ]
    backing.events = (*off, *weekly)
    backing.event_marks = {key: found for event in backing.events for key, found in mark(event).items()}
    page = unescape(await (await client.get(path())).text())
    changes = page[page.index("接下来的变动") : page.index("一周：")]
    assert re.findall(r"<strong>(.*?)</strong>", changes) == [
        "9月22日(周二)",
        "9月28日(周一)至10月19日(周一)，共4次 08:40–09:20",
    ]
    assert "<h3>2节课</h3>" in changes


async def test_what_she_has_seen_is_acknowledged_and_no_more(
    client: Client, backing: MemoryBacking, desk: MemoryDesk
) -> None:
    backing.events, backing.event_marks = (moved(),), mark(moved())
    (fields,) = await _fields(client, "seen")
    assert await _post(client, "seen", fields) == "seen"
    older = {"through": (CHANGED - timedelta(hours=1)).isoformat()}
    assert await _post(client, "seen", older) == "stale"
    later = {"through": (CHANGED + timedelta(days=1)).isoformat()}
    assert await _post(client, "seen", later) == "seen"
    assert desk.seen == [
        ("seen", FEED.id, moment) for moment in (CHANGED, CHANGED - timedelta(hours=1), CHANGED)
    ]


async def test_who_has_acknowledged_is_not_asked_again(
    client: Client, backing: MemoryBacking, desk: MemoryDesk
) -> None:
    backing.events, backing.event_marks = (moved(),), mark(moved())
    desk.now_standing = Standing(Acknowledgement(FEED.id, CHANGED, NOW))
    assert await _fields(client, "seen") == []
    assert "您已于9月21日 08:30点过“收到”" in await _text(client)


async def test_a_broken_link_is_reported_from_half_an_hour_before(client: Client, desk: MemoryDesk) -> None:
    today, tomorrow, leave = await _fields(client, "report")
    assert await _post(client, "report", {**today, "kind": "link_down", "note": "听不到"}) == "reported"
    uid = assisted(TODAY).uid
    reported = Reported(IncidentKind.LINK_DOWN, HER, uid, DateSpan.of(TODAY, TODAY), "听不到")
    assert desk.seen == [(reported, [assisted(TODAY)])]
    html = await (await client.get(path())).text()
    assert html.count('value="link_down"') == 1
    assert html.count('name="kind" value="leave"') == 3
    assert (tomorrow["uid"], leave["kind"]) == (assisted(TOMORROW).uid, "leave")


async def test_a_tap_on_a_lesson_that_has_changed_since_reports_nothing(
    client: Client, backing: MemoryBacking, desk: MemoryDesk
) -> None:
    today, *_ = await _fields(client, "report")
    backing.events = (assisted(TODAY, topic="另一课"),)
    backing.commit()
    assert client.app is not None
    await client.app[FOLLOWER].look()
    assert await _post(client, "report", {**today, "kind": "leave"}) == "stale"
    assert desk.seen == []


async def test_leave_for_some_days_names_the_lessons_on_them(client: Client, desk: MemoryDesk) -> None:
    fields = {"kind": "leave", "first": "2026-09-22", "last": "2026-09-23"}
    assert await _post(client, "report", fields) == "reported"
    days = DateSpan.of(TOMORROW, date(2026, 9, 23))
    assert desk.seen == [(Reported(IncidentKind.LEAVE, HER, "", days), [assisted(TOMORROW)])]
    for first, last in (("2026-09-20", "2026-09-21"), ("2026-09-23", "2026-09-22"), ("", "2026-09-22")):
        assert (
            await _post(client, "report", {"kind": "leave", "first": first, "last": last}) == "days_unclear"
        )


async def test_a_page_that_reports_too_much_is_refused(client: Client, desk: MemoryDesk) -> None:
    today, *_ = await _fields(client, "report")
    desk.full = True
    assert await _post(client, "report", {**today, "kind": "leave"}) == "too_many"


async def test_what_was_reported_is_said_and_not_offered_again(client: Client, desk: MemoryDesk) -> None:
    uid = assisted(TOMORROW).uid
    days = DateSpan.of(TOMORROW, TOMORROW)
    desk.now_standing = Standing(
        incidents=(Incident(IncidentId("i"), IncidentKind.LEAVE, HER, uid, days, "", NOW),)
    )
    assert "已报：请假" in await _text(client)
    assert [fields.get("uid") for fields in await _fields(client, "report")] == [assisted(TODAY).uid, None]


async def test_the_outcome_is_one_tap_from_the_start_until_six(
    client: Client, clock: Clock, desk: MemoryDesk
) -> None:
    assert await _fields(client, "outcome") == []
    clock.now = NOW + timedelta(hours=2)
    (fields,) = (await _fields(client, "outcome"))[:1]
    assert await _post(client, "outcome", {**fields, "kind": "completed"}) == "outcome"
    assert desk.seen == [(assisted(TODAY).uid, HER, OutcomeKind.COMPLETED)]
    assert "请报一下结果" in await _text(client)
    desk.now_standing = Standing(outcomes={(assisted(TODAY).uid, CampusId("near")): OutcomeKind.COMPLETED})
    text = await _text(client)
    assert ("请报一下结果" in text, "完成 ✓" in text) == (False, True)
    clock.now = NOW + timedelta(hours=10)
    assert await _fields(client, "outcome") == []


@pytest.mark.parametrize(("act", "kind"), [("outcome", "unknown"), ("outcome", ""), ("report", "fire")])
async def test_what_no_button_says_is_refused(client: Client, act: str, kind: str) -> None:
    today, *_ = await _fields(client, "report")
    assert (await client.post(f"{path()}/{act}", data={**today, "kind": kind})).status == 400


async def test_meeting_and_telephone_are_on_the_page(client: Client, desk: MemoryDesk) -> None:
    meeting = Meeting(JointLessonId("joint-J01"), "https://meeting.example/1", "123 456 789", "4711")
    desk.now_standing = Standing(reach={assisted(TODAY).uid: Reach(meeting, (("城北校区", "0713-1"),))})
    html = await (await client.get(path())).text()
    assert '<a class="button" rel="noreferrer" href="https://meeting.example/1">进入会议</a>' in html
    assert '城北校区 <a href="tel:0713-1">0713-1</a>' in html
    text = await _text(client)
    assert ("会议号：123 456 789" in text, "密码：4711" in text) == (True, True)


async def test_what_only_the_page_shows_is_not_spooled(
    client: Client, desk: MemoryDesk, tmp_path: Path
) -> None:
    meeting = Meeting(JointLessonId("joint-J01"), "https://meeting.example/1", "123 456 789", "4711")
    desk.now_standing = Standing(reach={assisted(TODAY).uid: Reach(meeting, (("城北校区", "0713-1"),))})
    await _text(client)
    spooled = b"".join(file.read_bytes() for file in (tmp_path / "spool").rglob("*") if file.is_file())
    assert "三(2)班" in spooled.decode()
    assert [
        secret for secret in (b"meeting.example", b"123 456", b"4711", b"0713") if secret in spooled
    ] == []


async def test_without_a_database_the_last_lessons_are_shown_and_nothing_can_be_sent(
    client: Client, backing: MemoryBacking, start: Callable[[], Awaitable[Client]]
) -> None:
    today, *_ = await _fields(client, "report")
    backing.gone = True
    for served in (client, await start()):
        text = await _text(served)
        assert "数据库暂时连不上。 这里是9月21日 08:30的课表" in text
        assert "同步课·语文 三(2)班" in text
        assert [await _fields(served, act) for act in ("seen", "report", "outcome")] == [[], [], []]
        response = await served.post(f"{path()}/report", data={**today, "kind": "leave"})
        assert response.status == 503


async def test_a_room_s_page_takes_no_reports(client: Client, backing: MemoryBacking) -> None:
    backing.target = FeedTarget(FeedKind.ROOM, "near-room")
    backing.commit()
    assert await _fields(client, "report") == []
    fields = {"kind": "leave", "first": "2026-09-22", "last": "2026-09-22"}
    assert (await client.post(f"{path()}/report", data=fields)).status == 400


async def test_a_look_is_counted_apart_from_fetches(client: Client, backing: MemoryBacking) -> None:
    await _text(client)
    assert client.app is not None
    await flush(client.app)
    (looked,) = backing.fetches
    assert (looked.feed_id, looked.client) == (FEED.id, f"{PAGE_CLIENT}{WECHAT}"[:80])
