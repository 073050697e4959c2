"""Who is told of what changed: audiences, the sheets of a change, and the history behind them."""
