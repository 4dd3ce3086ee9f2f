"""The recap window: the finished mail at the left, what it still needs at the right."""
