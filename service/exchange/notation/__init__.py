"""How schools write things down: class labels, periods, times, dates, cells of a timetable."""
