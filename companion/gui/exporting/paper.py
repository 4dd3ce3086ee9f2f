"""A report on pages: Qt lays the HTML out, loads nothing for it, and numbers what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from companion.errors import StorageError
from companion.exchange.files import whole_file
from companion.gui.widgets.text import breakable
from companion.method.one_line import one_line

_DOTS_PER_INCH = 300
_MARGINS_MM = QMarginsF(22, 20, 22, 16)
_FOOT = 2.4
"""Heights of a line that the number of the page takes at its foot, with the room above it."""

_MARKUP = re.compile("(<[^>]*>|&[^;<>]*;)")

_INK, _MUTED = QColor("#1b1f23"), QColor("#57606a")


class QuietDocument(QTextDocument):
    """A document that loads nothing, whatever its HTML names (reliability, S2)."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Return nothing."""
        return None


def write_pdf(html: str, title: str, path: Path, tell: Callable[[int, int], object]) -> int:
    """Write *html* to *path* as a PDF, whole or not at all, and return how many pages it has.

    *tell* gets the pages done and all pages; what it raises ends it. Raises StorageError. Any
    thread may do this; the paper is that of the country.
    """
    with whole_file(path) as lent:
        writer = QPdfWriter(str(lent))
        writer.setTitle(one_line(title))
        writer.setCreator("Companion")
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(_paper()),
                QPageLayout.Orientation.Portrait,
                _MARGINS_MM,
                QPageLayout.Unit.Millimeter,
            )
        )
        painter = QPainter()
        if not painter.begin(writer):
            raise StorageError(f"The file cannot be written: {path}.")
        try:
            return _paint(painter, writer, _breakable(html), tell)
        finally:
            painter.end()


def _breakable(html: str) -> str:
    """Return *html* with places to break in long runs of its text: a word of 1 MB took 65 s."""
    pieces = _MARKUP.split(html)
    pieces[::2] = map(breakable, pieces[::2])
    return "".join(pieces)


def _paper() -> QPageSize.PageSizeId:
    is_metric = QLocale.system().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
    return QPageSize.PageSizeId.A4 if is_metric else QPageSize.PageSizeId.Letter


def _paint(
    painter: QPainter, writer: QPdfWriter, html: str, tell: Callable[[int, int], object]
) -> int:
    painter.setPen(_INK)
    font = QFont()
    font.setPointSizeF(9)
    painter.setFont(font)
    foot = _FOOT * painter.fontMetrics().height()
    page = QSizeF(writer.width(), writer.height() - foot)
    document = _laid_out(html, writer, page)
    pages = document.pageCount()
    for number in range(pages):
        tell(number, pages)
        if number:
            writer.newPage()
        shown = QRectF(0, number * page.height(), page.width(), page.height())
        painter.save()
        painter.translate(0, -shown.top())
        document.drawContents(painter, shown)
        painter.restore()
        _number(painter, QRectF(0, page.height(), page.width(), foot), f"{number + 1} / {pages}")
    return pages


def _laid_out(html: str, writer: QPdfWriter, page: QSizeF) -> QTextDocument:
    document = QuietDocument()
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(page)
    document.setHtml(html)
    return document


def _number(painter: QPainter, foot: QRectF, words: str) -> None:
    painter.save()
    painter.setPen(_MUTED)
    painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, words)
    painter.restore()
