"""The window in which a part of the history is taken along: what, how, and where to."""
