"""The command that lists the feeds with their addresses, and takes an address away: feeds."""

from typing import Any

from service import clock
from service.actions.publishing.renew_address import renew_address, revoke_address
from service.cli.commands.outputs import origin, published
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.addresses import AddressKind
from service.domain.district import grouped
from service.storage.database import Database
from service.web.backing.backing import Listed
from service.web.handlers.addresses_page import GROUPS, path_of, subscribe_path
from service.web.serving import address


async def feeds(call: Invocation) -> int:
    """Every feed: kind, name, address. Addresses are secrets: whoever has one reads that feed."""
    if (asked := call.arguments.renew or call.arguments.revoke) is not None:
        return await _change_address(call, asked)
    rows = await _rows(call)
    by_kind = grouped((row["kind"], row) for row in rows)
    for kind in (kind for kind in GROUPS if kind in by_kind):
        call.line(f"{call.words.text(GROUPS[kind])} ({len(by_kind[kind])})")
        for row in by_kind[kind]:
            call.line(f"   {row['name']}  {row['address'] or call.words.text('revoked: it has no address')}")
    call.say(
        "Feeds: {count}. Each address is a secret: hand it to those whom it concerns. "
        "Displays are listed at {page}, on this machine.",
        count=len(rows),
        page=f"{address(call.settings.host, call.settings.port)}/addresses",
    )
    call.document({"feeds": rows})
    return FINE


async def _change_address(call: Invocation, asked: str) -> int:
    row = _meant(call, await _rows(call), asked)
    change = revoke_address if call.arguments.revoke else renew_address
    async with await Database.open(call.database) as database:
        await change(database, row["id"], actor=ACTOR, now=clock.now())
    [after] = [one for one in await _rows(call) if one["id"] == row["id"]]
    if after["address"] is None:
        call.say("{name} has no address any more; `--renew` gives it one.", name=after["name"])
    else:
        call.say("{name} has a new address, and the old one is gone:", name=after["name"])
        call.line(f"   {after['address']}")
    call.say(
        "Whoever subscribed at the old address has to subscribe anew; the page behind its QR code has moved "
        "or gone with it, so a code that was handed out has to be handed out anew."
    )
    call.document({"feeds": [after]})
    return FINE


def _meant(call: Invocation, rows: list[dict[str, Any]], asked: str) -> dict[str, Any]:
    """The feed of that id or name, of a teacher without her campus, too; CommandError for none or several."""
    words = set(asked.split())
    found = [row for row in rows if asked in (row["id"], row["name"])] or [
        row for row in rows if words and words <= set(row["name"].split())
    ]
    if not found:
        raise CommandError(
            call.words.text("There is no feed called {asked}; `tongke feeds` lists them all.", asked=asked)
        )
    if len(found) > 1:
        kinds = tuple(f"{call.words.text(GROUPS[row['kind']])} {row['name']} {row['id']}" for row in found)
        raise CommandError(
            call.words.text(
                "{count} feeds are called {asked}; say which by its id: {kinds}",
                asked=asked,
                count=len(found),
                kinds=kinds,
            )
        )
    return found[0]


async def _rows(call: Invocation) -> list[dict[str, Any]]:
    async with published(call) as (backing, listed):
        secret = await backing.secret()
        return [_row(call, row, secret) for row in listed if row.thing.kind is AddressKind.FEED]


def _row(call: Invocation, row: Listed, secret: bytes) -> dict[str, Any]:
    """`address` and `page` (where people subscribe) are None for a feed that is revoked."""
    base = origin(call)
    return {
        "id": row.thing.id,
        "kind": row.group,
        "name": row.name,
        "address": None if row.thing.revoked else f"{base}{path_of(row, secret)}",
        "page": None if row.thing.revoked else f"{base}{subscribe_path(row, secret)}",
    }
