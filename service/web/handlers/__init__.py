"""One handler per noun; each answers requests and holds no rules."""
