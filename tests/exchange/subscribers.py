"""Calendar programs as models: how they read a feed, and what they keep of it."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from service.exchange.icalendar_files import FeedFile

_EVENT = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Seen:
    """One event as it stands in a file."""

    uid: str
    last_modified: str
    sequence: int
    body: bytes


def fresh(file: FeedFile) -> dict[str, Seen]:
    """What somebody has who subscribes now. A UID that comes twice is an error of the feed."""
    events = [_seen(body) for body in _EVENT.findall(file.body)]
    found = {event.uid: event for event in events}
    assert len(found) == len(events)
    return found


def _seen(body: bytes) -> Seen:
    def value(name: bytes) -> str:
        [line] = re.findall(rb"^" + name + rb":(.*(?:\r\n .*)*)\r$", body, re.MULTILINE)
        return bytes(line).replace(b"\r\n ", b"").decode()

    return Seen(value(b"UID"), value(b"LAST-MODIFIED"), int(value(b"SEQUENCE")), body)


@dataclass
class NewerOnly:
    """ICSx5's way: an event is updated only where its LAST-MODIFIED is newer; what the file lacks goes."""

    events: dict[str, Seen] = field(default_factory=dict)

    def fetch(self, file: FeedFile) -> None:
        for uid, event in (there := fresh(file)).items():
            mine = self.events.get(uid)
            if mine is None or event.last_modified > mine.last_modified:
                self.events[uid] = event
        self.events = {uid: event for uid, event in self.events.items() if uid in there}


@dataclass
class SinceOnly:
    """One that goes by If-Modified-Since alone, in whole seconds."""

    file: FeedFile | None = None

    def fetch(self, file: FeedFile) -> None:
        if self.file is None or _second(file.last_modified) > _second(self.file.last_modified):
            self.file = file


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
