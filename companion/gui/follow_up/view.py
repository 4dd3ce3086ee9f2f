"""The list of what is to be followed up, as it is seen: cards under headings, by keyboard too."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.follow_up.model import ROW_ROLE, Index, Shown
from companion.gui.follow_up.words import Said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.line_list import be_line_list, keep_in_sight
from companion.gui.widgets.step_check import circle_side, paint_circle

SIDE: Final = 32
"""Pixels between the edge of the page and its lines."""

WIDEST: Final = 1040
"""Pixels at which a line is still read in one look, its sides included."""

_INSIDE: Final = 16.0
_ABOVE: Final = 9.0
_GAP: Final = 12.0
_DAY_SHARE: Final = 0.4
"""The part of a line that its day takes at the most."""


class FollowDelegate(QStyledItemDelegate):
    """Paints a heading, or a line with its circle, its words and its day."""

    def __init__(self, view: FollowView) -> None:
        """Paint for *view*, which says where in a row its line stands."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row; a line that is on its way is an empty one."""
        shown = index.data(ROW_ROLE)
        if not isinstance(shown, Shown):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        if shown.heading:
            _paint_heading(painter, self._view.line_place(option.rect), shown)
        else:
            self._paint_line(painter, option, shown)
        painter.restore()

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, shown: Shown) -> None:
        tokens, place = current_tokens(), self._view.line_place(option.rect)
        is_lit = bool(option.state & QStyle.StateFlag.State_MouseOver)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.agreed.ground if is_selected else tokens.bar if is_lit else tokens.surface
        _paint_card(painter, place, shown, ground, tokens)
        if shown.said is None:
            return
        circle = _circle_place(place)
        paint_circle(painter, circle, shown.is_settled, tokens, halo=is_lit)
        _paint_words(painter, place, circle.right() + _GAP, shown.said, tokens)
        if is_selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            ring = place.adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(ring, tokens.radius_small, tokens.radius_small)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height that every row has, a heading with the air above it too.

        One height for all: to ask each of a hundred thousand rows took seconds.
        """
        body, small = QFontMetricsF(font_for("body")), QFontMetricsF(font_for("small"))
        return QSize(240, int(2 * _ABOVE + body.height() + 1 + small.height() + 1.999))

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave clicks and keys to the view: its circle is not where Qt looks for a box."""
        del event, model, option, index
        return False


