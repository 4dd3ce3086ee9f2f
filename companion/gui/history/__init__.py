"""The main window: search, browse, read what happened, go on from there."""
