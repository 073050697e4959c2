"""Untrusted workbooks to plain sheets, in a child process with limits."""
