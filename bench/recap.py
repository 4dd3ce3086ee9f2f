"""The time from the end of a call to its complete recap, composed from what was recorded."""
