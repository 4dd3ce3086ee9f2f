"""The side bar: the sorts of disagreements and the clients, each with how many there are."""

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
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from companion.gui.history.said import client_said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.type import font_for
from companion.model.value import Value
from companion.store.browse import ClientRow, Counts

_PLACE_ROLE = Qt.ItemDataRole.UserRole
_SIDE: Final = 12.0
_PAD: Final = 16.0

Index = QModelIndex | QPersistentModelIndex


class Place(Value, frozen=True, kw_only=True):
    """A line of the side bar: a sort, a client, or the heading above the clients."""

    title: str
    sort: str = "all"
    client_id: str | None = None
    count: int | None = 0
    is_heading: bool = False


class PlacesModel(QAbstractListModel):
    """The lines of the side bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with the sorts alone, as long as nothing is known."""
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()

    def set_places(self, places: tuple[Place, ...]) -> None:
        """Show *places*; where only numbers changed, what is selected stays."""
        if [(p.sort, p.client_id) for p in places] == [
            (p.sort, p.client_id) for p in self.places
        ] and places:
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
        if role == _PLACE_ROLE:
            return place
        if role == Qt.ItemDataRole.DisplayRole:
            return place.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place.title if place.count is None else f"{place.title}, {place.count}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Leave the heading out of what can be chosen."""
        if index.isValid() and self.places[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class PlacesDelegate(QStyledItemDelegate):
    """Paints a line of the side bar: its title, its number in figures of one width."""

    def __init__(self, view: QListView) -> None:
        """Paint for *view*, which is asked itself what is selected: QStyle costs 5 ms to name."""
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line, the selected one on a round patch."""
        place = index.data(_PLACE_ROLE)
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

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the height of a line; the heading has some air above it."""
        place = index.data(_PLACE_ROLE)
        role = "caps" if isinstance(place, Place) and place.is_heading else "body"
        return QSize(120, int(QFontMetricsF(font_for(role)).height() + _PAD + 1.999))


class Sidebar(QListView):
    """Where in the history one is; scrolls when there are many clients."""

    place_chosen = Signal(str, object)
    """A sort, and the id of a client or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the sorts, and no client until some are known."""
        super().__init__(parent)
        self._model = PlacesModel(self)
        self.setProperty("role", "nav")
        self.setModel(self._model)
        self.setItemDelegate(PlacesDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Parts of the history"))
        self._sort = "today"
        self._client_id: str | None = None
        self.show_counts(0, Counts(), ())

    def show_counts(self, waiting: int, counts: Counts, clients: tuple[ClientRow, ...]) -> None:
        """Show the numbers and clients of now; the place one is at stays, or becomes today."""
        wanted = (self._sort, self._client_id)
        self._model.set_places(self._places(waiting, counts, clients))
        known = [(place.sort, place.client_id) for place in self._model.places]
        row = known.index(wanted) if wanted in known else 0
        if self.currentIndex().row() != row:
            self.setCurrentIndex(self._model.index(row))

    def choose(self, sort: str) -> None:
        """Go to a sort: "today", "all", "open" or "unsent"."""
        sorts = [place.sort for place in self._model.places]
        self.setCurrentIndex(self._model.index(sorts.index(sort)))

    def choose_client(self, client_id: str) -> bool:
        """Go to a client; return whether there is one of that id, which a put away one is not."""
        known = [place.client_id for place in self._model.places]
        if client_id in known:
            self.setCurrentIndex(self._model.index(known.index(client_id)))
        return client_id in known

    def _places(
        self, waiting: int, counts: Counts, clients: tuple[ClientRow, ...]
    ) -> tuple[Place, ...]:
        sorts = (
            Place(title=self.tr("Today"), sort="today", count=waiting or None),
            Place(title=self.tr("All disagreements"), count=counts.everything),
            Place(title=self.tr("Open"), sort="open", count=counts.open),
            Place(title=self.tr("Recap not sent"), sort="unsent", count=counts.unsent),
        )
        if not clients:
            return sorts
        heading = Place(title=self.tr("Clients"), sort="", count=None, is_heading=True)
        named = tuple(
            Place(title=client_said(c.name), client_id=c.id, count=c.disagreements) for c in clients
        )
        return (*sorts, heading, *named)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where one is now."""
        super().currentChanged(current, previous)
        place = current.data(_PLACE_ROLE)
        if not isinstance(place, Place) or (place.sort, place.client_id) == (
            self._sort,
            self._client_id,
        ):
            return
        self._sort, self._client_id = place.sort, place.client_id
        self.place_chosen.emit(place.sort, place.client_id)


def _paint_middle(painter: QPainter, room: QRectF, text: str, role: str) -> None:
    font = font_for(role)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    shown = metrics.elidedText(text[:300], Qt.TextElideMode.ElideRight, room.width())
    baseline = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(room.left(), baseline), shown)
