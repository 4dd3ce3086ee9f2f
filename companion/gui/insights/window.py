"""Insights: what many disagreements teach, read anew whenever the history changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import CompanionError
from companion.gui.insights import words, words_of_time
from companion.gui.insights.card import InsightCard
from companion.gui.insights.learned import Learned, PlaybookCalls, read_learned
from companion.gui.insights.page import InsightsPage
from companion.gui.insights.pictures import Pictures
from companion.gui.regions import Region, bind_regions
from companion.gui.tasks import Tasks
from companion.session import Clock

SIZE = QSize(1040, 760)


class InsightsWindow(QWidget):
    """The plots, each with its table; it changes nothing in the history."""

    disagreement_wanted = Signal(str)
    """The id of a disagreement whose story is wanted."""

    ready = Signal()
    """The figures are shown for the first time."""

    def __init__(self, tasks: Tasks, clock: Clock) -> None:
        """Ask the history for its figures."""
        super().__init__()
        self._tasks, self._clock = tasks, clock
        self._learned: Learned | None = None
        self._playbook = ""
        self.page = page = InsightsPage(self)
        self.pictures = Pictures(tasks, page.notice, self)
        self.setWindowTitle(self.tr("Insights"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the figures of the history as it is now."""
        today = self._clock.now().date()
        self._tasks.read(
            lambda store: read_learned(store, today), self._take, self._fail, newest="insights"
        )

    def _take(self, learned: Learned) -> None:
        was_known, before = self._learned is not None, self._learned
        if learned == before:
            return
        self._learned, page = learned, self.page
        page.since.setText(words_of_time.since_said(learned))
        self._show_steps()
        page.sure.show_shown(words.sure_shown(learned.calibration))
        page.recaps.show_shown(words_of_time.recaps_shown(learned.recap_times))
        page.quarters.show_shown(words_of_time.quarters_shown(learned.quarters))
        page.clients.show_shown(words_of_time.clients_shown(learned.clients))
        page.list.show_open(learned.open_longest, learned.today)
        page.open.show_shown(words_of_time.open_shown(learned))
        page.tables.setVisible(any(card.shown.figures for card in page.cards))
        if not was_known:
            self.ready.emit()

    def _show_steps(self) -> None:
        playbooks = self._learned.playbooks if self._learned else ()
        chosen = self._chosen(playbooks)
        self.page.steps.show_shown(words.steps_shown(chosen))
        choices = tuple((each.key, each.title) for each in playbooks)
        self.page.steps.show_choices(choices, chosen.key if chosen else "")

    def _chosen(self, playbooks: tuple[PlaybookCalls, ...]) -> PlaybookCalls | None:
        """Return the calls of the playbook that was chosen, or of the one followed most."""
        wanted = (each for each in playbooks if each.key == self._playbook)
        return next(wanted, playbooks[0] if playbooks else None)

    def _choose_playbook(self, key: str) -> None:
        self._playbook = key
        self._show_steps()

    def _switch_all(self) -> None:
        on = not all(card.is_table for card in self.page.cards)
        for card in self.page.cards:
            card.set_table(on)
        self._say_switch()

    def _say_switch(self) -> None:
        every = all(card.is_table for card in self.page.cards)
        said = self.tr("Show all plots") if every else self.tr("Show all tables")
        self.page.tables.setText(said)

    def _fail(self, error: CompanionError) -> None:
        self.page.notice.tell_error(error)

    def _save(self, card: InsightCard) -> None:
        self.pictures.ask(card.heading, card.shown)

    def _connect(self) -> None:
        page = self.page
        page.tables.clicked.connect(self._switch_all)
        page.list.chosen.connect(self.disagreement_wanted)
        page.steps.choice_changed.connect(self._choose_playbook)
        for card in page.cards:
            card.picture_wanted.connect(partial(self._save, card))
            card.switch.clicked.connect(self._say_switch)
        bind_regions(self, self._regions)

    def _regions(self) -> Sequence[Region]:
        """Return the cards that have something to go to, each with its first stop."""
        return [(card, card.stops[0]) for card in self.page.cards if card.stops]

    def sizeHint(self) -> QSize:
        """Room for two columns."""
        return SIZE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice, or goes back from the tables to the plots."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            if not self.page.notice.dismiss():
                for card in self.page.cards:
                    card.set_table(False)
                self._say_switch()
            return
        super().keyPressEvent(event)
