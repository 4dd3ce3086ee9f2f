"""The further ways out of a recap, in the menu beside the three that are used most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from companion.gui.shortcuts import bind
from companion.gui.widgets.keycap import KeyButton

SAVE_KEYS = "Ctrl+Shift+S"


class MoreMenu(QObject):
    """Opens over its button; every entry is a wish that somebody else fulfils."""

    save_wanted = Signal()
    drafts_wanted = Signal()
    gmail_wanted = Signal()
    outlook_wanted = Signal()
    mark_wanted = Signal()
    brief_wanted = Signal()
    account_wanted = Signal()

    def __init__(self, button: KeyButton, window: QWidget) -> None:
        """Open over *button* of *window*, and listen in it to the keys of the entries."""
        super().__init__(button)
        self._button = button
        self.menu = QMenu(button)
        self.save = self._add(self.tr("Save as .eml…"), self.save_wanted.emit, SAVE_KEYS)
        self.drafts = self._add(self.tr("Save to Drafts"), self.drafts_wanted.emit)
        self.gmail = self._add(self.tr("Open in Gmail"), self.gmail_wanted.emit)
        self.outlook = self._add(self.tr("Open in Outlook on the web"), self.outlook_wanted.emit)
        self.menu.addSeparator()
        self.mark = self._add(self.tr("Mark as sent"), self.mark_wanted.emit)
        self.menu.addSeparator()
        self.brief = self._add(self.tr("Internal brief for colleagues…"), self.brief_wanted.emit)
        self.menu.addSeparator()
        self.account = self._add(self.tr("Mail account…"), self.account_wanted.emit)
        # Not by the entry's own shortcut, which would act again and again while it is held.
        bind(window, SAVE_KEYS, self.save.trigger)
        button.clicked.connect(self.open)

    def open(self) -> None:
        """Show the menu above its button, where there is room for it."""
        corner = self._button.mapToGlobal(self._button.rect().topLeft())
        corner.setY(corner.y() - self.menu.sizeHint().height())
        self.menu.popup(corner)

    def show_draft(self, *, is_draft: bool, can_mark: bool) -> None:
        """Offer what is for drafts, and for what has not left the house, only then."""
        self.drafts.setEnabled(is_draft)
        self.mark.setEnabled(can_mark)

    def _add(self, text: str, act: Callable[[], object], keys: str = "") -> QAction:
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        action = self.menu.addAction(f"{text}\t{native}" if keys else text)
        action.triggered.connect(lambda _on=False: act())
        return action
