"""Lists: a header row, found by what it says, and rows below it; a module per kind of list."""
