"""What waits for the person, above the list: the running call, prepared calls, notes to place."""

from __future__ import annotations

from datetime import datetime
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from companion.gui.history.overview import Overview
from companion.gui.history.said import (
    client_said,
    clock_time,
    planned_time,
    short_day,
    topic_said,
)
from companion.gui.widgets.card import Card
from companion.gui.widgets.elided import ElidedLabel
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.method.one_line import one_line
from companion.model import InboxNote
from companion.session import Clock
from companion.store.browse import PlannedCall, RunningCall

T = TypeVar("T")

SHOWN: Final = 2
"""Prepared calls, and notes, that are shown before the rest is asked for."""

_LONGEST: Final = 300


class Tray(QWidget):
    """Quiet banners, each with its act; takes no room while nothing waits."""

    call_opened = Signal(str)
    note_placed = Signal(object, str)
    """An inbox note was given to the call with that id."""

    note_put_aside = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until there is something."""
        super().__init__(parent)
        self._clock: Clock | None = None
        self._overview = Overview()
        self._chosen: PlannedCall | None = None
        self._shown: tuple[object, ...] = ()
        self._with_all: set[str] = set()
        self._is_quiet = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.hide()

    def serve(self, clock: Clock) -> None:
        """Say times as *clock* has them."""
        self._clock = clock

    def show_overview(self, overview: Overview) -> None:
        """Show what waits now; where nothing is new, nothing is built again."""
        self._overview = overview
        self._build()

    def be_quiet(self, on: bool) -> None:
        """Keep only what runs in sight, while the person searches."""
        if on != self._is_quiet:
            self._is_quiet = on
            self._build()

    def set_chosen(self, call: PlannedCall | None) -> None:
        """Offer the call of the disagreement that is looked at to every note that waits."""
        self._chosen = call

    def _build(self) -> None:
        overview = self._overview
        wanted = (
            overview.running,
            () if self._is_quiet else (overview.planned, overview.inbox),
            frozenset(self._with_all),
            self._now().date(),
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for running in overview.running:
            self._column.addWidget(self._running_banner(running))
        if overview.planned and not self._is_quiet:
            self._column.addWidget(self._planned_card(overview.planned))
        if overview.inbox and not self._is_quiet:
            self._column.addWidget(self._inbox_card(overview.inbox))
        self.setVisible(self._column.count() > 0)

    def _running_banner(self, running: RunningCall) -> QWidget:
        card = Card(self, "accent")
        title = ElidedLabel(card, self._running_title(running), "strong")
        facts = ElidedLabel(card, self._running_facts(running), "small")
        facts.set_tone("accent")
        button = KeyButton(card, self.tr("Return to the call"))
        button.set_primary(True)
        button.clicked.connect(lambda: self.call_opened.emit(running.call_id))
        _lay_row(card, (title, facts), (button,), margins=(16, 8, 10, 8))
        return card

    def _running_title(self, running: RunningCall) -> str:
        if not (running.client_name or running.topic):
            return self.tr("An unplanned call is still running")
        whole = self.tr("{client} · {topic} is still running")
        client, topic = client_said(running.client_name), topic_said(running.topic)
        return whole.format(client=client, topic=topic)

    def _running_facts(self, running: RunningCall) -> str:
        notes = {0: self.tr("nothing noted yet"), 1: self.tr("1 note")}.get(
            running.notes, self.tr("{count} notes").format(count=running.notes)
        )
        if running.started_at is None:
            return notes
        started = self.tr("started {time}").format(time=clock_time(running.started_at))
        if running.started_at.astimezone().date() != self._now().date():
            day = short_day(running.started_at, self._now())
            started = self.tr("started {day}, {time}").format(
                day=day, time=clock_time(running.started_at)
            )
        return f"{started} · {notes}"

    def _planned_card(self, planned: tuple[PlannedCall, ...]) -> QWidget:
        card = Card(self)
        column = _column_in(card)
        column.addWidget(Label(card, self.tr("Prepared"), "caps"))
        for call in self._first(planned, "planned"):
            column.addWidget(self._planned_row(card, call))
        self._add_more(column, card, len(planned), "planned")
        return card

    def _planned_row(self, card: QWidget, call: PlannedCall) -> QWidget:
        row = QWidget(card)
        name = f"{client_said(call.client_name)} · {topic_said(call.topic)}"
        parts = [planned_time(call.moment, self._now())]
        if call.minutes:
            parts.append(self.tr("{count} min").format(count=call.minutes))
        button = _small_button(row, self.tr("Open"))
        button.setAccessibleName(self.tr("Open {call}").format(call=name))
        button.clicked.connect(lambda: self.call_opened.emit(call.call_id))
        labels = (ElidedLabel(row, name, "strong"), ElidedLabel(row, " · ".join(parts), "small"))
        _lay_row(row, labels, (button,), one_line=True)
        return row

    def _inbox_card(self, inbox: tuple[InboxNote, ...]) -> QWidget:
        card = Card(self)
        column = _column_in(card)
        column.addWidget(Label(card, self.tr("Noted between calls"), "caps"))
        for note in self._first(inbox, "inbox"):
            column.addWidget(self._inbox_row(card, note))
        self._add_more(column, card, len(inbox), "inbox")
        return card

    def _inbox_row(self, card: QWidget, note: InboxNote) -> QWidget:
        row = QWidget(card)
        text = one_line(note.text)
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        said = Label(row, shown)
        said.set_wrap()
        when = Label(row, self._noted_at(note), "time")
        into = _small_button(row, self.tr("Put into a call…"))
        into.clicked.connect(lambda: self._offer_calls(into, note))
        aside = _small_button(row, self.tr("Put aside"))
        aside.clicked.connect(lambda: self.note_put_aside.emit(note))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(when)
        line.addWidget(said, 1)
        line.addWidget(into)
        line.addWidget(aside)
        return row

    def _noted_at(self, note: InboxNote) -> str:
        if note.at is None:
            return ""
        whole = self.tr("{day} {time}")
        return whole.format(day=short_day(note.at, self._now()), time=clock_time(note.at))

    def _offer_calls(self, below: QWidget, note: InboxNote) -> None:
        """Show the calls that the note may belong to, the likely ones first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered: dict[str, str] = {}
        for running in self._overview.running:
            offered[running.call_id] = self._call_said(running.client_name, running.topic, None)
        chosen = (self._chosen,) if self._chosen else ()
        for call in (*chosen, *self._overview.held):
            said = self._call_said(call.client_name, call.topic, call.moment)
            offered.setdefault(call.call_id, said)
        for call_id, said in offered.items():
            action = menu.addAction(said.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, to=call_id: self.note_placed.emit(note, to))
        if not offered:
            menu.addAction(self.tr("There is no call yet to put it into.")).setEnabled(False)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _call_said(self, client: str, topic: str, moment: datetime | None) -> str:
        name = f"{client_said(client)} · {topic_said(topic)}"
        name = name if len(name) <= 80 else name[:79] + "…"
        if moment is None:
            return self.tr("{call}, running now").format(call=name)
        return self.tr("{call}, {day}").format(call=name, day=short_day(moment, self._now()))

    def _first(self, things: tuple[T, ...], kind: str) -> tuple[T, ...]:
        return things if kind in self._with_all else things[:SHOWN]

    def _add_more(self, column: QVBoxLayout, card: QWidget, count: int, kind: str) -> None:
        if count <= SHOWN:
            return
        words = self.tr("Show fewer") if kind in self._with_all else self.tr("Show all {count}")
        more = KeyButton(card, words.format(count=count))
        more.setProperty("link", True)
        more.clicked.connect(lambda: self._toggle_all(kind))
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle_all(self, kind: str) -> None:
        self._with_all ^= {kind}
        self._build()

    def _now(self) -> datetime:
        assert self._clock is not None
        return self._clock.now()


def _small_button(parent: QWidget, text: str) -> KeyButton:
    button = KeyButton(parent, text)
    button.setProperty("small", True)
    return button


def _column_in(card: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 8, 10, 8)
    column.setSpacing(4)
    return column


def _lay_row(
    row: QWidget,
    labels: tuple[ElidedLabel, ...],
    buttons: tuple[QWidget, ...],
    *,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
    one_line: bool = False,
) -> None:
    """Put labels at the left, one below the other or in one line, and buttons at the right."""
    line = QHBoxLayout(row)
    line.setContentsMargins(*margins)
    line.setSpacing(12)
    said = QHBoxLayout() if one_line else QVBoxLayout()
    said.setSpacing(10 if one_line else 1)
    for label in labels:
        said.addWidget(label)
    if one_line:
        said.addStretch(1)
    line.addLayout(said, 1)
    for button in buttons:
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
