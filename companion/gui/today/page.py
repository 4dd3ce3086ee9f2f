"""The page that opens first: the running call, what is prepared, what waits, what is due."""

from __future__ import annotations

from datetime import datetime

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.gui.today.ages import greeting, number_said
from companion.gui.today.banner import RunningBanner
from companion.gui.today.lines import Section, sections
from companion.gui.today.nothing import NothingWaits
from companion.gui.today.row import TodayRow
from companion.gui.today.section import SHOWN, SectionCard
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label
from companion.method.dates import long_date
from companion.session import Clock
from companion.store.today import Today

_HEAD = 1
"""What stands in the column above the first banner."""

_LEAST_HEIGHT = 36
"""Pixels that a line, or a heading, takes at the least."""

WIDEST = 1040
"""Pixels at which a line is still read in one look."""

Part = RunningBanner | TodayRow
"""What the arrow keys go through."""


class TodayPage(PageScroll):
    """Shows Today; every line asks for its act by a signal."""

    acted = Signal(str, object)
    """The name of an act, and the Line that it is about."""

    typed = Signal(object, str)
    answered = Signal(object, str)
    call_opened = Signal(str)
    prepare_wanted = Signal()
    place_wanted = Signal(str)
    painted = Signal()
    """What is in sight stands on the screen, for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing until ``serve`` and ``show_today``."""
        super().__init__(parent)
        self._clock: Clock | None = None
        self._watched: QWidget | None = None
        self._today: Today | None = None
        self._was_painted = False
        self._banners: dict[str, RunningBanner] = {}
        self._cards: dict[str, SectionCard] = {}
        self._inside = _Inside(self)
        self._greeting = Label(self._inside, "", "page_title")
        self._day = Label(self._inside, "", "muted")
        self._nothing = NothingWaits(self._inside)
        self._nothing.prepare_wanted.connect(self.prepare_wanted)
        self._hint = Label(self._inside, "", "small")
        self._lay_out()
        self._inside.painted.connect(self._finish)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def serve(self, clock: Clock) -> None:
        """Say times as *clock* has them."""
        self._clock = clock

    @property
    def parts(self) -> tuple[Part, ...]:
        """The banners and the lines, from the top down."""
        rows = (row for card in self._cards.values() for row in card.rows)
        return (*self._banners.values(), *rows)

    def show_today(self, today: Today) -> None:
        """Show what waits now; the line that has the focus keeps it, or the next one gets it."""
        self._today, now = today, self._now()
        place, had_focus = self._focused(), self._holds_focus()
        self._greeting.setText(greeting(now))
        self._day.setText(self._day_said(today, now))
        self._show_banners(today, now)
        wanted = sections(today, now)
        self._show_sections(wanted if self._was_painted else self._in_sight(wanted))
        self._nothing.setVisible(not self.parts)
        self._hint.setVisible(bool(self.parts))
        self._settle_height()
        if had_focus and not self._holds_focus():
            self.enter(place)

    @property
    def first_stop(self) -> QWidget:
        """Where the keyboard enters the page."""
        parts = self.parts
        return parts[0].controls[0] if parts else self._nothing.act

    def row(self, key: str) -> TodayRow | None:
        """Return the row of the line with that key, if it is shown."""
        rows = (row for card in self._cards.values() for row in card.rows)
        return next((row for row in rows if row.line.key == key), None)

    def enter(self, place: int = 0) -> None:
        """Give the focus to the line at *place*, or to what one can do where there is none."""
        parts = self.parts
        at = max(0, min(place, len(parts) - 1))
        stop = parts[at].controls[0] if parts else self.first_stop
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_banners(self, today: Today, now: datetime) -> None:
        before, self._banners = self._banners, {}
        for number, call in enumerate(today.running):
            banner = before.pop(call.call_id, None)
            if banner is None:
                banner = RunningBanner(call, now, self._inside)
                banner.opened.connect(self.call_opened)
                self._column.insertWidget(_HEAD + number, banner)
                banner.show()
            banner.say(call, now)
            self._banners[call.call_id] = banner
        for gone in before.values():
            self._take_away(gone)

    def _show_sections(self, wanted: tuple[Section, ...]) -> None:
        before, self._cards = self._cards, {}
        for number, section in enumerate(wanted):
            card = before.pop(section.key, None)
            if card is None:
                card = self._make_card(section)
                self._column.insertWidget(_HEAD + len(self._banners) + number, card)
            card.show_section(section)
            card.show()
            self._cards[section.key] = card
        for gone in before.values():
            self._take_away(gone)

    def _in_sight(self, wanted: tuple[Section, ...]) -> tuple[Section, ...]:
        """Return those that the first picture has room for; the others can wait for it."""
        room = self.viewport().height()
        seen: list[Section] = []
        for section in wanted:
            if room > 0:
                seen.append(section)
            room -= _LEAST_HEIGHT * (1 + min(SHOWN, len(section.lines)))
        return tuple(seen)

    def _finish(self) -> None:
        """Tell that the first picture stands, and make what is below it."""
        if self._today is None or self._was_painted:
            return
        self._was_painted = True
        self._inside.painted.disconnect(self._finish)
        self.painted.emit()
        self.show_today(self._today)

    def _settle_height(self) -> None:
        """Take the height that the lines need before they are painted, not some frames later."""
        self._column.activate()
        QApplication.sendEvent(self.viewport(), QEvent(QEvent.Type.LayoutRequest))

    def _make_card(self, section: Section) -> SectionCard:
        card = SectionCard(section, self._inside)
        card.row_added.connect(self._take_row)
        card.place_wanted.connect(self.place_wanted)
        return card

    def _take_row(self, row: TodayRow) -> None:
        row.acted.connect(self.acted)
        row.typed.connect(self.typed)
        row.answered.connect(self.answered)

    def _take_away(self, widget: QWidget) -> None:
        widget.hide()
        self._column.removeWidget(widget)
        widget.deleteLater()

    def _day_said(self, today: Today, now: datetime) -> str:
        day = long_date(now.date(), now.date())
        count = today.prepared.count
        if count == 1:
            return self.tr("{day} · one call prepared").format(day=day)
        if count:
            whole = self.tr("{day} · {count} calls prepared")
            return whole.format(day=day, count=number_said(count))
        return day if today.waiting else self.tr("{day} · nothing waits").format(day=day)

    def _holds_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and now.isVisible() and self._inside.isAncestorOf(now)

    def _focused(self) -> int:
        """Return which part has the focus, counted from the top; 0 where none has."""
        return self._place_of(QApplication.focusWidget())

    def _place_of(self, widget: QObject | None) -> int:
        if not isinstance(widget, QWidget):
            return 0
        owners = (n for n, part in enumerate(self.parts) if part.isAncestorOf(widget))
        return next(owners, 0)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the keys of the control that has the focus, and of no other."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        controls = [control for part in self.parts for control in part.controls]
        self._watched = new if new in controls else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
        for banner in self._banners.values():
            banner.show_key(new in banner.controls)

    def _take_key(self, control: QWidget, event: QKeyEvent) -> bool:
        """Go through the lines and their controls, or act; return whether the key was ours."""
        key, place = event.key(), self._place_of(control)
        steps = {Qt.Key.Key_Up: place - 1, Qt.Key.Key_Down: place + 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(self.parts) - 1
        if key in steps:
            self.enter(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_aside(control, place, 1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._press(control, place)
        else:
            return False
        return True

    def _go_aside(self, control: QWidget, place: int, step: int) -> None:
        controls = self.parts[place].controls
        at = controls.index(control) + step
        if 0 <= at < len(controls):
            controls[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, control: QWidget, place: int) -> None:
        """Do what Enter does: press the button, or tell the story behind a line to tick."""
        part = self.parts[place]
        if isinstance(control, KeyButton):
            control.click()
        elif isinstance(part, TodayRow) and part.can_tell_story:
            self.acted.emit("story", part.line)

    def _now(self) -> datetime:
        assert self._clock is not None
        return self._clock.now()

    def _lay_out(self) -> None:
        self._hint.set_wrap()
        self._hint.setText(
            self.tr(
                "↑ ↓ go through the lines · Enter acts · Space ticks · Ctrl+L shows the client · "
                "Ctrl+D shows all next steps"
            )
        )
        self._inside.setMaximumWidth(WIDEST)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(32, 26, 32, 26)
        self._column.setSpacing(18)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._greeting)
        head.addWidget(self._day)
        self._column.addLayout(head)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self._hint)
        self._column.addStretch(1)
        self.setWidget(self._inside)
        for widget in (self._nothing, self._hint):
            widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the line that has the focus."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and watched is self._watched and isinstance(watched, QWidget):
            return self._take_key(watched, event)  # type: ignore[arg-type]
        return super().eventFilter(watched, event)


class _Inside(QWidget):
    """What scrolls; says when it was painted."""

    painted = Signal()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say so, once the frame is through."""
        super().paintEvent(event)
        QTimer.singleShot(0, self, self.painted.emit)
