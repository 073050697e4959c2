"""The schema of the database, step by step: alembic without an alembic.ini, run on a connection it is given.

These modules know no table of the service; a step says by itself what it makes.
`python -m migrations "why"` drafts the next step from what the tables have that the steps have not.
"""
