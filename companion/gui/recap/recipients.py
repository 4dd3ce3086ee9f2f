"""Who gets the recap: the true addresses as chips, and who is still without one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from companion.gui.widgets.chips_edit import ChipsEdit
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.person_chip import Person
from companion.gui.widgets.text import Label, wrapped

MOST_OFFERS = 2
"""More would crowd the row; everybody else comes by typing the start of a name."""


class RecipientRow(QWidget):
    """To or Cc: a label, chips that show addresses, and what can be added with one act.

    ``changed`` tells that the addresses are others. ``asked`` carries what was typed and must be
    read as addresses first: the page answers with ``accept`` or ``refuse``.
    """

    changed = Signal()
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be an empty row; ``set_name`` says which."""
        super().__init__(parent)
        self._good: tuple[str, ...] = ()
        self._known: set[str] = set()
        self._offered: list[tuple[str, str]] = []
        self.offer_buttons: list[QPushButton] = []
        self._name = Label(self, role="muted")
        self.chips = ChipsEdit(self)
        # The row is the frame already.
        self.chips.setStyleSheet(
            "ChipsEdit { border: none; background: transparent; padding: 1px; }"
        )
        self._wrong = wrapped(self, role="small")
        self._wrong.set_tone("concern")
        self._wrong.hide()
        self._offers = QHBoxLayout()
        self._offers.setSpacing(2)
        self._lay_out()
        self.chips.changed.connect(self._look)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that the mail goes to, in their order."""
        return self._good

    @property
    def sentence(self) -> str:
        """What is wrong with what was typed last; empty where nothing is."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def set_name(self, name: str, width: int) -> None:
        """Call the row *name*; *width* pixels keep the rows' chips below each other."""
        self._name.setText(name)
        self._name.setMinimumWidth(width)
        self.chips.line.setAccessibleName(name)

    def set_addresses(self, addresses: Sequence[str]) -> None:
        """Show these addresses; tells nobody."""
        if tuple(addresses) != self._good:
            self._good = tuple(addresses)
            self._known.update(addresses)
            self.chips.set_people([Person(address=each) for each in addresses])

    def set_offers(self, offers: Sequence[tuple[str, str]]) -> None:
        """Offer people, each as what the button says and the address that it adds."""
        if list(offers) == self._offered:
            return
        self._offered = list(offers)
        for gone in self.offer_buttons:
            self._offers.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.offer_buttons = [self._offer(*each) for each in offers[:MOST_OFFERS]]

    def _offer(self, words: str, address: str) -> QPushButton:
        button = QPushButton(words.replace("&", "&&"), self)
        button.setProperty("link", True)
        button.clicked.connect(lambda: self.add(address))
        self._offers.addWidget(button)
        return button

    def add(self, address: str) -> None:
        """Add one more address, as if it had been typed."""
        if address not in self._good:
            self.chips.set_people([*self.chips.people(), Person(address=address)])
            self._look()

    def accept(self, typed: str, addresses: Sequence[str]) -> None:
        """Take *addresses* in the place of what was typed."""
        shown = [person.written() for person in self.chips.people()]
        if typed not in shown:
            return
        self._known.update(addresses)
        place = shown.index(typed)
        kept = [each for each in shown if each != typed]
        fresh = [each for each in addresses if each not in kept]
        self._show([*kept[:place], *fresh, *kept[place:]])
        self._say("")

    def refuse(self, typed: str, sentence: str) -> None:
        """Give what was typed back to be mended, and say what is wrong with it."""
        self._show([p.written() for p in self.chips.people() if p.written() != typed])
        if not self.chips.line.text():
            self.chips.line.setText(typed)
        self._say(sentence)

    def _show(self, written: Sequence[str]) -> None:
        self.chips.set_people([Person(address=each) for each in written])
        self._look()

    def _look(self) -> None:
        """Keep what is known to be good, and ask about the rest."""
        written = [person.written() for person in self.chips.people()]
        good = tuple(dict.fromkeys(each for each in written if each in self._known))
        unknown = [each for each in written if each not in self._known]
        self._say("")
        if good != self._good:
            self._good = good
            self.changed.emit()
        for each in unknown:
            self.asked.emit(each)

    def _say(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.chips)
        column.addWidget(self._wrong)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 16, 9)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addLayout(column, 1)
        row.addLayout(self._offers)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.chips)


class MissingAddress(QWidget):
    """Names one person who has no address yet, with a line to type it."""

    entered = Signal(str, str)
    """The person's name and what was typed as the address."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Name the person called *name*."""
        super().__init__(parent)
        self.name = name
        self._is_entered = False
        self._words = Label(self, self.tr("{name} has no address yet.").format(name=name), "small")
        self._words.set_tone("concern")
        self._words.set_wrap()
        self.line = LineEdit(self)
        self.line.setPlaceholderText(self.tr("Their address, then Enter"))
        self.line.setAccessibleName(self.tr("Address of {name}").format(name=name))
        self.line.returnPressed.connect(self._enter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 2)
        row.addWidget(self.line, 3)

    @property
    def sentence(self) -> str:
        """What the row says."""
        return self._words.text()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with what was typed."""
        self._is_entered = False
        self._words.setText(sentence)

    def _enter(self) -> None:
        # Enter repeats while it is held: an address is given once.
        if self.line.text().strip() and not self._is_entered:
            self._is_entered = True
            self.entered.emit(self.name, self.line.text().strip())
