"""The history in SQLite: the one room that knows SQL."""
