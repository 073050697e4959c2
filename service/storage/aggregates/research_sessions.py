"""Research sessions with their members."""

from collections.abc import Iterator

from sqlalchemy import RowMapping, Table, and_

from service.domain.identity import TermId
from service.domain.research_sessions import ResearchSession
from service.storage.change_log import Changed
from service.storage.records import Record, Row
from service.storage.relations import Parts, Relation, among
from service.storage.tables import research_sessions as tables

_SESSION = Record(ResearchSession, "member_ids")


def _rows(session: ResearchSession, _term: TermId) -> Iterator[tuple[Table, Row]]:
    yield tables.research_session, _SESSION.row(session)
    for place, person_id in enumerate(session.member_ids):
        row = {"session_id": session.id, "ordinal": place, "person_id": person_id}
        yield tables.session_member, row


def _session(row: RowMapping, parts: Parts) -> ResearchSession:
    members = parts.of(tables.session_member, row["id"])
    return _SESSION.entity(row, member_ids=tuple(member["person_id"] for member in members))


sessions = Relation[ResearchSession](
    kind="research_session",
    root=tables.research_session,
    parts=(tables.session_member,),
    of=lambda district: district.sessions,
    rows=_rows,
    entity=_session,
    within=lambda scope: and_(
        tables.research_session.c.term_id == scope.term_id,
        among(tables.research_session.c.community_id, scope, "community"),
    ),
    changed=lambda session, _district: Changed(
        "research_session", session.id, community_id=session.community_id, term_id=session.term_id
    ),
)
