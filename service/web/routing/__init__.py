"""Every address of the service: one table, and the parts of it."""
