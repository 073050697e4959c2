"""From home timetables to lessons, and from lessons to a base in force from a day."""
