"""A card as a picture in a file: PNG for a document, SVG for print."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageWriter,
    QPaintDevice,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFileDialog, QWidget

from companion.gui.insights.drawing import Drawing, figures
from companion.gui.insights.shown import Shown
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.widgets.notice import NoticeBar

_WIDTH = 720.0
_MARGIN = 28.0
_SCALE = 2
"""Pixels of a PNG for each pixel of the drawing, so that it is sharp in print too."""


class Pictures(QObject):
    """Asks where to write a card, and writes it off the thread of the window."""

    def __init__(self, tasks: Tasks, notice: NoticeBar, window: QWidget) -> None:
        """Ask above *window*, and tell in *notice*."""
        super().__init__(window)
        self._tasks, self._notice, self._window = tasks, notice, window

    def ask(self, heading: str, shown: Shown) -> None:
        """Let the person choose where the picture goes, and of which kind it is."""
        dialog = QFileDialog(self._window, self.tr("Save as picture"))
        dialog.setNameFilters([self.tr("Picture (*.png)"), self.tr("Drawing (*.svg)")])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix("svg" if "svg" in chosen else "png")
        )
        dialog.selectFile("-".join(heading.lower().replace(",", "").split()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(lambda name: self.save(Path(name), heading, shown))
        dialog.open()

    def save(self, path: Path, heading: str, shown: Shown) -> None:
        """Write the card to *path*, as its ending says."""
        painted = svg(heading, shown) if path.suffix.lower() == ".svg" else png(heading, shown)
        self._tasks.run(
            lambda: _write(path, painted),
            lambda _done: self._notice.tell(self.tr("Saved as {file}.").format(file=path.name)),
            self._notice.tell_error,
        )


def png(heading: str, shown: Shown) -> bytes:
    """Return the card as the bytes of a PNG."""
    size = _size(heading, shown)
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    _paint(image, heading, shown, size)
    kept, buffer = _buffer()
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def svg(heading: str, shown: Shown) -> bytes:
    """Return the card as the bytes of an SVG, its words as words."""
    from PySide6.QtSvg import QSvgGenerator

    size = _size(heading, shown)
    kept, buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(heading)
    generator.setDescription(shown.spoken)
    _paint(generator, heading, shown, size)
    return bytes(kept.data())


def _paint(device: QPaintDevice, heading: str, shown: Shown, size: QSize) -> None:
    tokens = current_tokens()
    with QPainter(device) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(tokens.surface))
        top = _MARGIN
        for words, role, colour in _words_above(heading, shown, tokens):
            top += _put_lines(painter, top, words, role, colour)
        drawing = shown.drawing
        if drawing is not None:
            room = QRectF(_MARGIN, top + 10, _inner(), drawing.height(_inner()))
            drawing.draw(painter, room, tokens)
            top = room.bottom() + 10
        _put_lines(painter, top, shown.verdict, "body", tokens.text)


def _size(heading: str, shown: Shown) -> QSize:
    """Return how large the picture is, with all words whole."""
    above = _words_above(heading, shown, current_tokens())
    high = sum(_put_lines(None, 0, words, role, colour) for words, role, colour in above)
    high += _put_lines(None, 0, shown.verdict, "body", "")
    drawing: Drawing | None = shown.drawing
    high += drawing.height(_inner()) + 20 if drawing else 0
    return QSize(round(_WIDTH), round(high + 2 * _MARGIN))


def _words_above(heading: str, shown: Shown, tokens: Tokens) -> tuple[tuple[str, str, str], ...]:
    return ((heading, "heading", tokens.text), (shown.subtitle, "small", tokens.muted))


def _put_lines(painter: QPainter | None, top: float, words: str, role: str, colour: str) -> float:
    """Write *words* in as many lines as they need, literally; return the height of all."""
    if not words:
        return 0
    layout = QTextLayout(words, figures(role))
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_inner())
        line.setPosition(QPointF(0, high))
        high += line.height() + 2
    layout.endLayout()
    if painter is not None:
        painter.setPen(QColor(colour))
        layout.draw(painter, QPointF(_MARGIN, top))
    return high


def _inner() -> float:
    return _WIDTH - 2 * _MARGIN


def _buffer() -> tuple[QByteArray, QBuffer]:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return kept, buffer


def _write(path: Path, painted: bytes) -> None:
    from companion.exchange.files import write_whole

    write_whole(path, painted)
