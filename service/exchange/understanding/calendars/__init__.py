"""The term, its weeks, and each campus's bells, days off and make-up days."""
