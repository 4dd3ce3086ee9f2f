"""The head of the live window: whom the call is with, its clock, and the planned time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.live.naming import Naming
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.times import call_time, minutes_left, ordinal
from companion.gui.widgets.card import Bar
from companion.gui.widgets.text import Label, wrapped
from companion.gui.widgets.time_bar import TimeBar
from companion.model import Call, CallState

MOST_FOR_A_WORD = 260
"""Pixels that one word of the title may ask for, so that the clock stays beside it."""


class LiveHeader(Bar):
    """Shows what never changes place during a call, and lets the client be named in it."""

    naming_wanted = Signal()
    """The title was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "bottom", "surface")
        self._planned_minutes = 0
        self._is_over = False
        self._title = _Title(self, "", "heading")
        self._title.set_wrap()
        self._title.clicked.connect(self.naming_wanted)
        self._people = wrapped(self, "", "small")
        self._clock = Label(self, "00:00", "clock")
        # A second label, since a style keeps for ever the font that a label had at first.
        self._small_clock = Label(self, "00:00", "title")
        self._small_clock.hide()
        self._bar = TimeBar(self)
        self._started = Label(self, "", "time")
        self._left = Label(self, "", "time")
        self.naming = Naming(self)
        self.naming.hide()
        self._lay_out()

    def show_call(self, seen: Snapshot) -> None:
        """Show whom the call is with and what it is about."""
        names = [seen.client.name, seen.topic]
        title = " · ".join(name for name in names if name) or self.tr("New call")
        self._title.setText(title)
        self._keep_words_whole()
        people = ", ".join(person.name or person.email for person in seen.call.attendees)
        nth = self.tr("{nth} call on this").format(nth=ordinal(seen.nth)) if seen.nth > 1 else ""
        self._people.setText(" · ".join(part for part in (people, nth) if part))
        self._people.setVisible(bool(self._people.text()))
        self.naming.show_names(seen.client.name, seen.topic, seen.client_names)
        self.naming.setVisible(not seen.client.name or self._is_naming())
        self._planned_minutes = seen.call.planned_minutes
        self.show_state(seen.call)

    def show_state(self, call: Call) -> None:
        """Show when the call started, or why its clock stands."""
        self._is_over = call.status is CallState.ENDED
        started = _hour(call.started_at)
        if call.status is CallState.PREPARED or not started:
            self._started.setText(self.tr("not started"))
        elif call.status is CallState.ENDED and call.ended_at is not None:
            words = self.tr("held {start} – {end}")
            self._started.setText(words.format(start=started, end=_hour(call.ended_at)))
        else:
            self._started.setText(self.tr("started {time}").format(time=started))

    def show_time(self, elapsed_ms: int, *, stands: bool) -> None:
        """Show the call's clock; one that stands is muted."""
        words = self.tr("The call’s clock: {time}").format(time=call_time(elapsed_ms))
        for clock in (self._clock, self._small_clock):
            clock.setText(call_time(elapsed_ms))
            clock.setAccessibleName(words)
            clock.set_tone("muted" if stands else "")
        planned = self._planned_minutes
        self._bar.set_time(elapsed_ms / 1000, planned * 60 if planned else None)
        self._bar.setVisible(bool(planned))
        self._left.setText(self._left_in_words(elapsed_ms) if planned else "")
        over = bool(planned) and elapsed_ms >= planned * 60_000
        self._left.set_tone("concern" if over else "")

    def begin_naming(self) -> None:
        """Open the fields for client and topic."""
        self.naming.show()
        self.naming.begin()

    def end_naming(self) -> None:
        """Close the fields, unless the client has no name yet."""
        self.naming.setVisible(not self.naming.client.text().strip())

    def set_tight(self, *, on: bool) -> None:
        """Leave out what a low window has no room for."""
        self._people.setHidden(on or not self._people.text())
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(14, 6 if on else 10, 14, 7 if on else 10)

    def set_lowest(self, *, on: bool) -> None:
        """Leave out the words under the bar where there is hardly room for anything."""
        self._started.setHidden(on)
        self._left.setHidden(on)

    def set_narrow(self, *, on: bool) -> None:
        """Show the clock smaller where large letters need the width for the names."""
        self._clock.setHidden(on)
        self._small_clock.setVisible(on)
        self._keep_words_whole()

    def _keep_words_whole(self) -> None:
        """Ask for the width of the title's longest word, which a wrapped label does not.

        Beside the large clock there is room anyway, and a wide window must not keep itself wide.
        """
        words = self._title.text().split() if self._clock.isHidden() else []
        metrics = self._title.fontMetrics()
        self._title.setMinimumWidth(
            min(max(map(metrics.horizontalAdvance, words), default=0), MOST_FOR_A_WORD)
        )

    def _left_in_words(self, elapsed_ms: int) -> str:
        if self._is_over:
            words = self.tr("{held} of {planned} min")
            return words.format(held=elapsed_ms // 60_000, planned=self._planned_minutes)
        left = minutes_left(elapsed_ms, self._planned_minutes)
        if left > 0:
            words = self.tr("{left} min left of {planned}")
            return words.format(left=left, planned=self._planned_minutes)
        if left < 0:
            return self.tr("{over} min over").format(over=-left)
        return self.tr("the {planned} min are up").format(planned=self._planned_minutes)

    def _is_naming(self) -> bool:
        return self.naming.client.hasFocus() or self.naming.topic.hasFocus()

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._title)
        names.addWidget(self._people)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(names, 1)
        for clock in (self._clock, self._small_clock):
            top.addWidget(clock, 0, Qt.AlignmentFlag.AlignVCenter)
        under = QHBoxLayout()
        under.addWidget(self._started)
        under.addStretch(1)
        under.addWidget(self._left)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(7)
        box.addLayout(top)
        box.addWidget(self.naming)
        box.addWidget(self._bar)
        box.addLayout(under)


class _Title(Label):
    """The title, which opens the fields for client and topic when it is clicked."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click with the left button."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()


def _hour(moment: datetime | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
