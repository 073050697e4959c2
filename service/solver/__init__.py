"""Places joint lessons and repairs home timetables; the only home of OR-Tools."""
