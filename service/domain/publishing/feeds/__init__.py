"""What a subscriber reads: a feed's name, its events and notes, their views and marks."""
