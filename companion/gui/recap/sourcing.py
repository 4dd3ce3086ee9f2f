"""Shows where a line of the recap comes from: under the mouse, or at the cursor by a key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.recap.editor import MailEditor
from companion.gui.recap.page import Page
from companion.gui.recap.source_words import said
from companion.gui.recap.sources import Origin, origins
from companion.gui.shortcuts import bind
from companion.gui.widgets.card import Card
from companion.gui.widgets.text import show_tip, wrapped

KEY = "Ctrl+I"
"""Types nothing on any layout: AltGr, with which letters are typed, is Ctrl and Alt together."""


class Sourcing(QObject):
    """Serves the recap's text; ``told`` carries what was said about a line."""

    told = Signal(str)

    def __init__(self, text: MailEditor, below: QVBoxLayout) -> None:
        """Show the line of the key at the end of *below*."""
        super().__init__(text)
        self._text = text
        self._known: tuple[str, object, tuple[Origin, ...]] = ("", None, ())
        self.page: Page | None = None
        self.line = SourceLine(text.parentWidget())
        below.addWidget(self.line)
        text.viewport().installEventFilter(self)
        text.cursorPositionChanged.connect(self._follow)
        bind(text.window(), KEY, self._switch)

    def of_line(self, number: int) -> str:
        """Return what stands behind the line of that number, counted from 0; empty for a gap."""
        text, page = self._text.text(), self.page
        if page is None:
            return ""
        if self._known[0] != text or self._known[1] is not page.fresh:
            self._known = (text, page.fresh, origins(text, page.fresh))
        found = self._known[2]
        block = self._text.document().findBlockByNumber(number)
        if not (0 <= number < len(found)) or not block.text().strip():
            return ""
        return said(found[number], page.call)

    def _switch(self) -> None:
        """Show the source of the cursor's line from now on, or no more."""
        if self.line.isHidden():
            self.line.show()
            self._follow()
        else:
            self.line.hide()

    def _follow(self) -> None:
        if not self.line.isHidden():
            words = self.of_line(self._text.textCursor().blockNumber())
            self.line.say(words or self.tr("An empty line."))
            self.told.emit(words)

    def _tip(self, event: QHelpEvent) -> None:
        cursor = self._text.cursorForPosition(event.pos())
        block = cursor.block()
        below = self._text.cursorRect(cursor).bottom() + self._text.fontMetrics().height()
        words = self.of_line(block.blockNumber()) if event.pos().y() <= below else ""
        show_tip(self._text.viewport(), event.globalPos(), words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the mouse that rests on a line."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event)
            return True
        return super().eventFilter(watched, event)


class SourceLine(Card):
    """Says below the text what stands behind the line with the cursor, until the key hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be hidden until the key is pressed."""
        super().__init__(parent, "bar")
        self._words = wrapped(self, role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 7)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, words: str) -> None:
        """Say *words*, also to a screen reader."""
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
