"""All about one client: their metric, what to know before the next call, every disagreement."""
