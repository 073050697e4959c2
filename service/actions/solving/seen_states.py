"""Whoever changes what they were shown says which state of the database that was."""


class SeenAnother(Exception):
    """Something was changed since it was shown; nothing was written."""
