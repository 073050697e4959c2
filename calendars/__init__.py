"""Time in schools, and iCalendar. Pure: no clock, no files, no database; every moment is an argument."""
