"""Times of day, ages and counts in words, as the page that opens first says them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

_MORNING, _NOON, _EVENING = 5, 12, 18
"""Hours at which another greeting begins."""


def greeting(now: datetime) -> str:
    """Return "Good morning", "Good afternoon" or "Good evening"."""
    if _MORNING <= now.hour < _NOON:
        return _tr("Good morning")
    return _tr("Good afternoon") if _NOON <= now.hour < _EVENING else _tr("Good evening")


def number_said(count: int) -> str:
    """Return a small number in words, a large one in figures."""
    words = (
        _tr("no"),
        _tr("one"),
        _tr("two"),
        _tr("three"),
        _tr("four"),
        _tr("five"),
        _tr("six"),
        _tr("seven"),
        _tr("eight"),
        _tr("nine"),
        _tr("ten"),
    )
    return words[count] if 0 <= count < len(words) else str(count)


def ago(moment: datetime, now: datetime) -> str:
    """Return "just now", "2 hours ago", "yesterday"; a moment to come is just now."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return _tr("just now")
    if minutes < 60:
        return _counted(minutes, _tr("1 minute ago"), _tr("{count} minutes ago"))
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if days < 1 or minutes < 6 * 60:
        return _counted(minutes // 60, _tr("1 hour ago"), _tr("{count} hours ago"))
    return days_ago(days)


def days_ago(days: int) -> str:
    """Return "today", "yesterday", "3 days ago", "2 weeks ago", "4 months ago", "2 years ago"."""
    if days < 1:
        return _tr("today")
    if days == 1:
        return _tr("yesterday")
    if days < 14:
        return _tr("{count} days ago").format(count=days)
    if days < 60:
        return _tr("{count} weeks ago").format(count=days // 7)
    if days < 2 * 365:
        return _tr("{count} months ago").format(count=days // 30)
    return _tr("{count} years ago").format(count=days // 365)


def due_said(due: date, today: date) -> str:
    """Return "due today", "due yesterday", "due 3 days ago"."""
    return _tr("due {when}").format(when=days_ago((today - due).days))


def open_said(since: datetime, now: datetime) -> str:
    """Return "open since today", "open for 3 days", "open for 2 weeks", "open for 4 months"."""
    days = (now.date() - since.astimezone(now.tzinfo).date()).days
    if days < 1:
        return _tr("open since today")
    if days < 14:
        return _counted(days, _tr("open for 1 day"), _tr("open for {count} days"))
    if days < 60:
        return _tr("open for {count} weeks").format(count=days // 7)
    if days < 2 * 365:
        return _tr("open for {count} months").format(count=days // 30)
    return _tr("open for {count} years").format(count=days // 365)


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ages", text)
