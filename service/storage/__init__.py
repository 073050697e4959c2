"""The only home of SQLAlchemy; gives and takes domain objects."""
