"""What an import asks and changes, in words and as JSON."""
