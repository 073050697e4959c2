"""What teachers and calendars read: events, all-day notes, pages, reminders."""
