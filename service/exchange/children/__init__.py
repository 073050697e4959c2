"""Work on what strangers sent, in child processes with limits: memory, time, and nothing written."""
