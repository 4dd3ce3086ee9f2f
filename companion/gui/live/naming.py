"""Two fields to name the client and the topic of a call, at any time while it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QWidget

from companion.gui.widgets.one_line import LineEdit
from companion.method.one_line import one_line
from companion.store import Store


class Naming(QWidget):
    """Offers the clients of the history while a name is typed."""

    client_named = Signal(str)
    """A name was finished: Enter, a choice from the list, or the focus left."""

    topic_changed = Signal(str)
    """The topic is being typed."""

    finished = Signal()
    """Enter was pressed in the last field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self._named = ""
        self.client = LineEdit(self)
        self.client.setPlaceholderText(self.tr("Client"))
        self.client.setAccessibleName(self.tr("Client"))
        self.topic = LineEdit(self)
        self.topic.setPlaceholderText(self.tr("Topic"))
        self.topic.setAccessibleName(self.tr("Topic"))
        complete(self.client, self._known)
        self.client.editingFinished.connect(self._name)
        self.client.returnPressed.connect(
            partial(self.topic.setFocus, Qt.FocusReason.TabFocusReason)
        )
        self.topic.textEdited.connect(self.topic_changed)
        self.topic.returnPressed.connect(self.finished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.client, 2)
        row.addWidget(self.topic, 3)

    def show_names(self, client: str, topic: str, known: Sequence[str]) -> None:
        """Show what is known; a field that is being typed in keeps its text."""
        self._known.setStringList(list(known))
        self._named = client
        if not self.client.hasFocus():
            self.client.setText(client)
        if not self.topic.hasFocus():
            self.topic.setText(topic)

    def begin(self) -> None:
        """Take the focus where something is missing first."""
        field = self.topic if self._named and not self.topic.text() else self.client
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _name(self) -> None:
        name = one_line(self.client.text())
        if name and name != self._named:
            self._named = name
            self.client_named.emit(name)


def complete(field: LineEdit, known: QStringListModel) -> QCompleter:
    """Offer what is *known* while something is typed into *field*; return what offers it."""
    completer = QCompleter(known, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    field.setCompleter(completer)
    # Its list is made by asking for it, which a window that opens need not wait for.
    field.textEdited.connect(
        lambda _text: _dress(completer),
        Qt.ConnectionType.SingleShotConnection,
    )
    return completer


def _dress(completer: QCompleter) -> None:
    if (names := completer.popup()) is not None:
        names.setProperty("role", "completions")


def name_client(store: Store, disagreement_id: str, name: str) -> None:
    """Give a disagreement its client: one of the history by that name, or this one renamed.

    A client who has other disagreements keeps the name there; then a new client is made.
    """
    with store.write():
        current = store.disagreements.get(disagreement_id).client
        known = store.people.client_named(name)
        if known is None and store.disagreements.ids(current) == (disagreement_id,):
            store.people.rename_client(current, name)
        elif known is None or known.id != current:
            store.disagreements.set_client(disagreement_id, store.people.ensure_client(name).id)
        else:
            store.people.rename_client(current, name)
