"""What each command takes, and what an argument may be; their help is in words."""
