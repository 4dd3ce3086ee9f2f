"""A call prepared: who it is with and about, and the acts on that, for the window and commands."""
