"""What a teacher's own page shows and what she says back through it: 收到, 请假, an outcome."""
