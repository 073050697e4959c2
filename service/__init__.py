"""One shared timetable of synchronous lessons: built, checked, solved, published."""
