"""What is counted between two flushes."""

from datetime import timedelta

from service.storage.fetches import Fetch
from service.web.counting import Counting
from tests.web.memory_backing import CHANGED, NOW

LATER = NOW + timedelta(minutes=1)


def test_fetches_of_a_client_are_one_with_the_last_time_and_the_newest_that_was_shown() -> None:
    counting = Counting()
    for shown, at in ((None, NOW), (NOW, LATER), (CHANGED, NOW)):
        counting.fetched("feed-1", "phone", shown, at)
    counting.fetched("feed-1", "pad", None, NOW)
    taken, _ = counting.take()
    assert taken == (Fetch("feed-1", "phone", LATER, NOW, 3), Fetch("feed-1", "pad", NOW, None, 1))
    assert counting.take() == ((), ())


def test_what_is_put_back_is_added_to_what_came_since() -> None:
    counting = Counting()
    counting.fetched("feed-1", "phone", NOW, NOW)
    fetches, heartbeats = counting.take()
    counting.fetched("feed-1", "phone", None, LATER)
    counting.put_back(fetches, heartbeats)
    assert counting.take() == ((Fetch("feed-1", "phone", LATER, NOW, 2),), ())
