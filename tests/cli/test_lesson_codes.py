"""A code that two communities have: nobody chooses for whom it is asked."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from calendars.spans import ClockSpan
from service.actions.changing.ask_dates import Standing
from service.cli import main
from service.cli.invocation import CommandError, Invocation
from service.cli.named import lessons_meant
from service.domain.identity import CommunityId
from service.domain.publishing.occurrences.published_events import EventKind, PublishedEvent
from service.settings import Settings
from service.words.catalogue import Words
from tests.districts import COMMUNITY, small_district
from tests.exchange.workbooks import SHEETS, workbook

SOUTH = "城南小学教联体"


@pytest.fixture
def linked(tmp_path: Path) -> str:
    """Two communities that share 柳河校区, each with its S01."""
    url = f"sqlite:///{tmp_path / 'linked.sqlite'}"
    other = {
        name: [[_in_the_south(value) for value in row] for row in rows]
        for name, rows in {**SHEETS, "说明": [["项目", "内容"], ["教联体", f"{SOUTH}(共建型)"]]}.items()
    }
    for name, sheets in (("城北.xlsx", SHEETS), ("城南.xlsx", other)):
        assert main(["import", "--database", url, str(workbook(tmp_path / name, sheets))]) == 0
    return url


def _in_the_south(value: object) -> object:
    return value.replace("城北", "城南").replace("HX", "CN") if isinstance(value, str) else value


@pytest.mark.parametrize(
    "command",
    [
        ["meeting", "S01", "--number", "123"],
        ["assign", "S01", "--from", "第4周", "--room", "主讲室", "--dry-run"],
    ],
)
def test_both_communities_are_said_and_the_one_asked_for_is_taken(
    linked: str,
    command: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TONGKE_NOW", "2026-09-01T08:00+08:00")
    given = [*command, "--database", linked, "--language", "zh"]
    capsys.readouterr()
    assert main(given) == 1
    said = capsys.readouterr().err
    assert "“S01”不止一个共同体有：" in said
    assert said.endswith(f"{SOUTH}；请用 --community 说明是哪一个\n")
    assert main([*given, "--community", SOUTH]) == 0


DAY = date(2026, 9, 7)


def _event(community: str) -> PublishedEvent:
    return PublishedEvent(
        f"uid-{community}",
        EventKind.JOINT,
        f"lesson-{community}",
        DAY,
        DAY,
        ClockSpan.parse("08:00", "08:40"),
        "音乐",
        (),
        community_id=CommunityId(community),
        code="J01",
    )


def _named(community: str | None) -> PublishedEvent:
    district = small_district()
    (first,) = district.communities
    both = (first, replace(first, id=CommunityId("south"), name=SOUTH))
    standing = Standing(replace(district, communities=both), DAY, (_event(COMMUNITY), _event("south")))
    call = Invocation(Namespace(community=community, campus=None), Settings(), Words("en"))
    [event] = lessons_meant(call, standing, "J01")
    return event


def test_of_a_day_likewise() -> None:
    assert _named(SOUTH).community_id == "south"
    with pytest.raises(CommandError) as unclear:
        _named(None)
    assert str(unclear.value).endswith(f", {SOUTH}; say which with --community")
