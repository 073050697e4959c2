"""How a feed is wanted: in its address, and back."""

import pytest
from aiohttp.test_utils import make_mocked_request
from aiohttp.web import Application

from service.domain.publishing.feeds.feed_options import ALARMS, Contents, FeedOptions
from service.web.asked.subscriptions import subscription, subscription_at
from service.web.keys import LANGUAGE
from service.words.catalogue import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES.values())
@pytest.mark.parametrize("alarm", [None, *ALARMS])
@pytest.mark.parametrize("contents", Contents)
@pytest.mark.parametrize("notes", [False, True])
def test_a_query_says_what_is_wanted(
    language: str, alarm: int | None, contents: Contents, notes: bool
) -> None:
    wanted = subscription(LANGUAGES[language], FeedOptions(alarm, contents, notes), "zh")
    app = Application()
    app[LANGUAGE] = "zh"
    assert subscription_at(make_mocked_request("GET", f"/feeds/x.ics{wanted.query}", app=app)) == wanted


def test_only_what_is_known_asks_for_notes() -> None:
    app = Application()
    app[LANGUAGE] = "zh"
    asked = {
        query: subscription_at(make_mocked_request("GET", f"/feeds/x.ics?{query}", app=app)).options.notes
        for query in ("notes=days", "notes=yes", "notes=")
    }
    assert asked == {"notes=days": True, "notes=yes": False, "notes=": False}


def test_the_default_needs_no_query() -> None:
    assert subscription("en", FeedOptions(), "en").query == ""
    assert subscription("zh", FeedOptions(), "en").query == "?lang=zh"
