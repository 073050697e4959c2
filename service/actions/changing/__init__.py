"""Dates changed: lessons, leaves, reports of teachers, and the week itself."""
