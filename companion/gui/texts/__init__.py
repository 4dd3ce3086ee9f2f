"""The words of recaps: read, changed, and seen in a recap while they are changed."""
