"""Home timetables: the three layouts of a 总课表, their headers, margins and blocks."""
