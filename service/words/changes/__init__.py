"""Revisions, edits of the week and changes of single dates, in words and as JSON."""
