"""The entry: a plain-text field that grows with what is typed and hands it over with Enter."""

from __future__ import annotations

import math
import re
from typing import Final

from PySide6.QtCore import Property, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from companion.gui.theme.type import font_for

LONGEST_WORD: Final = 2_000
"""Characters without a blank up to which lines are broken between words.

Breaking between words takes quadratic time in the length of a word (100 kB: 0.8 s, 1 MB:
more than 15 s); breaking anywhere is linear (100 kB: 0.03 s, 1 MB: 0.4 s).
"""
_LONG_WORD: Final = re.compile(rf"\S{{{LONGEST_WORD}}}")
_BREAKS: Final = re.compile("\r\n|[\r\u2028\u2029]")
_DEAF: Final = {*range(0x20), 0x7F} - {0x09, 0x0A}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GrowingEntry(QPlainTextEdit):
    """Grows from one line to `most_lines`, then scrolls.

    Enter emits `committed` and leaves the text where it is: the owner clears it when the
    commit came back. Shift+Enter breaks the line, Tab goes on to the next field.
    With `commits` off, Enter breaks the line too, as in a field of several lines.
    """

    committed = Signal(str)
    grew = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most_lines = 6
        self._least_lines = 1
        self._commits = True
        self._bare = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.document().contentsChange.connect(self._mind_long_words)
        self._fit()

    def text(self) -> str:
        """Return what stands in the field, its lines broken by LF."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text into the field, with the cursor at its end."""
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_most_lines(self, lines: int) -> None:
        """Grow up to so many lines, then scroll."""
        self._most_lines = max(1, lines)
        self._fit()

    def set_least_lines(self, lines: int) -> None:
        """Be so many lines high even when empty."""
        self._least_lines = max(1, lines)
        self._fit()

    def set_commits(self, on: bool) -> None:
        """Whether Enter hands the text over (the default) or breaks the line."""
        self._commits = on

    def set_bare(self, on: bool) -> None:
        """Show no frame of its own, for a field that stands inside a card."""
        self._bare = on
        self.style().unpolish(self)
        self.style().polish(self)
        self._fit()

    def _get_most_lines(self) -> int:
        return self._most_lines

    def _get_least_lines(self) -> int:
        return self._least_lines

    def _get_commits(self) -> bool:
        return self._commits

    def _get_bare(self) -> bool:
        return self._bare

    most_lines = Property(int, _get_most_lines, set_most_lines)
    least_lines = Property(int, _get_least_lines, set_least_lines)
    commits = Property(bool, _get_commits, set_commits)
    bare = Property(bool, _get_bare, set_bare)

    def _lines(self) -> int:
        lines = int(self.document().size().height())
        most = max(self._most_lines, self._least_lines)
        return min(max(lines, self._least_lines), most)

    def _wanted_height(self) -> int:
        frame = self.height() - self.contentsRect().height()
        # Lines are laid out in whole pixels; with one more the last line does not scroll.
        line = math.ceil(QFontMetricsF(self.font()).lineSpacing())
        return self._lines() * line + frame + 1

    def _fit(self) -> None:
        height = self._wanted_height()
        if height == self.minimumHeight() == self.maximumHeight():
            return
        self.setFixedHeight(height)
        if int(self.document().size().height()) <= self._lines():
            self.verticalScrollBar().setValue(0)
        self.ensureCursorVisible()
        self.grew.emit()

    def _mind_long_words(self, _position: int, removed: int, added: int) -> None:
        mode = self.wordWrapMode()
        usual = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        if mode != usual and removed > 0 and not _has_long_word(self.toPlainText()):
            self.setWordWrapMode(usual)
        elif mode == usual and added > 0 and self._grew_long():
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def _grew_long(self) -> bool:
        # A short text cannot hold a long word: typing pays nothing for the check.
        if self.document().characterCount() <= LONGEST_WORD:
            return False
        return _has_long_word(self.toPlainText())

    def _prepare_for(self, text: str) -> None:
        """Choose the way of breaking lines before the text is laid out for the first time."""
        if _has_long_word(text):
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def _commit(self, event: QKeyEvent) -> None:
        event.accept()
        if not event.isAutoRepeat():
            self.committed.emit(self.toPlainText())

    def setPlainText(self, text: str) -> None:
        """Replace everything, however long its words are."""
        self._prepare_for(text)
        super().setPlainText(text)

    def insertPlainText(self, text: str) -> None:
        """Put a text in at the cursor, however long its words are."""
        self._prepare_for(text)
        super().insertPlainText(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only plain text may be pasted or dropped."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, with line breaks of one kind and no control characters."""
        if source.hasText():
            self.insertPlainText(plain(source.text()))
            self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        """As high as its text."""
        return QSize(super().sizeHint().width(), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """As high as its text, however narrow."""
        return QSize(48, self._wanted_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits, Shift+Enter breaks the line, a held Enter does nothing more."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or not self._commits:
            super().keyPressEvent(event)
        elif held == Qt.KeyboardModifier.NoModifier:
            self._commit(event)
        elif held == Qt.KeyboardModifier.ShiftModifier:
            if not event.isAutoRepeat():
                self.insertPlainText("\n")
                self.ensureCursorVisible()
        else:
            # Ctrl+Enter and the like are the page's own keys.
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.setFont(font_for("body"))
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()


def plain(text: str) -> str:
    """Return the text with every line break as LF and other control characters as blanks."""
    return _BREAKS.sub("\n", text).translate(dict.fromkeys(_DEAF - {0x0D}, " "))


def _has_long_word(text: str) -> bool:
    return len(text) >= LONGEST_WORD and _LONG_WORD.search(text) is not None
