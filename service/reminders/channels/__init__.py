"""One file per way of telling people; `channel.py` says what each of them can do."""
