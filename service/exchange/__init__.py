"""Workbooks in; workbooks and other formats out."""
