"""`tongke feeds`: every feed with its addresses, and an address that is taken away."""

import pytest

from service.cli import main
from service.domain.publishing.feeds.feeds import FeedKind
from tests.cli.test_case import Command


@pytest.fixture
def command(published: str, capsys: pytest.CaptureFixture[str]) -> Command:
    """On the case, solved and published."""
    return Command(published, capsys)


def test_a_feed_named_gets_a_new_address_and_loses_it(command: Command) -> None:
    _, document = command("feeds")
    before = next(row for row in document["feeds"] if row["kind"] == FeedKind.CAMPUS)
    assert before["page"] == before["address"].replace("/feeds/", "/subscribe/").removesuffix(".ics")
    code, renewed = command("feeds", "--renew", before["name"])
    [after] = renewed["feeds"]
    assert (code, after["id"]) == (0, before["id"])
    assert after["address"] not in (None, before["address"])
    code, revoked = command("feeds", "--revoke", before["id"])
    assert (code, revoked["feeds"]) == (0, [{**before, "address": None, "page": None}])
    _, listed = command("feeds")
    assert [row["name"] for row in listed["feeds"] if row["address"] is None] == [before["name"]]


def test_a_teacher_s_feed_is_meant_by_her_bare_name_where_it_is_the_only_one(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    _, renewed = command("feeds", "--renew", "洪秀英")
    assert [one["name"].split()[-1] for one in renewed["feeds"]] == ["洪秀英"]
    assert main(["feeds", "--database", command.url, "--renew", "三(1)班"]) == 1
    assert "江北实验小学(核心校区) 三(1)班" in capsys.readouterr().err


def test_a_feed_that_is_none_is_refused_by_its_name(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["feeds", "--database", command.url, "--renew", "无此订阅"]) == 1
    assert capsys.readouterr().err == "没有叫“无此订阅”的订阅；`tongke feeds` 列出全部。\n"
