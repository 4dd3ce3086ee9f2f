"""The import window: what a file would bring, which words stand, and what came in before."""
