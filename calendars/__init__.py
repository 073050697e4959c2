"""Time and iCalendar, pure: no clock, no files, no database."""
