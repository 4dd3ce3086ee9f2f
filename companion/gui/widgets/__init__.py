"""The small building blocks that every page is made of, one idea in each module."""
