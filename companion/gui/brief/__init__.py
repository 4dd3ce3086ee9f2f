"""The internal brief: a window of its own for what only colleagues may read."""
