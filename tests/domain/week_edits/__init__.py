"""Edits of the week."""
