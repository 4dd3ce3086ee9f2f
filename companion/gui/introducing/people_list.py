"""The list of the people in a file: a tick, who they are, whose, and what would happen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.introducing.people_model import PERSON_ROLE, Index, PeopleModel
from companion.gui.introducing.words import beside, client_said, effect_said, name_said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.line_list import keep_in_sight
from companion.method.introducing import Introduction

_SIDE = 12
_AIR = 7
_GAP = 12
_LEFT_SHARE = 0.58
"""How much of a line the person has at most, where whose they are needs the rest."""


class PersonDelegate(QStyledItemDelegate):
    """Paints a person on two lines; at the right whose they are and what would happen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one person, a chosen one on a round patch."""
        person = index.data(PERSON_ROLE)
        if not isinstance(person, Introduction):
            return
        tokens = current_tokens()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        patch = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(QColor(tokens.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.agreed.ground) if is_chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(patch, 8, 8)
        if person.brings:
            _paint_tick(painter, tick_room(patch), index.data(Qt.ItemDataRole.CheckStateRole))
        room = patch.adjusted(2 * _SIDE + _tick_side(), _AIR, -_SIDE, -_AIR)
        ink, pale = tokens.text, tokens.muted
        if is_chosen:
            ink = pale = tokens.agreed.ink
        below = _paint_line(painter, room, (name_said(person), client_said(person)), "strong", ink)
        _paint_line(painter, below, (beside(person), effect_said(person)), "small", pale)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return room for two lines and some air."""
        lines = sum(QFontMetricsF(font_for(role)).height() for role in ("strong", "small"))
        return QSize(160, int(lines + 2 * _AIR + 7.999))

    def editorEvent(
        self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Leave clicks and keys to the list: Qt would turn the mark once more at its own place."""
        del event, model, option, index
        return False


class PeopleList(QListView):
    """Space ticks who is chosen; a click on the mark does, too."""

    refused = Signal()
    """Somebody cannot be ticked: nobody has said whose they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nobody yet."""
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.setModel(self.people)
        self.setItemDelegate(PersonDelegate(self))
        self.setAccessibleName(self.tr("People in the file"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def chosen_rows(self) -> list[int]:
        """Return the rows that are chosen, from above."""
        return sorted(index.row() for index in self.selectedIndexes())

    def choose_first(self) -> None:
        """Choose the first person, where there is one."""
        self.setCurrentIndex(self.people.index(0))

    def _tick_chosen(self) -> None:
        rows = self.chosen_rows()
        if rows:
            is_on = not all(map(self.people.is_ticked, rows))
            self._tick(rows, is_on)

    def _tick(self, rows: list[int], is_on: bool) -> None:
        if not self.people.tick(rows, is_on):
            self._choose([row for row in rows if not self.people.has_client(row)])
            self.refused.emit()

    def _choose(self, rows: list[int]) -> None:
        """Choose these alone: the client that is typed next is theirs."""
        chosen, how = self.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen.setCurrentIndex(self.people.index(rows[0]), how.ClearAndSelect)
        for row in rows[1:]:
            chosen.select(self.people.index(row), how.Select)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed; the layout gives the rest of the window."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Leave room for two people and the sight of a third."""
        line = self.itemDelegate().sizeHint(QStyleOptionViewItem(), self.people.index(0)).height()
        return QSize(200, round(2.5 * line))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks everybody who is chosen, or takes the ticks away."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._tick_chosen()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick whoever's mark is pressed, without choosing anybody else."""
        index = self.indexAt(event.position().toPoint())
        room = tick_room(QRectF(self.visualRect(index))).adjusted(-_SIDE, -_AIR, _SIDE, _AIR)
        if index.isValid() and room.contains(event.position()):
            self._tick([index.row()], not self.people.is_ticked(index.row()))
            return
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in sight whoever is looked at, also when a notice takes room from the list."""
        super().resizeEvent(event)
        keep_in_sight(self, event.oldSize())

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.scheduleDelayedItemsLayout()


def tick_room(line: QRectF) -> QRectF:
    """Return where in a *line* the mark of the tick stands."""
    side = _tick_side()
    return QRectF(line.left() + _SIDE, line.center().y() - side / 2, side, side)


def _tick_side() -> float:
    return QFontMetricsF(font_for("body")).height() * 0.9


def _paint_tick(painter: QPainter, room: QRectF, state: object) -> None:
    tokens = current_tokens()
    is_on = state == Qt.CheckState.Checked
    painter.setPen(QPen(QColor(tokens.accent if is_on else tokens.muted), 1.5))
    painter.setBrush(QColor(tokens.accent if is_on else tokens.surface))
    painter.drawRoundedRect(room, 4, 4)
    if is_on:
        side = room.width()
        points = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
        ends = [QPointF(room.left() + x * side, room.top() + y * side) for x, y in points]
        painter.setPen(QPen(QColor(tokens.on_accent), max(1.6, side / 8)))
        painter.drawPolyline(QPolygonF(ends))


def _paint_line(
    painter: QPainter, room: QRectF, texts: tuple[str, str], role: str, ink: str
) -> QRectF:
    """Paint two texts in one line, each at its side; return the room below."""
    font = font_for(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(ink))
    left, right = (text[:300] for text in texts)
    needed = metrics.horizontalAdvance(left) + _GAP
    wide = max(room.width() - needed, room.width() * (1 - _LEFT_SHARE))
    wide = min(wide, metrics.horizontalAdvance(right) + 1)
    line = QRectF(room.left(), room.top(), room.width(), metrics.height())
    middle = Qt.AlignmentFlag.AlignVCenter
    cut = Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(left, cut, room.width() - wide - _GAP)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, shown)
    at_right = metrics.elidedText(right, cut, wide)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, at_right)
    return room.adjusted(0, metrics.height(), 0, 0)
