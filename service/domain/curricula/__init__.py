"""What a campus has to teach every week, before there is any timetable."""
