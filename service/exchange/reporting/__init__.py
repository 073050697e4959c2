"""What an import has to say: problems, notes, and how each cell was taken."""
