"""Turns in words: `师2，第9周起 师5`, and just the name where nothing is handed over."""

from collections.abc import Sequence
from datetime import date

from service.domain.district import District
from service.domain.identity import PersonId
from service.domain.publishing.occurrences.names import Names
from service.domain.shown_tables.turns import Room, Turn
from service.words.catalogue import Words


class TurnTexts:
    """Who and where, by the names and in the weeks of a district's term."""

    def __init__(self, district: District, words: Words) -> None:
        self._names, self._term, self._words = Names(district), district.term.term, words

    def people(self, turns: Sequence[Turn[PersonId | None]], nobody: str = "") -> str:
        """`nobody` is what to say as long as no one is named."""
        return self._joined([(self._person(turn.holder) or nobody, turn.since) for turn in turns])

    def rooms(self, turns: Sequence[Turn[Room]], own_room: str = "") -> str:
        """`own_room` is what to say of a class that stays in its own."""
        return self._joined([(self._room(turn.holder) or own_room, turn.since) for turn in turns])

    def later(self, people: Sequence[Turn[PersonId | None]], rooms: Sequence[Turn[Room]] = ()) -> str:
        """Only who and what takes over: `第9周起 师5`, "" where nothing does."""
        return self._list([self.people(people[1:]), self.rooms(rooms[1:])])

    def _joined(self, said: Sequence[tuple[str, date | None]]) -> str:
        return self._list([self._since(text, since) for text, since in said if text])

    def _list(self, texts: Sequence[str]) -> str:
        return ("，" if self._words.language == "zh" else ", ").join(text for text in texts if text)

    def _since(self, text: str, since: date | None) -> str:
        """`第9周起 师5` where it begins with a teaching week, else `10月28日(周三)起 师5`."""
        if since is None:
            return text
        week = self._term.week_of(since)
        if week is None or week.monday != since:
            return self._words.text("from {since}: {name}", since=since, name=text)
        return self._words.text("from week {number}: {name}", number=week.number, name=text)

    def _person(self, person_id: PersonId | None) -> str:
        person = self._names.person(person_id)
        return "" if person is None else person.name

    def _room(self, room: Room) -> str:
        place = self._names.place(room.place_id)
        return room.text if place is None else place.name
