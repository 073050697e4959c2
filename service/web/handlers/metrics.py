"""Figures for Prometheus, in its text format."""

from collections.abc import Iterable, Iterator

from aiohttp import web

from service.web.keys import COUNTING, FOLLOWER, GOOD_BYTES, GUESSES

_Sample = tuple[dict[str, str], float]


async def metrics(request: web.Request) -> web.StreamResponse:
    """Counters of this process since its start."""
    app = request.app
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
    ]
    return web.Response(
        body="".join(f"{line}\n" for line in lines).encode(),
        headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"},
    )


def _metric(name: str, kind: str, about: str, samples: Iterable[_Sample]) -> Iterator[str]:
    yield f"# HELP {name} {about}"
    yield f"# TYPE {name} {kind}"
    for labels, value in samples:
        pairs = ",".join(f'{label}="{text}"' for label, text in labels.items())
        yield f"{name}{f'{{{pairs}}}' if pairs else ''} {value:g}"
