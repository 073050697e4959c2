"""Home timetables as schools write them: a made-up district, written down with every kind of mess, seeded."""
