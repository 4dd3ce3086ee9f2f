"""What many disagreements teach: small plots, each with its table."""
