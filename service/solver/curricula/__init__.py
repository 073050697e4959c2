"""Whole weeks from curricula: every lesson of a campus placed, not one of an older table moved."""
