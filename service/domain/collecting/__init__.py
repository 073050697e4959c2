"""August: what schools hand in, what it asks, and the answers that are kept for the next workbook."""
