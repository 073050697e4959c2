"""Which reminders a publication makes due, for whom, and when."""
