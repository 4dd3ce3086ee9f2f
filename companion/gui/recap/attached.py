"""The section of the side panel that says what goes with the mail, and lets it be left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from companion.gui.recap.fields import Section
from companion.gui.recap.page import Page
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.text import set_tip, wrapped
from companion.mail.next_steps import NAME, agreed_steps, event_title
from companion.method.dates import short_date
from companion.session import Clock


class AttachedSection(Section):
    """The next steps as a calendar file; ``left_out`` carries whether they should stay out."""

    left_out = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Attach nothing yet."""
        super().__init__(parent)
        self._is_left_out = False
        self._what = wrapped(self)
        self.turn = QPushButton(self)
        self.turn.setProperty("link", True)
        self.turn.clicked.connect(lambda: self.left_out.emit(not self._is_left_out))
        self.set_heading(self.tr("Attached"))
        self.column.addWidget(self._what)
        self.column.addLayout(link_row(self.turn))
        self.hide()

    @property
    def what(self) -> str:
        """What the section says; empty where there is nothing to attach."""
        return "" if self.isHidden() else self._what.text()

    def show_page(self, page: Page, clock: Clock) -> None:
        """Say what goes with the draft of *page*; a recap that left the house shows nothing."""
        today = clock.now().date()
        steps = agreed_steps(page.call, today)
        self._is_left_out = page.is_calendar_left_out
        self.setVisible(page.is_draft and bool(steps))
        if self._is_left_out:
            self._what.setText(self.tr("{file} is left out.").format(file=NAME))
            self.turn.setText(self.tr("Attach it"))
        else:
            days = sorted({step.due for step in steps if step.due})
            said = ", ".join(short_date(day, today) for day in days)
            words = self.tr("{file} · {days}, all day")
            self._what.setText(words.format(file=NAME, days=said))
            self.turn.setText(self.tr("Leave it out"))
        self._name_events([event_title(step) for step in steps])

    def _name_events(self, titles: Sequence[str]) -> None:
        """Say on demand what the client's calendar will show: the file is not to be read here."""
        words = "\n".join(titles)
        set_tip(self._what, words)
        self.turn.setAccessibleDescription(f"{self._what.text()}\n{words}")
