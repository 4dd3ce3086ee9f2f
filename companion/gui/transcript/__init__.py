"""The window in which a transcript comes to its call, and proposes what to keep of it."""
