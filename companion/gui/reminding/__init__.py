"""Reminders of what has a day: a file for the calendar, and one notification a day."""
