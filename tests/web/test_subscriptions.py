"""How a feed is wanted: in its address, and back."""

import pytest
from aiohttp.test_utils import make_mocked_request
from aiohttp.web import Application

from service.domain.publishing.feed_options import ALARMS, Contents, FeedOptions
from service.web.keys import LANGUAGE
from service.web.subscriptions import subscription, subscription_at
from service.words.catalogue import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES.values())
@pytest.mark.parametrize("alarm", [None, *ALARMS])
@pytest.mark.parametrize("contents", Contents)
def test_a_query_says_what_is_wanted(language: str, alarm: int | None, contents: Contents) -> None:
    wanted = subscription(LANGUAGES[language], FeedOptions(alarm, contents), "zh")
    app = Application()
    app[LANGUAGE] = "zh"
    assert subscription_at(make_mocked_request("GET", f"/feeds/x.ics{wanted.query}", app=app)) == wanted


def test_the_default_needs_no_query() -> None:
    assert subscription("en", FeedOptions(), "en").query == ""
    assert subscription("zh", FeedOptions(), "en").query == "?lang=zh"
