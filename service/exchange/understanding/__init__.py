"""From sheets to a district: one recogniser and one reader per kind of sheet."""
