"""The window in which the mail account of this computer is set up and tried."""
