"""Tables sought: where they are worked out, and how each better one is stored."""
