"""The page that opens first: what waits today, each line with its one act."""
