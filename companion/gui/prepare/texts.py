"""The plain texts of a preparation: each field is bound to its place in the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from companion.gui.saving import Saver
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.one_line import LineEdit
from companion.store import Store

Field = LineEdit | GrowingEntry
Keep = Callable[[Store, str], object]


class Texts(QObject):
    """Saves every field as it is typed, and shows what the history has where nobody types."""

    def __init__(self, saver: Saver, parent: QObject) -> None:
        """Bind nothing yet."""
        super().__init__(parent)
        self._saver = saver
        self._fields: dict[str, Field] = {}
        self._known: dict[str, str] = {}

    def bind(self, name: str, field: Field, keep: Keep) -> None:
        """Let *keep* bring the text of *field* to the disk under *name*."""
        self._fields[name] = field
        self._known[name] = ""
        if isinstance(field, LineEdit):
            field.textEdited.connect(partial(self._typed, name, keep))
        else:
            field.textChanged.connect(lambda: self._typed(name, keep, field.text()))

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show the texts of the history, but never over one that is being typed."""
        for name, text in texts.items():
            field = self._fields[name]
            if text == self._known[name] or (field.hasFocus() and self._known[name]):
                continue
            self._known[name] = text
            if isinstance(field, GrowingEntry):
                field.set_text(text)
            else:
                field.setText(text)
                field.setCursorPosition(0)

    def _typed(self, name: str, keep: Keep, text: str) -> None:
        if text == self._known[name]:
            return
        self._known[name] = text
        self._saver.changed(name, lambda store: keep(store, text))
