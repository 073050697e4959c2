"""Of which grade a class is: whom closures and bells are for. A combined class 复式班 is of several.

Its grades sit in one room with one teacher, who gives the lesson to whoever is there. So the lesson runs as
long as one of them is: it falls out only on dates, and for the minutes, on which all its grades are closed.
The class rings by its highest grade that has bells, whose day is the longest: no lesson is without a time.
"""

#: 1–12; of a combined class its grades, rising
Grade = int | tuple[int, ...]


def each_grade(grade: Grade) -> tuple[int, ...]:
    return grade if isinstance(grade, tuple) else (grade,)


def lowest(grade: Grade) -> int:
    return each_grade(grade)[0]


def highest_first(grade: Grade | None) -> tuple[int | None, ...]:
    """None, the whole campus, is one of its own."""
    return (None,) if grade is None else each_grade(grade)[::-1]
