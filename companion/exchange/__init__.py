"""Files in and out: the interchange document."""
