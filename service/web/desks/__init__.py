"""What pages and the API ask and tell the database, a desk for each kind of work."""
