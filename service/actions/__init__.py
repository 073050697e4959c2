"""One verb per module: gather, decide, apply; owns the transaction."""
