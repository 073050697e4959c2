"""What differs between two districts of one term: what an import would change, as data."""
