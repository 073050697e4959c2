"""What has been decided, written for readers: revisions, amendments, and the files of feeds."""
