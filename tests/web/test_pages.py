"""The pages: who sees them, in which language, and that they ask nobody else for anything."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

from service.domain.publishing.feeds.feeds import FeedKind, FeedTarget
from service.domain.teacher_page.freshness import Look, Subscription
from service.web.app import Options, make_app
from service.web.keys import ASSETS
from service.web.routing.routes import ROUTES
from service.words import pages
from tests.web.conftest import Client, Clock
from tests.web.memory_backing import NOW, MemoryBacking, display_token
from tests.web.test_subscribe_page import PAGE as SUBSCRIBE

LOOPBACK_ROUTES = [
    (route.method, re.sub(r"{\w+}", "1", route.path)) for route in ROUTES if route.reach == "loopback"
]


async def _text(client: Client, path: str, **headers: str) -> str:
    response = await client.get(path, headers=headers)
    assert response.status == 200
    return await response.text()


async def test_table_shows_every_lesson_with_its_ends(client: Client) -> None:
    page = await _text(client, "/")
    for text in ("城北教共体", "J01", "城语文老师", "录播教室", "白语文老师", "三(1)班", "08:40–09:20"):
        assert text in page


async def test_table_says_what_the_rules_find_and_where_it_was_read(client: Client) -> None:
    page = await _text(client, "/")
    assert "该班此时是别的课" in page
    assert "课表.xlsx!城北校区!B12" in page


async def test_table_lists_what_has_no_place_who_moves_and_the_sessions(client: Client) -> None:
    page = await _text(client, "/")
    for text in ("未排进课表", "J03", "周二 第1节 · 每周", "周二 第3节 · 每周", "习作单元整体教学"):
        assert text in page


async def test_table_shows_what_waits_for_a_school_with_the_class_as_wished(
    client: Client, backing: MemoryBacking
) -> None:
    lesson, *others = backing.draft.joint_lessons
    waiting = replace(lesson.receivers[0], class_ids=(), awaited="四(2)班")
    lessons = (replace(lesson, ends=(lesson.host, waiting)), *others)
    backing.draft = replace(backing.draft, joint_lessons=lessons)
    page = await _text(client, "/")
    assert page.count("等学校交课表") == 1
    assert "四(2)班" in page


async def test_table_says_of_no_lesson_that_it_waits_once_all_tables_are_in(client: Client) -> None:
    assert (await _text(client, "/")).count("等学校交课表") == 0


async def test_table_is_a_table_with_headers(client: Client) -> None:
    page = await _text(client, "/")
    assert '<table class="week">' in page
    assert page.count('<th scope="col"') >= 6
    assert page.count('<th scope="row"><span class="period">') == 3
    assert "<caption" in page


async def test_pages_are_chinese_whatever_the_browser_says(client: Client) -> None:
    page = await _text(client, "/", **{"Accept-Language": "en"})
    assert '<html lang="zh-CN">' in page


async def test_english_is_a_switch_that_is_remembered(client: Client) -> None:
    switched = await client.get("/?lang=en")
    assert switched.cookies["lang"]["httponly"]
    assert '<html lang="en">' in await _text(client, "/")
    assert '<html lang="zh-CN">' in await _text(client, "/?lang=zh")


async def test_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    for path in (
        "/",
        "/addresses",
        "/addresses/qr",
        "/problems/not_found",
        f"/display/{display_token()}",
        SUBSCRIBE,
    ):
        response = await client.get(path)
        page = await response.text()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "'unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
        assert re.findall(r"\son\w+=|\sstyle=", page) == []
        sources = re.findall(r'(?:src|<link[^>]*href)="([^"]*)"', page)
        assert [source for source in sources if not source.startswith("/static/")] == []


async def test_static_files_are_kept_for_ever_by_a_name_of_their_contents(client: Client) -> None:
    assert client.app is not None
    address = client.app[ASSETS].url("pages.css")
    response = await client.get(address)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/css"
    assert (await client.get("/static/pages.css")).status == 404


async def test_addresses_are_listed_with_their_names(client: Client) -> None:
    page = await _text(client, "/addresses")
    assert "白塘校区 同步教室" in page
    assert f"/display/{display_token()}" in page


async def test_addresses_are_those_of_the_public_url(client: Client) -> None:
    page = await _text(client, "/addresses")
    assert "TONGKE_PUBLIC_URL" in page
    assert str(client.make_url("/display/")) in page


async def test_every_code_has_a_page_in_both_languages(client: Client) -> None:
    for code in pages.codes():
        chinese = await _text(client, f"/problems/{code}?lang=zh")
        english = await _text(client, f"/problems/{code}?lang=en")
        assert chinese != english
        assert f"<code>{code}</code>" in chinese


async def test_unknown_code_has_no_page(client: Client) -> None:
    response = await client.get("/problems/unknown", headers={"Accept": "text/html"})
    assert response.status == 404
    assert "没有找到" in await response.text()


async def test_unknown_community_is_not_found(client: Client) -> None:
    assert (await client.get("/?community=nobody")).status == 404
    assert (await client.get("/?community=城北教共体")).status == 200


async def test_before_the_first_import_the_page_says_what_to_do(
    client: Client, backing: MemoryBacking
) -> None:
    backing.tables = ()
    assert "tongke import" in await _text(client, "/")


@pytest.mark.parametrize(("method", "path"), LOOPBACK_ROUTES)
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"Host": "evil.example"},
        {"Host": ""},
        {"Host": "["},
        {"Host": "127.0.0.1.evil.example"},
    ],
)
async def test_pages_and_data_are_for_this_machine_only(
    client: Client, method: str, path: str, headers: dict[str, str]
) -> None:
    response = await client.request(method, path, headers=headers)
    assert response.status == 403
    assert (await response.json())["code"] == "loopback_only"


@pytest.mark.parametrize(
    ("trusted", "headers", "code"),
    [
        (False, {}, "pages_closed"),
        (True, {}, ""),
        (True, {"X-Forwarded-For": "192.0.2.7"}, "loopback_only"),
    ],
)
async def test_with_a_public_address_they_are_for_nobody_until_it_is_said(
    aiohttp_client: AiohttpClient,
    backing: MemoryBacking,
    clock: Clock,
    tmp_path: Path,
    trusted: bool,
    headers: dict[str, str],
    code: str,
) -> None:
    """A proxy on this machine that marks nothing makes everybody look like this machine."""
    public = "https://tongke.example.org"
    options = Options(spool=tmp_path / "public", clock=clock, public_url=public, trust_loopback=trusted)
    served = await aiohttp_client(make_app(backing, options))
    answered = set()
    for method, path in LOOPBACK_ROUTES:
        response = await served.request(method, path, headers=headers)
        answered.add((await response.json())["code"] if response.status == 403 else "")
    assert answered == {code}


@pytest.mark.parametrize("path", [path for method, path in LOOPBACK_ROUTES if method == "POST"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
async def test_a_page_elsewhere_changes_nothing_here(
    client: Client, path: str, headers: dict[str, str]
) -> None:
    response = await client.post(path, headers=headers)
    assert response.status == 403
    assert (await response.json())["code"] == "other_origin"


async def test_refusal_is_a_page_in_words_for_a_browser(client: Client) -> None:
    response = await client.get("/", headers={"Accept": "text/html", "Host": "192.0.2.1"})
    assert response.status == 403
    assert "仅限本机访问" in await response.text()


async def test_feeds_and_displays_are_for_everybody_who_has_the_address(client: Client) -> None:
    headers = {"Host": "tongke.example", "X-Forwarded-For": "192.0.2.7"}
    for path in (f"/display/{display_token()}", f"/api/v1/displays/{display_token()}", "/healthz"):
        assert (await client.get(path, headers=headers)).status == 200


async def test_page_without_a_database_says_so(client: Client, backing: MemoryBacking) -> None:
    backing.gone = True
    response = await client.get("/", headers={"Accept": "text/html"})
    assert response.status == 503
    assert "数据库没有响应" in await response.text()


async def test_choice_lists_every_community_and_term(client: Client, backing: MemoryBacking) -> None:
    first = backing.tables[0]
    backing.tables = (first, replace(first, term="上学期"))
    page = await _text(client, "/")
    assert page.count("<option value=") == 3  # two tables, and all campuses


async def test_who_has_seen_what_can_be_narrowed(client: Client, backing: MemoryBacking) -> None:
    look = Look("page Mozilla", NOW, NOW)
    backing.subscriptions = tuple(
        Subscription(name, FeedTarget(FeedKind.TEACHER, name), name, (look,)) for name in ("李梅", "王芳")
    )
    rows = {
        query: re.findall(r'<th scope="row">(.*)</th>', await (await client.get(f"/freshness{query}")).text())
        for query in ("", "?who=李", "?missing=yes")
    }
    assert rows == {"": ["李梅", "王芳"], "?who=李": ["李梅"], "?missing=yes": []}


async def test_feeds_that_nobody_reads_are_counted_nowhere(client: Client, backing: MemoryBacking) -> None:
    backing.subscriptions = (Subscription("r", FeedTarget(FeedKind.ROOM, "r"), "网络功能室"),)
    page = await _text(client, "/freshness")
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["0", "0"]
    assert '<th scope="row">' not in page


async def test_addresses_can_be_narrowed_to_a_name(client: Client) -> None:
    everything = re.findall(r'<th scope="row">([^<]*)<', await _text(client, "/addresses"))
    name = everything[0]
    assert re.findall(r'<th scope="row">([^<]*)<', await _text(client, f"/addresses?who={name}")) == [
        one for one in everything if name in one
    ]
    assert "没有要列出的订阅。" in await _text(client, "/addresses?who=nobody")


async def test_a_list_without_rows_says_so_instead_of_showing_a_bare_head(client: Client) -> None:
    page = await _text(client, "/freshness")
    assert "没有要列出的订阅。" in page
    assert "<thead>" not in page
