"""A page of reading: one text to scroll, select and copy, with chips, highlights and links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from companion.gui.history.lines import Line, Run, act_of
from companion.gui.history.looks import as_found, char_format, first_found, patches_of
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.chip import kind_tint
from companion.method.marking import fold

_AT_ONCE: Final = 150
"""Lines that are written in one go; the rest follow while the window stays quick."""

_PAD: Final = "\u2007"
"""The room inside a chip: a blank that breaks no line, and that no copy keeps."""

_LEVELS: Final = {"title": 1, "heading": 2}
_SCHEMES: Final = ("http", "https", "mailto")
_STEP_ASIDE: Final = 14.0
_TOP: Final = 20.0


class ReadingPage(QTextBrowser):
    """Shows lines as plain text with formats: what a person wrote is never markup."""

    acted = Signal(str, str)
    """A link of ours was followed: the name of the act, and the id of what it is about."""

    found_shown = Signal()
    """All lines stand on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show an empty page."""
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        self._terms: tuple[str, ...] = ()
        self._sought, self._sought_at = "", 0
        self._waiting: Iterator[Line] = iter(())
        self._formats: dict[tuple[str, str, bool], QTextCharFormat] = {}
        self._corner: QWidget | None = None
        self.verticalScrollBar().valueChanged.connect(self._place_corner)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._write_some)

    def write_lines(
        self, lines: Iterator[Line], terms: tuple[str, ...] = (), sought: str = ""
    ) -> None:
        """Show *lines* from the top, with the words that begin like one of *terms* marked.

        *sought* is the id of the note that ``show_first_found`` goes to.
        """
        self._timer.stop()
        self._terms, self._sought, self._sought_at = terms, sought, 0
        self._waiting = lines
        self._formats.clear()
        self.clear()
        self._write_some()
        self._make_room()
        self.verticalScrollBar().setValue(0)

    def set_corner(self, widget: QWidget) -> None:
        """Keep *widget* at the right of the title, or above it where both would be crowded."""
        self._corner = widget

    def _is_narrow(self) -> bool:
        wide = self._corner.sizeHint().width() if self._corner else 0
        return self.viewport().width() < wide * 2.4

    def _make_room(self) -> None:
        """Leave room for the widget in the corner beside the title, or above it."""
        if self._corner is None:
            return
        size = self._corner.sizeHint()
        narrow = self._is_narrow()
        # Qt ignores the top margin of the first paragraph: the frame round all of them has it.
        frame = self.document().rootFrame().frameFormat()
        frame.setTopMargin(_TOP + (size.height() if narrow else 0))
        self.document().rootFrame().setFrameFormat(frame)
        beside = QTextBlockFormat()
        beside.setRightMargin(0 if narrow else size.width() + 2 * _STEP_ASIDE)
        QTextCursor(self.document()).mergeBlockFormat(beside)
        self._place_corner()

    def _place_corner(self) -> None:
        if self._corner is None:
            return
        size = self._corner.sizeHint()
        left = (
            0 if self._is_narrow() else self.viewport().width() - size.width() - round(_STEP_ASIDE)
        )
        top = round(_TOP) - 6 - self.verticalScrollBar().value()
        self._corner.setGeometry(
            left, top, min(size.width(), self.viewport().width()), size.height()
        )

    @property
    def is_written(self) -> bool:
        """Whether all lines stand on the page."""
        return not self._timer.isActive()

    def show_first_found(self) -> None:
        """Scroll to the note that is sought, else to the first word found, if out of sight."""
        while self._sought and not self._sought_at and self._timer.isActive():
            self._write_some()
        if self._sought_at:
            self._show_place(self._sought_at)
            return
        block = self.document().begin()
        while block.isValid():
            if place := first_found(block):
                self._show_place(place)
                return
            block = block.next()

    def _show_place(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        rect = self.cursorRect(cursor)
        if rect.bottom() > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - self.viewport().height() // 3)

    def _write_some(self) -> None:
        """Write the next lines at the end; selection and scroll position stay as they are."""
        lines = list(islice(self._waiting, _AT_ONCE))
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in lines:
            self._write_line(cursor, line)
        cursor.endEditBlock()
        if len(lines) == _AT_ONCE:
            self._timer.start()
        else:
            self._timer.stop()
            self.found_shown.emit()

    def _write_line(self, cursor: QTextCursor, line: Line) -> None:
        block = self._block_format(line)
        if self.document().isEmpty() and cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())
        if self._sought and line.about == self._sought:
            self._sought_at = cursor.position()
        if line.style == "timed":
            cursor.insertText(f"{line.time}\t", self._format("time", "", linked=False))
        for run in line.runs:
            self._write_run(cursor, run, line)

    def _write_run(self, cursor: QTextCursor, run: Run, line: Line) -> None:
        style = "heading" if line.style == "heading" else run.style
        written = QTextCharFormat(self._format(style, run.kind, linked=bool(run.link)))
        text = _one_paragraph(run.text)
        if run.link:
            written.setAnchor(True)
            written.setAnchorHref(run.link)
        if run.style == "chip":
            cursor.insertText(f"{_PAD}{text}{_PAD}", written)
            return
        if not (run.is_said and self._terms):
            cursor.insertText(text, written)
            return
        marked = as_found(written)
        for part, is_found in _split(text, self._terms):
            cursor.insertText(part, marked if is_found else written)

    def _block_format(self, line: Line) -> QTextBlockFormat:
        block = QTextBlockFormat()
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setTopMargin(18 if line.style == "heading" else 5)
        if line.style in _LEVELS:
            block.setHeadingLevel(_LEVELS[line.style])
        if line.style == "timed":
            wide = QFontMetricsF(font_for("time")).horizontalAdvance("00:00:00") + _STEP_ASIDE
            block.setLeftMargin(wide)
            block.setTextIndent(-wide)
            block.setTabPositions([QTextOption.Tab(wide, QTextOption.TabType.LeftTab)])
        return block

    def _format(self, style: str, kind: str, *, linked: bool) -> QTextCharFormat:
        """Return the look of a run; kept, since a page is made of few of them."""
        key = (style, kind, linked)
        if key not in self._formats:
            self._formats[key] = char_format(style, kind, current_tokens(), linked=linked)
        return self._formats[key]

    def _follow(self, url: QUrl) -> None:
        """Do an act of ours, or open an address of a kind that a person may have written."""
        if url.scheme() == "act":
            self.acted.emit(*act_of(url.toString(QUrl.ComponentFormattingOption.FullyEncoded)))
        elif url.scheme().lower() in _SCHEMES:
            QDesktopServices.openUrl(url)

    def _patches(self) -> Iterator[tuple[QRectF, str, float]]:
        """Yield the place, tint and roundness of every patch in sight."""
        top = self.verticalScrollBar().value()
        block = self.cursorForPosition(self.viewport().rect().topLeft()).block()
        layout = self.document().documentLayout()
        while block.isValid():
            place = layout.blockBoundingRect(block)
            if place.top() > top + self.viewport().height():
                return
            for rect, tint, roundness in patches_of(block):
                yield rect.translated(place.left(), place.top() - top), tint, roundness
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the patches below the text of chips and of what was found."""
        tokens = current_tokens()
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for rect, tint, roundness in self._patches():
                painter.setBrush(QColor(kind_tint(tint, tokens).ground))
                radius = min(roundness, rect.height() / 2)
                painter.drawRoundedRect(rect, radius, radius)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the very top where the person asks for it, above the first line."""
        super().keyPressEvent(event)
        if event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            self.verticalScrollBar().setValue(0)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only, as it is read."""
        copied = QMimeData()
        text = self.textCursor().selection().toPlainText()
        copied.setText(text.replace(_PAD, "").replace("\t", " "))
        return copied

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing: the page is made of text alone."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep title and corner readable at any width."""
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """Forget the looks when the theme or the size of text changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._formats.clear()


def _one_paragraph(text: str) -> str:
    """Return the text with its line breaks as breaks inside one paragraph."""
    return text.replace("\r\n", "\n").translate(
        {10: "\u2028", 13: "\u2028", 0x2029: "\u2028", 9: " ", 0: " ", 0xFFFC: " "}
    )


def _split(text: str, terms: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the text in parts, each with whether it is a word that begins like one of *terms*."""
    folded, at, place = fold(text), 0, 0
    while place < len(text):
        if not folded[place].isalnum():
            place += 1
            continue
        end = place
        while end < len(text) and folded[end].isalnum():
            end += 1
        if f"{folded[place:end]} ".startswith(terms):
            yield text[at:place], False
            yield text[place:end], True
            at = end
        place = end
    yield text[at:], False
