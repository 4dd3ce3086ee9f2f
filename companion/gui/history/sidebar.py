"""The side bar: the sorts of disagreements and the clients, each with how many there are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from companion.gui.said import client_said
from companion.gui.widgets.side_lines import (
    PLACE_ROLE,
    Index,
    Place,
    PlacesDelegate,
    PlacesModel,
)
from companion.model import SavedSearch
from companion.store.browse import ClientRow, Counts

STEPS: Final = "steps"
"""The sort of what is to be followed up, which has a page of its own."""

STEPS_KEYS: Final = "Ctrl+D"
"""The keys that lead to it."""


class Sidebar(QListView):
    """Where in the history one is; scrolls when there are many clients."""

    place_chosen = Signal(str, object)
    """A sort, and the id of a client or None."""

    search_chosen = Signal(str)
    """What a kept search looks for."""

    search_left = Signal()
    """One went from a kept search to another line."""

    search_renamed = Signal(str, str)
    search_removed = Signal(object)
    """A SavedSearch that is to be kept no more."""

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
        self._search: str | None = None
        self._searches: tuple[SavedSearch, ...] = ()
        self._counted: tuple[int, Counts, tuple[ClientRow, ...]] = (0, Counts(), ())
        self._model.renamed.connect(self.search_renamed)
        self.clicked.connect(self._search_again)
        self.show_counts(*self._counted)

    @property
    def current_search(self) -> SavedSearch | None:
        """The kept search that one is at."""
        place = self.currentIndex().data(PLACE_ROLE)
        return place.search if isinstance(place, Place) else None

    def show_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show the searches that are kept."""
        self._searches = searches
        self.show_counts(*self._counted)

    def follow_rename(self, name: str, new: str) -> None:
        """Stay at a kept search that has another name now."""
        if self._search == name:
            self._search = new

    def name_search(self, name: str) -> None:
        """Go to a kept search and let its name be typed."""
        names = [place.search.name if place.search else "" for place in self._model.places]
        if name in names:
            self.setCurrentIndex(self._model.index(names.index(name)))
            self.edit(self.currentIndex())

    def show_counts(self, waiting: int, counts: Counts, clients: tuple[ClientRow, ...]) -> None:
        """Show the numbers and clients of now; the place one is at stays, or becomes today."""
        wanted = (self._sort, self._client_id, self._search)
        self._counted = (waiting, counts, clients)
        self._model.set_places(self._places(waiting, counts, clients))
        known = [place.key for place in self._model.places]
        elsewhere = 0 if self._search is None else 1  # all, where a kept search is gone
        row = known.index(wanted) if wanted in known else elsewhere
        if self.currentIndex().row() != row:
            self.setCurrentIndex(self._model.index(row))

    def choose(self, sort: str) -> None:
        """Go to a sort: "today", "all", "open", "unsent" or "steps"."""
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
        sorts: tuple[Place, ...] = (
            Place(title=self.tr("Today"), sort="today", count=waiting or None),
            Place(title=self.tr("All disagreements"), count=counts.everything),
            Place(title=self.tr("Open"), sort="open", count=counts.open),
            Place(title=self.tr("Recap not sent"), sort="unsent", count=counts.unsent),
            Place(title=self.tr("Next steps"), sort=STEPS, count=counts.steps, shortcut=STEPS_KEYS),
        )
        kept = tuple(
            Place(title=search.name, count=None, search=search) for search in self._searches
        )
        if kept:
            title = self.tr("Kept searches")
            sorts = (*sorts, Place(title=title, sort="", count=None, is_heading=True), *kept)
        if not clients:
            return sorts
        heading = Place(title=self.tr("Clients"), sort="", count=None, is_heading=True)
        named = tuple(
            Place(title=client_said(c.name), client_id=c.id, count=c.disagreements) for c in clients
        )
        return (*sorts, heading, *named)

    def _search_again(self, index: QModelIndex) -> None:
        place = index.data(PLACE_ROLE)
        if isinstance(place, Place) and place.search is not None:
            self.search_chosen.emit(place.search.query)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where one is now."""
        super().currentChanged(current, previous)
        place = current.data(PLACE_ROLE)
        if not isinstance(place, Place):
            return
        was = (self._sort, self._client_id, self._search)
        if place.key == was:
            return
        self._sort, self._client_id, self._search = place.key
        if was[2] is not None and place.search is None:
            self.search_left.emit()
        self.place_chosen.emit(place.sort, place.client_id)
        if place.search is not None:
            self.search_chosen.emit(place.search.query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Name a kept search by F2, and keep it no more by Del; held down, they act once."""
        kept, key = self.current_search, event.key()
        if kept is None or event.isAutoRepeat() or key not in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        else:
            self.search_removed.emit(kept)
