"""The lines of a side bar: what stands on each, and how it is painted and renamed."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.model import SavedSearch
from companion.model.value import Value

LONGEST_NAME: Final = 80
"""Letters of the name of a kept search."""

PLACE_ROLE: Final = Qt.ItemDataRole.UserRole
"""The role of a line's Place."""

_SIDE: Final = 12.0
_PAD: Final = 16.0

Index = QModelIndex | QPersistentModelIndex


class Place(Value, frozen=True, kw_only=True):
    """A line of the side bar: a sort, a kept search, a client, or a heading above some."""

    title: str
    sort: str = "all"
    client_id: str | None = None
    count: int | None = 0
    is_heading: bool = False
    search: SavedSearch | None = None
    shortcut: str = ""

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """What tells it from the other lines."""
        return self.sort, self.client_id, self.search.name if self.search else None


class PlacesModel(QAbstractListModel):
    """The lines of the side bar."""

    renamed = Signal(str, str)
    """The name of a kept search, and the one that was typed for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with the sorts alone, as long as nothing is known."""
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()

    def set_places(self, places: tuple[Place, ...]) -> None:
        """Show *places*; where only numbers changed, what is selected stays."""
        if [place.key for place in places] == [place.key for place in self.places] and places:
            self.places = places
            self.dataChanged.emit(self.index(0), self.index(len(places) - 1))
            return
        self.beginResetModel()
        self.places = places
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of lines."""
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a line's title, its value, or how it is spoken."""
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == PLACE_ROLE:
            return place
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return place.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place.title if place.count is None else f"{place.title}, {place.count}"
        if role == Qt.ItemDataRole.ToolTipRole and place.shortcut:
            return QKeySequence(place.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Leave the heading out of what can be chosen."""
        if index.isValid() and self.places[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        kept = index.isValid() and self.places[index.row()].search is not None
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsEditable if kept else Qt.ItemFlag.NoItemFlags
        )

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say which name was typed for a kept search; it stands here once it is stored."""
        name = str(value).strip()
        kept = self.places[index.row()].search
        if role != Qt.ItemDataRole.EditRole or kept is None or name in {"", kept.name}:
            return False
        self.renamed.emit(kept.name, name)
        return True


class PlacesDelegate(QStyledItemDelegate):
    """Paints a line of the side bar: its title, its number in figures of one width."""

    def __init__(self, view: QListView) -> None:
        """Paint for *view*, which is asked itself what is selected: QStyle costs 5 ms to name."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line, the selected one on a round patch."""
        place = index.data(PLACE_ROLE)
        if not isinstance(place, Place):
            return
        tokens = current_tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self._view.selectionModel().isSelected(index)
        patch = QRectF(option.rect).adjusted(8, 1, -8, -1)
        if selected:
            self._paint_patch(painter, patch)
        ink = tokens.muted if place.is_heading else tokens.text
        painter.setPen(QColor(tokens.agreed.ink if selected else ink))
        role = "caps" if place.is_heading else ("strong" if selected else "body")
        room = patch.adjusted(_SIDE, 0, -_SIDE, 0)
        if place.is_heading:
            room.setTop(room.top() + 10)
        elif place.count is not None:
            room.setRight(self._paint_count(painter, room, place.count, selected) - 10)
        _paint_middle(painter, room, place.title, role)
        painter.restore()

    def _paint_patch(self, painter: QPainter, patch: QRectF) -> None:
        tokens = current_tokens()
        has_focus = self._view.hasFocus()
        painter.setPen(QPen(QColor(tokens.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.agreed.ground))
        painter.drawRoundedRect(patch.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_count(self, painter: QPainter, room: QRectF, count: int, selected: bool) -> float:
        font = font_for("figures")
        if selected:
            font.setWeight(font_for("strong").weight())
        wide = QFontMetricsF(font).horizontalAdvance(str(count))
        place = QRectF(room.right() - wide, room.top(), wide, room.height())
        painter.setFont(font)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count)
        )
        return float(place.left())

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,  # noqa: ARG002
    ) -> QWidget:
        """Return the field in which the name of a kept search is typed."""
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setMaxLength(LONGEST_NAME)
        editor.setAccessibleName(self.tr("Name of the search"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the whole name selected; numbers that come meanwhile change nothing of it."""
        if isinstance(editor, QLineEdit) and not (editor.isModified() or editor.text()):
            super().setEditorData(editor, index)
            editor.selectAll()

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        """Let the field fill its line."""
        editor.setGeometry(option.rect.adjusted(8, 0, -8, 0))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of a line; the heading has some air above it."""
        place = index.data(PLACE_ROLE)
        role = "caps" if isinstance(place, Place) and place.is_heading else "body"
        return QSize(120, int(QFontMetricsF(font_for(role)).height() + _PAD + 1.999))


def _paint_middle(painter: QPainter, room: QRectF, text: str, role: str) -> None:
    font = font_for(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    shown = metrics.elidedText(text[:300], Qt.TextElideMode.ElideRight, room.width())
    baseline = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(room.left(), baseline), shown)
