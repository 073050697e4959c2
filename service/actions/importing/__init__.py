"""Workbooks handed in, asked about, and written into the district."""
