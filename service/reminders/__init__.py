"""The only home of APScheduler: the clock, the dispatcher, one module per channel."""
