"""What a revision or an amendment changed, for those who have to be told."""
