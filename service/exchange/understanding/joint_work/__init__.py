"""What campuses do together: wishes for joint lessons, research sessions, the ledger of activities."""
