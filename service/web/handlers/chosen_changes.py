"""Changes as a form carries them from a lesson's page to their preview and on, and the way back."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlencode

import msgspec

from service.domain.dated_changes import DatedChange
from service.web.asked.change_bodies import ChangeBody, change_of, read
from service.words.changes.dated_documents import change_document


def value_of(changes: Iterable[DatedChange]) -> str:
    """What a field holds of changes that are made in one act."""
    return msgspec.json.encode([change_document(one) for one in changes]).decode()


def changes_in(values: Iterable[object]) -> Iterator[DatedChange]:
    """The changes of such fields; Problem `bad_request`."""
    for value in values:
        yield from (change_of(body) for body in read(str(value), list[ChangeBody]))


def way_back(changes: Sequence[DatedChange], incident: str) -> str:
    """The address of the page of the lesson that is changed, to choose something else; "" of none."""
    if not changes:
        return ""
    asked = {"lesson": changes[0].lesson_id, "day": changes[0].day.isoformat(), "incident": incident}
    return "/changes/lesson?" + urlencode({name: value for name, value in asked.items() if value})
