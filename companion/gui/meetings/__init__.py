"""The window in which one meeting of a whole calendar is chosen, to prepare a call from it."""
