"""Set or forget the address that one person's reminders go to."""

import re
from dataclasses import dataclass
from datetime import datetime

from service.domain.identity import PersonId
from service.domain.telling.audiences import ChannelName, person
from service.storage import contacts
from service.storage.contacts import KnownPerson
from service.storage.database import Database

#: One plain address (RFC 5321, 4.1.2, no quoted parts): nothing that could become a header or a second one.
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LONGEST = 254


class AddressUnusable(Exception):
    """That is no e-mail address such as name@example.org."""

    def __init__(self) -> None:
        # The address itself is not repeated: it is a contact, even when it is misspelt.
        super().__init__((type(self).__doc__ or "").strip())


class PersonUnclear(Exception):
    """Nobody has that id or name, or several have: `campuses` tells them apart."""

    def __init__(self, who: str, campuses: tuple[tuple[str, ...], ...]) -> None:
        super().__init__(f"{who}: {len(campuses)} people" + "".join(f"; {'、'.join(of)}" for of in campuses))
        self.who = who
        self.campuses = campuses


@dataclass(frozen=True, slots=True)
class ContactReport:
    """Whose address was set, and whether there is one now. Never the address."""

    person_id: PersonId
    name: str
    known_now: bool


async def set_contact(
    database: Database,
    who: str,
    address: str | None,
    *,
    actor: str,
    now: datetime,
    campus: str | None = None,
) -> ContactReport:
    """`who` is a person's id, or a name, with a campus (id or name) where several have that name.

    `address` None forgets it. It holds for reminders already waiting, too. Raises AddressUnusable and
    PersonUnclear.
    """
    if address is not None and (len(address) > _LONGEST or not _EMAIL.fullmatch(address)):
        raise AddressUnusable
    async with database.writing((), None, actor, now) as store:
        found = await contacts.find_people(store.connection, who, campus)
        one = _only(found, who)
        recipient = person(one.id)
        before = await contacts.is_known(store.connection, recipient, ChannelName.EMAIL)
        await contacts.write(store.connection, recipient, ChannelName.EMAIL, address)
        await store.audit(
            "set_contact", "person", one.id, {"email_known": before}, {"email_known": address is not None}
        )
    return ContactReport(one.id, one.name, address is not None)


def _only(found: tuple[KnownPerson, ...], who: str) -> KnownPerson:
    if len(found) != 1:
        raise PersonUnclear(who, tuple(one.campuses for one in found))
    return found[0]
