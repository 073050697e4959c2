"""The pages in a real browser: Debian's chromium, over the worked case in a real database."""
