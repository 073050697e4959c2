"""What is done to a published term: the next revision, an amendment, a take-back, and what hinders each."""
