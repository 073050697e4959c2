"""The page that asks whether a lesson is to go on without a receiver that is closed."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

from pytest_aiohttp.plugin import AiohttpClient

from service.storage.database import Database
from service.web.app import Options, make_app
from service.web.backing.database_backing import DatabaseBacking
from service.web.desks.change_desk import ChangeDesk
from service.words.changes.dated_documents import change_document
from tests.actions.test_partial_moves import MOVE, NOW, closed_on_thursday
from tests.web.districts import FAR


async def test_the_preview_asks_and_the_button_confirms(
    database: Database, aiohttp_client: AiohttpClient, tmp_path: Path
) -> None:
    await closed_on_thursday(database, FAR)
    with closing(DatabaseBacking(database, "secret", lambda: NOW)) as backing:
        options = Options(spool=tmp_path / "spool", clock=lambda: NOW, language="en")
        client = await aiohttp_client(
            make_app(backing, options, change_desk=ChangeDesk(database, lambda: NOW))
        )
        form = {"change": json.dumps([change_document(MOVE)])}
        page = await (await client.post("/changes/preview?lang=en", data=form)).text()
        assert "Closed then: they do not take part, the others go on" in page
        assert '<input type="hidden" name="partial" value="1">' in page
        assert "It cannot be done so" not in page
        refused = await (await client.post("/changes/apply?lang=en", data=form)).text()
        assert "The others can go on without them" in refused
        made = await client.post("/changes/apply?lang=en", data={**form, "partial": "1"})
        assert (made.status, made.url.path.startswith("/changes/acts/")) == (200, True)
        day = await (await client.get(f"/api/v1/days/{date(2026, 9, 24)}")).json()
        moved = next(one for one in day["events"] if one["lesson"] == MOVE.lesson_id)
        assert [end["attendance"] for end in moved["ends"]] == ["present", "present", "absent"]
