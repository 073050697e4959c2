"""What handlers find in the application, each under a typed key."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from aiohttp import web

from service.actions.solving.ask_what_if import WhatIf
from service.web.backing.backing import Backing
from service.web.backing.following import Follower
from service.web.backing.good_bytes import GoodBytes
from service.web.backing.tables import Tables
from service.web.counting import Counting
from service.web.desks.calendar_desk import CalendarDesk
from service.web.desks.change_desk import ChangeDesk
from service.web.desks.import_desk import ImportDesk
from service.web.desks.page_desk import PageDesk
from service.web.desks.solve_desk import SolveDesk
from service.web.guesses import Guesses
from service.web.rendering.assets import Assets
from service.web.rendering.templates import Templates
from service.web.route import Route
from service.words.catalogue import Language, Words

BACKING = web.AppKey[Backing]("backing")
FOLLOWER = web.AppKey("follower", Follower)
GOOD_BYTES = web.AppKey("good_bytes", GoodBytes)
GUESSES = web.AppKey("guesses", Guesses)
TABLES = web.AppKey("tables", Tables)
#: None: nothing can be handed in here.
IMPORT_DESK = web.AppKey[ImportDesk | None]("import_desk")
#: None: nothing can be changed here.
CALENDAR_DESK = web.AppKey[CalendarDesk | None]("calendar_desk")
#: None: no dates are changed here.
CHANGE_DESK = web.AppKey[ChangeDesk | None]("change_desk")
#: None: pages of feeds show, and take nothing.
PAGE_DESK = web.AppKey[PageDesk | None]("page_desk")
#: None: nothing is solved here.
SOLVE_DESK = web.AppKey[SolveDesk | None]("solve_desk")
#: None: nobody asks what would be.
WHAT_IF = web.AppKey[WhatIf | None]("what_if")
ROUTE_TABLE = web.AppKey[tuple[Route, ...]]("route_table")
COUNTING = web.AppKey("counting", Counting)
ASSETS = web.AppKey("assets", Assets)
TEMPLATES = web.AppKey("templates", Templates)
WORDS = web.AppKey[Mapping[Language, Words]]("words")
#: The language of those who ask for none.
LANGUAGE = web.AppKey[Language]("language")
#: The address under which others reach the service; None: whatever they called it.
PUBLIC_URL = web.AppKey[str | None]("public_url")
CLOCK = web.AppKey[Callable[[], datetime]]("clock")
#: Lets some seconds pass; an argument, so that tests need not wait.
WAIT = web.AppKey[Callable[[float], Awaitable[object]]]("wait")
