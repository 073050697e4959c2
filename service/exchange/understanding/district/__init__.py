"""Campuses, classes, rooms and people by the names that workbooks use; communities and their members."""
