"""What is published, date by date: events, revisions, identities, and which feed holds what."""
