"""The window in which a call is prepared, or one that was held is written down."""
