"""What has been published: revisions, the amendments upon them, and the term they make together."""
