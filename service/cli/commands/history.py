"""Commands that tell what was published and what changed for whom: revisions, diff."""

from datetime import date

from service.cli.commands.questions import known_and_published
from service.cli.invocation import FINE, CommandError, Invocation
from service.domain.publishing.revisions.revisions import Revision
from service.domain.telling.change_sheets import SheetsBy, audience, sheets
from service.domain.telling.timetable_history import Act, History, Stretch
from service.words.changes.history_texts import (
    act_documents,
    act_text,
    audience_texts,
    group_text,
    sheet_name,
    stretch_document,
)


async def revisions(call: Invocation) -> int:
    """Every revision and amendment of the term, the first one first."""
    history = await _history(call)
    for act in history.acts:
        call.line(act_text(act, history.causes, call.words))
    call.document({"acts": act_documents(history.acts, history.causes, call.words)})
    return FINE


async def diff(call: Invocation) -> int:
    """What a revision or amendment changed, or everything since one or since a day, for whom."""
    history = await _history(call)
    stretch, by = _stretch(call, history), SheetsBy(call.arguments.by)
    for act in stretch.acts:
        call.line(act_text(act, stretch.causes, call.words))
    if not stretch.changes:
        call.say("Nothing that anybody sees has changed.")
    for sheet in sheets(stretch, by):
        call.line(sheet_name(sheet))
        for group in sheet.groups:
            call.line(f"   {group_text(group, call.words)}")
    for line in audience_texts(audience(stretch), call.words):
        call.say("To be told. {line}", line=line)
    call.document(stretch_document(stretch, by, call.words))
    return FINE


def _stretch(call: Invocation, history: History) -> Stretch:
    """The last act, unless another or a beginning is asked for."""
    since: str | None = call.arguments.since
    asked: str | None = call.arguments.act
    if since is None:
        return history.alone(_act(call, history, asked) if asked else history.acts[-1])
    if asked is not None:
        raise CommandError(call.words.text("Give either a revision or --since."))
    try:
        return history.since(date.fromisoformat(since))
    except ValueError:
        return history.after(_act(call, history, since))


def _act(call: Invocation, history: History, name: str) -> Act:
    community: str | None = call.arguments.community
    found = [act for act in history.named(name) if not isinstance(act, Revision) or _is_of(act, community)]
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(
            call.words.text(
                "Several communities have a revision {name}: say whose with --community.", name=name
            )
        )
    raise CommandError(
        call.words.text(
            "There is no “{name}”: `tongke revisions` lists them. A number is a revision, a3 an amendment.",
            name=name,
        )
    )


def _is_of(revision: Revision, community: str | None) -> bool:
    name = revision.content.district.community[revision.community_id].name
    return community in (None, revision.community_id, name)


async def _history(call: Invocation) -> History:
    _, former = await known_and_published(call)
    if not former.revisions:
        raise CommandError(call.words.text("Nothing is published yet: `tongke publish` makes the feeds."))
    return History(former)
