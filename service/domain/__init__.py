"""What a timetable is, and when it is wrong. Pure."""
