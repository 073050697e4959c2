"""Where the lessons of a table stand: on every campus's clock, and on which dates."""
