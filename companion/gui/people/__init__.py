"""Clients and people changed: renamed, merged, moved, put away, and taken back."""
