"""What is printed, by part."""

from enum import StrEnum


class Part(StrEnum):
    """What can be printed by itself."""

    TABLE = "table"
    CAMPUSES = "campuses"
    SIGNATURES = "signatures"
    CLASSES = "classes"
    TEACHERS = "teachers"
    DOORS = "doors"


#: What is printed where nothing is asked for; the others are many pages.
USUAL = (Part.TABLE, Part.CAMPUSES, Part.SIGNATURES)
