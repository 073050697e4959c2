"""Figures for Prometheus, in its text format."""

from collections.abc import Iterable, Iterator, Mapping

from aiohttp import web

from service.storage.errors import StorageError
from service.web.keys import BACKING, COUNTING, FOLLOWER, GOOD_BYTES, GUESSES

_Sample = tuple[dict[str, str], float]


async def metrics(request: web.Request) -> web.StreamResponse:
    """Counters of this process since its start, and where the reminders of the database stand."""
    app = request.app
    reminders = [({"state": state}, count) for state, count in (await _reminders(app)).items()]
    good, follower = app[GOOD_BYTES], app[FOLLOWER]
    requests = [
        ({"route": route, "status": str(status)}, count)
        for (route, status), count in sorted(app[COUNTING].requests.items())
    ]
    lines = [
        *_metric("tongke_requests_total", "counter", "Requests by route and status.", requests),
        *_metric("tongke_good_bytes_hits_total", "counter", "Answers from memory.", [({}, good.hits)]),
        *_metric(
            "tongke_good_bytes_made_total", "counter", "Feeds and displays made anew.", [({}, good.makes)]
        ),
        *_metric(
            "tongke_good_bytes_failures_total",
            "counter",
            "Feeds and displays that could not be made; the last good bytes were served.",
            [({}, good.failures)],
        ),
        *_metric(
            "tongke_guesses_total", "counter", "Unknown addresses asked for.", [({}, app[GUESSES].total)]
        ),
        *_metric(
            "tongke_database_reachable",
            "gauge",
            "1 when the last look at the change log succeeded.",
            [({}, follower.reachable)],
        ),
        *_metric(
            "tongke_addresses",
            "gauge",
            "Addresses of feeds and displays known, revoked ones among them.",
            [({}, len(follower.directory or ()))],
        ),
        *_metric(
            "tongke_reminders",
            "gauge",
            "Reminders by state; those that were given up are dead, and nobody got them.",
            reminders,
        ),
    ]
    return web.Response(
        body="".join(f"{line}\n" for line in lines).encode(),
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
    )


async def _reminders(app: web.Application) -> Mapping[str, int]:
    """Nothing while the database does not answer: the other figures are wanted most just then."""
    try:
        return await app[BACKING].reminders()
    except StorageError:
        return {}


def _metric(name: str, kind: str, about: str, samples: Iterable[_Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples:
        pairs = ",".join(f'{label}="{text}"' for label, text in labels.items())
        yield f"{name}{f'{{{pairs}}}' if pairs else ''} {value:g}"
