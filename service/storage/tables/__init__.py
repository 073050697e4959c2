"""Every table, one file per noun. METADATA knows them all."""

from service.storage.tables import (
    audit,
    change_log,
    classes,
    communities,
    dated_changes,
    drafts,
    home_timetables,
    joint_lessons,
    people,
    places,
    publications,
    reminders,
    research_sessions,
    settings,
    subscriptions,
    terms,
)
from service.storage.tables.columns import METADATA

__all__ = [
    "METADATA",
    "audit",
    "change_log",
    "classes",
    "communities",
    "dated_changes",
    "drafts",
    "home_timetables",
    "joint_lessons",
    "people",
    "places",
    "publications",
    "reminders",
    "research_sessions",
    "settings",
    "subscriptions",
    "terms",
]