class FollowView(QListView):
    """The list; what a person wants of a line is told by its row."""

    ticked = Signal(int)
    opened = Signal(int)
    day_wanted = Signal(int)
    """F2 was pressed: the day of the line is to be moved."""

    menu_wanted = Signal(int, QPoint)
    """A row, and the place on the screen for a menu about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until it is given a model."""
        super().__init__(parent)
        self._pressed = QPersistentModelIndex()
        self.setProperty("role", "page")
        self.setItemDelegate(FollowDelegate(self))
        be_line_list(self)
        self.setAccessibleName(self.tr("What is to be followed up"))

    def choose(self, row: int) -> None:
        """Look at *row*, or at the next line where a heading or nothing is there."""
        model = self.model()
        count = model.rowCount()
        below = range(min(max(0, row), count), count)
        above = range(min(row, count) - 1, -1, -1)
        for place in (*below[:2], *above[:2]):
            if model.index(place, 0).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(model.index(place, 0))
                return

    def _row(self) -> int:
        """Return the row that is looked at, or -1."""
        return self.currentIndex().row()

    def line_place(self, row: QRect) -> QRectF:
        """Return where the line stands in a row: as wide as one reads in one look."""
        wide = min(self.width(), WIDEST) - 2 * SIDE
        return QRectF(row.left() + SIDE, row.top(), max(wide, 0), row.height())

    def _hit(self, place: QPointF) -> tuple[int, bool]:
        """Return the row of the line at *place*, -1 for none, and whether its circle is there."""
        index = self.indexAt(place.toPoint())
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return -1, False
        circle = _circle_place(self.line_place(self.visualRect(index)))
        return index.row(), circle.adjusted(-8, -8, 8, 8).contains(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Keep the heading in sight above the first line of a group."""
        super().currentChanged(current, previous)
        above = self.model().index(current.row() - 1, 0)
        if above.isValid() and not above.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.scrollTo(above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Enter opens, F2 moves the day; letters are left to the page."""
        acts = {
            Qt.Key.Key_Space: self.ticked,
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_F2: self.day_wanted,
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            if not event.isAutoRepeat() and self._row() >= 0:
                act.emit(self._row())
        elif event.text().isprintable() and event.text().strip():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Know which circle a click begins on."""
        super().mousePressEvent(event)
        row, is_circle = self._hit(event.position())
        is_left = event.button() == Qt.MouseButton.LeftButton
        meant = self.model().index(row, 0) if is_circle and is_left else QModelIndex()
        self._pressed = QPersistentModelIndex(meant)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the line whose circle was clicked.

        A second click at once finds the next line there, which nobody meant.
        """
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, QPersistentModelIndex()
        row, is_circle = self._hit(event.position())
        if is_circle and pressed.isValid() and pressed.row() == row:
            self.ticked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the line, unless its circle was meant."""
        row, is_circle = self._hit(event.position())
        if row >= 0 and not is_circle:
            self.opened.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu about the line under the pointer, or the one that is looked at."""
        place, index = event.globalPos(), self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentIndex(index)
            self.menu_wanted.emit(index.row(), place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line that is looked at in sight, also when a notice takes room from the list."""
        super().resizeEvent(event)
        keep_in_sight(self, event.oldSize())

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters make higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.scheduleDelayedItemsLayout()


def _circle_place(line: QRectF) -> QRectF:
    """Return where the circle of a line stands."""
    side = circle_side()
    return QRectF(line.left() + _INSIDE, line.center().y() - side / 2, side, side)


def _paint_heading(painter: QPainter, place: QRectF, shown: Shown) -> None:
    """Paint the heading just above the card, the rest of the row is air."""
    tokens, font = current_tokens(), font_for("caps")
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    text = f"{shown.heading} · {shown.count:,}"
    text = metrics.elidedText(text.upper(), Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(QPointF(place.left(), place.bottom() - 8 - metrics.descent()), text)


def _paint_card(
    painter: QPainter, place: QRectF, shown: Shown, ground: str, tokens: Tokens
) -> None:
    """Paint the part of the group's card behind a line, and what parts it from the next one."""
    over = 2.0 * tokens.radius
    card = place.adjusted(
        0.5, 0.5 if shown.is_first else -over, -0.5, -0.5 if shown.is_last else over
    )
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(card, tokens.radius, tokens.radius)
    if not shown.is_last:
        y = place.bottom() - 0.5
        painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))


def _paint_words(painter: QPainter, place: QRectF, left: float, said: Said, tokens: Tokens) -> None:
    """Paint the title above the facts, and the day at the right of both."""
    body, small = QFontMetricsF(font_for("body")), QFontMetricsF(font_for("small"))
    right = place.right() - _INSIDE
    wide = min(body.horizontalAdvance(said.day), (right - left) * _DAY_SHARE)
    middle = place.center().y() + (body.ascent() - body.descent()) / 2
    ink = tokens.concern.ink if said.is_late else tokens.muted
    _paint_text(painter, QPointF(right - wide, middle), wide + 1, said.day, "body", ink)
    room = right - left - (wide + _GAP if said.day else 0)
    height = body.height() + (1 + small.height() if said.facts else 0)
    top = place.center().y() - height / 2
    title = tokens.muted if said.is_done else tokens.text
    _paint_text(painter, QPointF(left, top + body.ascent()), room, said.title, "body", title)
    if said.facts:
        below = QPointF(left, top + body.height() + 1 + small.ascent())
        _paint_text(painter, below, room, said.facts, "small", tokens.muted)


def _paint_text(
    painter: QPainter, at: QPointF, room: float, text: str, role: str, ink: str
) -> None:
    """Paint one line from its baseline on, shortened to its room with an ellipsis."""
    font = font_for(role)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(at, shown)
