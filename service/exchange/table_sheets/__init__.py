"""The table as schools look at it: views that an export adds for people, and that no import reads."""
