"""Sheets of bells: their headers, and the blocks that stand side by side or one below the other."""
