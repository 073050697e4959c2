"""Curricula as FET writes them (`.fet`): read with limits, and taken as what a campus has to teach."""
