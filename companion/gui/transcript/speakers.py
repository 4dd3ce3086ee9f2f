"""Who is who: a row for each name in a transcript, with whom it means."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from companion.gui.transcript.words import lines_said
from companion.gui.widgets.chooser import Chooser
from companion.gui.widgets.text import wrapped
from companion.method.voices import Person, guess
from companion.model import Side, Speaker

MOST_ROWS = 40
"""Names that are shown; a call has a few, and the others keep the guess that was made."""

_LONGEST = 48


class SpeakerRows(QWidget):
    """A list of names, each with the person that it means and whose side that is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choosers: list[Chooser] = []
        self._speakers: list[Speaker] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Whom each name means now."""
        return tuple(self._speakers)

    def show_names(
        self, names: dict[str, int], people: tuple[Person, ...], known: tuple[Speaker, ...]
    ) -> None:
        """Show the *names*, each with in how many lines it speaks, and a guess at the person."""
        for child in self.findChildren(QWidget):
            child.deleteLater()
        self.choosers, self._speakers = [], []
        for row, (heard, count) in enumerate(names.items()):
            meant = guess(heard, people, known)
            self._speakers.append(Speaker(heard=heard, name=meant.name, side=meant.side))
            if row < MOST_ROWS:
                self._add_row(row, heard, count, meant, people)

    def _add_row(
        self, row: int, heard: str, count: int, meant: Person, people: tuple[Person, ...]
    ) -> None:
        lines = lines_said(count)
        name = wrapped(self, f"{_cut(heard)}  ·  {lines}")
        chooser = Chooser(self, self.tr("Who is {name}?").format(name=_cut(heard)), letters=16)
        strangers = (Person(heard, Side.THEIRS), Person(heard, Side.OURS))
        for person in dict.fromkeys((meant, *people, *strangers)):
            chooser.addItem(self._said(person), person)
        chooser.currentIndexChanged.connect(partial(self._choose, row))
        name.setBuddy(chooser)
        self.choosers.append(chooser)
        self._grid.addWidget(name, row, 0)
        self._grid.addWidget(chooser, row, 1)

    def _said(self, person: Person) -> str:
        whole = self.tr("{name} · ours") if person.side is Side.OURS else self.tr("{name} · theirs")
        return whole.format(name=_cut(person.name))

    def _choose(self, row: int, _index: int) -> None:
        person: Person = self.choosers[row].currentData()
        heard = self._speakers[row].heard
        self._speakers[row] = Speaker(heard=heard, name=person.name, side=person.side)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
