"""Searches kept in the side bar: kept by a key, named in place, removed with an undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from companion.gui.history.search_field import SearchField
from companion.gui.history.sidebar import Sidebar
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import SavedSearch

_NEWEST = "kept searches"
_NAME_LETTERS = 40
"""Letters of a search that are its name until it gets another one."""


class KeptSearches(QObject):
    """Keeps what stands in the field, and brings it back when its line is chosen."""

    def __init__(
        self,
        search: SearchField,
        places: Sidebar,
        tasks: Tasks,
        notice: NoticeBar,
        window: QWidget,
    ) -> None:
        """Serve the search field and the side bar of *window*."""
        super().__init__(window)
        self._search, self._places, self._tasks, self._notice = search, places, tasks, notice
        self._to_name = ""
        self._is_leaving = False
        places.search_chosen.connect(self._search_for)
        places.search_left.connect(self._clear)
        places.search_renamed.connect(self._rename)
        places.search_removed.connect(self._remove)
        places.customContextMenuRequested.connect(self._show_menu)
        search.textChanged.connect(self._leave_where_changed)
        search.values_wanted.connect(self._bring_values)
        bind(window, "Ctrl+S", self.keep)

    def refresh(self) -> None:
        """Read what is kept again, and let the values to offer be read when they are needed."""
        self._search.forget_values()
        self._tasks.read(lambda store: store.saved_searches.all(), self._show, newest=_NEWEST)

    def keep(self) -> None:
        """Keep what stands in the field, and let the person name it at once."""
        query = " ".join(self._search.text().split())
        if not query:
            self._notice.tell(self.tr("Type a search first; Ctrl+S keeps it in the side bar."))
            return
        name = query if len(query) <= _NAME_LETTERS else f"{query[:_NAME_LETTERS].rstrip()}…"
        wanted = SavedSearch(name=name, query=query)
        self._to_name = name
        self._tasks.write(
            lambda store: store.saved_searches.keep(wanted),
            lambda before: self._tell_kept(wanted, before),
        )

    def _tell_kept(self, kept: SavedSearch, before: SavedSearch | None) -> None:
        self.refresh()
        if before is not None and before != kept:
            said = self.tr("“{name}” stands for the new search now.").format(name=kept.name)
            self._notice.tell(said, self.tr("Undo"), lambda: self._bring_back(before))

    def _bring_back(self, before: SavedSearch) -> None:
        self._tasks.write(
            lambda store: store.saved_searches.keep(before), lambda _now: self.refresh()
        )

    def _show(self, searches: tuple[SavedSearch, ...]) -> None:
        self._places.show_searches(searches)
        name, self._to_name = self._to_name, ""
        if name:
            self._places.name_search(name)

    def _search_for(self, query: str) -> None:
        self._search.setText(query)

    def _clear(self) -> None:
        """Search no more when one goes from a kept search to another line by oneself."""
        if not self._is_leaving:
            self._search.clear()

    def _leave_where_changed(self, text: str) -> None:
        """Let go of the line of a kept search when another one is typed."""
        kept = self._places.current_search
        if kept is not None and " ".join(text.split()) != kept.query:
            self._is_leaving = True
            self._places.choose("all")
            self._is_leaving = False

    def _rename(self, name: str, wanted: str) -> None:
        def show(new: str) -> None:
            self._places.follow_rename(name, new)
            self.refresh()

        self._tasks.write(
            lambda store: store.saved_searches.rename(name, wanted), show, self._notice.tell_error
        )

    def _remove(self, search: SavedSearch) -> None:
        def tell(place: int) -> None:
            self.refresh()
            said = self.tr("The search “{name}” is no longer kept.").format(name=search.name)
            self._notice.tell(said, self.tr("Undo"), lambda: self._restore(search, place))

        self._tasks.write(lambda store: store.saved_searches.remove(search.name), tell)

    def _restore(self, search: SavedSearch, place: int) -> None:
        self._tasks.write(
            lambda store: store.saved_searches.restore(search, place),
            lambda _nothing: self.refresh(),
        )

    def _bring_values(self) -> None:
        self._tasks.read(
            lambda store: store.search.values(), self._search.set_values, newest="search values"
        )

    def _show_menu(self, place: QPoint) -> None:
        kept = self._places.current_search
        if kept is None:
            return
        menu = QMenu(self._places)
        rename = menu.addAction(self.tr("Rename") + "\tF2")
        rename.triggered.connect(lambda _on=False: self._places.name_search(kept.name))
        remove = menu.addAction(self.tr("Remove from here") + "\tDel")
        remove.triggered.connect(lambda _on=False: self._remove(kept))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._places.mapToGlobal(place))
