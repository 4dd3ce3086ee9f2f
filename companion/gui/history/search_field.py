"""The field that searches as one types, and offers what may stand behind a filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from companion.gui.history.offered import FILTERS_OFFERED, begun_by, offered
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import set_tip
from companion.method.search_query import being_typed, value_written
from companion.store.browse import ClientRow

_FOR_THE_POPUP = (
    Qt.Key.Key_Escape,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Tab,
)
"""Keys that belong to the list of what is offered while it is open."""


_PAD = 12


class SearchField(LineEdit):
    """Says what is typed at once; Down goes to what was found, Escape empties it.

    What is offered stands below the text and takes nothing of what is typed: Tab takes the first,
    Down and Enter choose another, and Escape closes it. A filter that is being begun is a word
    like any other: it is offered for Tab alone, and Down goes to what was found.
    """

    left_downwards = Signal()
    emptied = Signal()

    values_wanted = Signal()
    """A filter is being typed whose values the history knows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty, with nothing known to offer."""
        super().__init__(parent)
        self._clients: tuple[ClientRow, ...] = ()
        self._known: Mapping[str, Sequence[str]] = {}
        self._was_asked = False
        self._texts = QStringListModel(self)
        self._completer = QCompleter(self._texts, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._popup.setProperty("role", "completions")
        self._completer.setPopup(self._popup)
        self._is_for_tab_alone = False
        self._popup.installEventFilter(self)  # asked before the completer, which comes first else
        self._completer.setMaxVisibleItems(len(FILTERS_OFFERED))
        self._completer.setWidget(self)
        self._completer.activated.connect(self._complete)
        self.textEdited.connect(self._offer)
        self.setPlaceholderText(self.tr("Search everything that was said, agreed and sent"))
        self.setAccessibleName(self.tr("Search the history"))
        # The cross is drawn from pictures that are read from the disk: not before there is a text.
        self.textChanged.connect(self._show_cross, Qt.ConnectionType.SingleShotConnection)
        set_tip(
            self,
            self.tr(
                "Ctrl+F comes here. Ctrl+Space lists the filters, such as client:, outcome:"
                " and -step:. Ctrl+S keeps a search in the side bar."
            ),
        )

    def set_clients(self, clients: tuple[ClientRow, ...]) -> None:
        """Offer the names of these clients."""
        self._clients = clients

    def set_values(self, known: Mapping[str, Sequence[str]]) -> None:
        """Offer these values behind the filters that they stand under."""
        self._known = known
        if self.hasFocus():
            self._offer()

    def forget_values(self) -> None:
        """Ask for what the history knows anew when it is needed next."""
        self._was_asked = False

    def _show_cross(self) -> None:
        self.setClearButtonEnabled(True)

    def _offer(self) -> None:
        place = being_typed(self.text(), self.cursorPosition())
        if place is None:
            self._show_offered(begun_by(self._word_before()), self._word_before())
            self._is_for_tab_alone = True
            return
        if not self._was_asked:
            self._was_asked = True
            self.values_wanted.emit()
        typed = self.text()[place.begin : self.cursorPosition()].strip('"')
        self._show_offered(offered(place.key, self._clients, self._known), typed)

    def _offer_filters(self) -> None:
        self._show_offered(FILTERS_OFFERED, self._word_before())

    def _show_offered(self, texts: Sequence[str], typed: str) -> None:
        if list(texts) != self._texts.stringList():
            self._texts.setStringList(list(texts))
        self._is_for_tab_alone = False
        self._completer.setCompletionPrefix(typed)
        found = self._completer.completionCount()
        is_typed_out = found == 1 and self._completer.currentCompletion().casefold() == typed
        if found and not is_typed_out:
            self._completer.complete(self._room_below())
        else:
            self._popup.hide()

    def _room_below(self) -> QRect:
        """Return where the list begins, below what is typed; it is as wide as it has to be."""
        bar = self._popup.verticalScrollBar().sizeHint().width()
        wide = self._popup.sizeHintForColumn(0) + bar + 2 * _PAD
        left = self.cursorRect().left()
        return QRect(max(0, min(left, self.width() - wide)), 0, wide, self.height() + 2)

    def _word_before(self) -> str:
        words = self.text()[: self.cursorPosition()].rsplit(maxsplit=1)
        ends_in_blank = self.text()[: self.cursorPosition()].endswith(" ")
        return words[-1] if words and not ends_in_blank else ""

    def _complete(self, chosen: str) -> None:
        """Put what was picked in the place of what is being typed."""
        place = being_typed(self.text(), self.cursorPosition())
        if place is None:
            begin, end = self.cursorPosition() - len(self._word_before()), self.cursorPosition()
            written = chosen
        else:
            begin, end = place.begin, place.end
            written = value_written(chosen) + " "
        before, after = self.text()[:begin], self.text()[end:]
        self.setText(before + written + after.lstrip())
        self.setCursorPosition(len(before) + len(written))
        if place is None:
            self._offer()

    def _take_first(self) -> None:
        """Take what is chosen in the list that is open, or else the first of it."""
        index = self._popup.currentIndex()
        row = index.row() if index.isValid() else 0
        model = self._popup.model()
        self._popup.hide()
        self._complete(str(model.index(row, 0).data()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Tab in the list that is open, and what is for the field below a mere beginning."""
        if watched is not self._popup or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Tab:
            self._take_first()
            return True
        if self._is_for_tab_alone and event.key() == Qt.Key.Key_Down:
            self._popup.hide()
            self.left_downwards.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter leave for the list; Escape empties the field."""
        is_open = self._popup.isVisible()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_open and is_enter and not self._popup.currentIndex().isValid():
            self._popup.hide()
            self.left_downwards.emit()
        elif is_open and event.key() in _FOR_THE_POPUP:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._offer_filters()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.emptied.emit()
        elif is_enter or event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)
