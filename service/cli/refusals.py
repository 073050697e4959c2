"""What the database refused, in words, with what to do about it."""

from collections.abc import Mapping

from service.storage.errors import (
    CommunityUnknown,
    ConstraintViolated,
    DatabaseFailed,
    SchemaOutdated,
    SchemaTooNew,
    StaleVersion,
    StorageError,
    TermUnclear,
    UnknownDatabase,
)
from service.words.catalogue import Words

#: What somebody at the command line can bring about; other refusals are defects, and stay as they are.
TEMPLATES: Mapping[type[StorageError], str] = {
    CommunityUnknown: "There is no such community here. Say one of these with --community: {names}",
    TermUnclear: "Say which term with --term: {names}",
    SchemaOutdated: (
        "There is no database here yet, or an older release made it: "
        "`tongke import` begins one and fills it, `tongke migrate` renews one or begins an empty one "
        "to hand tables in to."
    ),
    SchemaTooNew: "A newer release made this database: install that one, or a newer one.",
    UnknownDatabase: "--database names a database as sqlite:///path or postgresql://host/name.",
    StaleVersion: "Somebody else changed the same meanwhile; nothing was written. Do it again.",
    ConstraintViolated: "The database refused what was to be written; nothing was. ({said})",
    DatabaseFailed: "The database failed, or does not answer. ({said})",
}


def refusal_text(error: StorageError, words: Words) -> str:
    """One sentence for whoever typed the command."""
    template = TEMPLATES.get(type(error))
    if template is None:
        return str(error)
    return words.text(template, names=getattr(error, "names", ()), said=str(error))
