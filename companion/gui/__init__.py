"""The window: pages, widgets and their look; with app.py the only place that knows Qt."""
