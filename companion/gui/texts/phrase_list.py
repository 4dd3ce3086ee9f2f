"""The phrases of a template in a list, in groups, with those of one's own marked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from companion.gui.texts.groups import groups

_ENGLISH_ONLY = frozenset({"steps.sentence", "promises.sentence"})
"""Only English can say of typed words "Priya will …", so no other language is asked for it."""


class PhraseList(QObject):
    """Fills a list of the page; ``chosen`` carries the key of the phrase that is looked at."""

    chosen = Signal(str)

    def __init__(self, view: QListWidget) -> None:
        """Show phrases in *view*."""
        super().__init__(view)
        self._view = view
        self._items: dict[str, QListWidgetItem] = {}
        view.currentItemChanged.connect(self._tell)

    @property
    def key(self) -> str:
        """The key of the phrase that is looked at; empty for none."""
        row = self._view.currentRow()
        return str(self._view.item(row).data(Qt.ItemDataRole.UserRole) or "") if row >= 0 else ""

    def show_phrases(
        self, ours: Mapping[str, str], own: Mapping[str, str], language: str, wanted: str
    ) -> None:
        """Show *ours* with *own* in their places, and stay at the phrase of the key *wanted*."""
        view = self._view
        view.blockSignals(True)
        view.clear()
        self._items = {}
        keys = [key for key in ours if language == "en" or key not in _ENGLISH_ONLY]
        for name, group in groups().items():
            of_group = [key for key in keys if key.partition(".")[0] == name]
            if of_group:
                self._add_heading(group.title)
            for key in of_group:
                self._items[key] = QListWidgetItem(view)
                self._items[key].setData(Qt.ItemDataRole.UserRole, key)
                self.show_phrase(key, own.get(key) or ours[key], is_own=key in own)
        view.setCurrentItem(self._items.get(wanted) or next(iter(self._items.values())))
        view.blockSignals(False)

    def show_phrase(self, key: str, text: str, *, is_own: bool) -> None:
        """Show one phrase; one's own has a point before it."""
        item = self._items[key]
        item.setText(f"• {text}" if is_own else text)
        said = self.tr("{text}, in your words").format(text=text) if is_own else text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def find(self, words: str) -> None:
        """Show only the phrases in which *words* stand, and the headings that have any."""
        wanted = words.casefold().strip()
        shows = False
        for row in range(self._view.count() - 1, -1, -1):
            item = self._view.item(row)
            if item.data(Qt.ItemDataRole.UserRole):
                item.setHidden(wanted not in item.text().casefold())
                shows = shows or not item.isHidden()
            else:
                item.setHidden(not shows)
                shows = False

    def _add_heading(self, title: str) -> None:
        heading = QListWidgetItem(title, self._view)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        bold = QFont()  # with nothing else said, the rest is that of the list
        bold.setBold(True)
        heading.setFont(bold)

    def _tell(self) -> None:
        if self.key:
            self.chosen.emit(self.key)
