"""The recap's text, edited in place: it looks like the mail, and stays plain Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from companion.gui.recap.highlighter import Highlighter
from companion.gui.theme.type import font_for
from companion.gui.widgets.entry import LONGEST_WORD, plain

if TYPE_CHECKING:
    from companion.method.wording import Finding

_LONG_WORD: Final = re.compile(rf"\S{{{LONGEST_WORD}}}")
_GAP, _GAP_BEFORE_HEADING, _GAP_AFTER_HEADING = 0.55, 0.8, 0.3
"""Heights of an empty line in lines: as far apart as paragraphs of the mail are."""


_LINE_ENDS: Final = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n")
"""How Qt keeps the ends of lines and blocks (qtextdocument.cpp, plainText)."""

_LEAD = 0.28
"""Room below a line, in lines: a mail is read, so its lines stand apart."""


class MailEditor(QPlainTextEdit):
    """A plain-text field without a frame; ``typed`` tells that a person changed the text."""

    typed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty and ready to be typed in."""
        super().__init__(parent)
        document = QTextDocument(self)
        self._paper = _MailLayout(document)
        document.setDocumentLayout(self._paper)
        document.setDefaultFont(font_for("body"))
        self.setDocument(document)
        self._marks = Highlighter(document)
        self._shown = ""
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.cursorPositionChanged.connect(self._open_paragraph)
        self.textChanged.connect(self._notice_typing)

    def set_divides(self, divides: Callable[[QTextBlock], Iterable[Finding]]) -> None:
        """Underline in each paragraph the words that *divides* tells of it."""
        self._marks.divides = divides

    def mark_again(self, blocks: Iterable[QTextBlock]) -> None:
        """Look again at what is underlined in some paragraphs."""
        for block in blocks:
            if block.isValid():
                self._marks.rehighlightBlock(block)

    def text(self) -> str:
        """Return the Markdown, with the blanks that French and German keep lines together by.

        ``toPlainText`` would make plain blanks of them, and every such recap would look edited.
        """
        return self.document().toRawText().translate(_LINE_ENDS)

    def show_text(self, text: str) -> None:
        """Show another text, without a way back to the one before."""
        if text == self.text():
            return
        place = self.textCursor().position()
        self._shown = text
        self._mind_long_words(text)
        self.setPlainText(text)
        self._shown = self.text()
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def replace_text(self, text: str) -> None:
        """Put *text* in place of everything, as one step that Undo takes back."""
        self._mind_long_words(text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.endEditBlock()

    def select_passage(self, passage: str) -> bool:
        """Select a passage, wherever its lines break, and go there; False where it is not."""
        words = r"\s+".join(re.escape(word) for word in passage.split())
        found = re.search(words, self.text(), re.IGNORECASE) if words else None
        self.setFocus()
        if found is None:
            return False
        before = len(self.text()[: found.start()].encode("utf-16-le", "surrogatepass")) // 2
        length = len(found[0].encode("utf-16-le", "surrogatepass")) // 2
        cursor = self.textCursor()
        cursor.setPosition(before)
        cursor.setPosition(before + length, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _notice_typing(self) -> None:
        # Formatting a paragraph anew announces a change as well: only other words are one.
        if self.text() != self._shown:
            self._shown = self.text()
            self.typed.emit()

    def _open_paragraph(self) -> None:
        block = self.textCursor().block() if self._is_being_edited() else QTextBlock()
        self._marks.open(block)
        self._paper.open_block = self._marks.open_block
        self.viewport().update()

    def _is_being_edited(self) -> bool:
        return self.hasFocus() and not self.isReadOnly()

    def _mind_long_words(self, text: str) -> None:
        """Break lines anywhere where a word is endless: between words it takes minutes."""
        mode = QTextOption.WrapMode
        long = _LONG_WORD.search(text) is not None
        self.setWordWrapMode(mode.WrapAnywhere if long else mode.WrapAtWordBoundaryOrAnywhere)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only plain text may be pasted or dropped."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, with line breaks of one kind and no control characters."""
        if source.hasText():
            text = plain(source.text())
            self._mind_long_words(self.text() + text)
            self.insertPlainText(text)
            self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the marks of the paragraph with the cursor."""
        super().focusInEvent(event)
        self._open_paragraph()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Look like the mail again."""
        super().focusOutEvent(event)
        self._open_paragraph()

    def changeEvent(self, event: QEvent) -> None:
        """Another font or theme is another look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.document().setDefaultFont(font_for("body"))
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_marks"):
            self._marks.rehighlight()


class _MailLayout(QPlainTextDocumentLayout):
    """Sets paragraphs as far apart as in the mail; only the line being edited keeps its height."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.open_block = -1

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room of a paragraph; an empty one is only the gap between two others."""
        rect = super().blockBoundingRect(block)
        if block.length() == 1 and block.blockNumber() != self.open_block:
            rect.setHeight(rect.height() * _gap(block))
            return rect
        lines = block.layout()
        if not lines.lineCount():
            return rect
        lead = lines.lineAt(0).height() * _LEAD
        step = lines.lineAt(0).height() + lead
        if lines.lineCount() > 1 and lines.lineAt(1).y() < step - 0.01:
            for number in range(1, lines.lineCount()):
                line = lines.lineAt(number)
                line.setPosition(QPointF(line.x(), number * step))
            rect = super().blockBoundingRect(block)
        rect.setHeight(rect.height() + lead)
        return rect


def _gap(block: QTextBlock) -> float:
    if block.next().text().startswith("#"):
        return _GAP_BEFORE_HEADING
    return _GAP_AFTER_HEADING if block.previous().text().startswith("#") else _GAP
