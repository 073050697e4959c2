"""What the web stands on: the state of the database, followed, and the last good bytes."""
