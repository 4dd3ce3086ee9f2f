"""What a person does with a line that is to be followed up; every act can be undone."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from companion.gui.follow_up.words import day_said, line_said
from companion.gui.today.settling import Settling
from companion.session import Clock
from companion.store.follow_up import FollowLine, FollowStep, Group
from companion.store.today import CheckIn


class FollowActs(QObject):
    """Settles a line, takes that back, and moves its day."""

    def __init__(self, settling: Settling, clock: Clock, parent: QObject) -> None:
        """Do everything by *settling*, which tells of it in a notice."""
        super().__init__(parent)
        self._settling, self._clock = settling, clock

    def settle(self, group: Group, line: FollowLine) -> None:
        """Do what the circle of a line stands for; a filled one is emptied."""
        title = line_said(group, line, self._clock.now()).title
        if isinstance(line, CheckIn):
            self._settling.hold_check_in(line, title)
        elif group is Group.DONE:
            self._open_again(line, title)
        elif group is Group.UPDATED:
            self._wait_again(line, title)
        elif group is Group.AGREEMENTS:
            self._settling.update_agreement(line.step_id, title)
        else:
            self._settling.tick_step(line.step_id, title)

    def move(self, line: FollowLine, day: date | None) -> None:
        """Give a next step, or the check-in with a client, another day or none."""
        said = day_said(day, self._clock.now().date())
        if isinstance(line, CheckIn):
            before = line.on
            self._settling.do(
                lambda store: store.agenda.plan_check_in(line.client_id, day),
                lambda store: store.agenda.plan_check_in(line.client_id, before, day),
                self.tr("The next check-in: {day}").format(day=said),
            )
        else:
            self._settling.do(
                lambda store: store.agenda.move_step(line.step_id, day),
                lambda store: store.agenda.move_step(line.step_id, line.due, line.due_text, day),
                self.tr("Its day now: {day}").format(day=said),
            )

    def plan_next(self, due: CheckIn, day: date | None) -> None:
        """Say when to check in next with a client who was checked in with just now."""
        if day is not None:
            said = day_said(day, self._clock.now().date())
            self._settling.do(
                lambda store: store.agenda.plan_check_in(due.client_id, day),
                lambda store: store.agenda.plan_check_in(due.client_id, None, day),
                self.tr("The next check-in: {day}").format(day=said),
            )

    def _open_again(self, step: FollowStep, title: str) -> None:
        self._settling.do(
            lambda store: store.agenda.tick_step(step.step_id, None),
            lambda store: store.agenda.tick_step(step.step_id, step.done_at, None),
            self.tr("To be done again: {title}").format(title=title),
        )

    def _wait_again(self, step: FollowStep, title: str) -> None:
        self._settling.do(
            lambda store: store.agenda.update_agreement(step.step_id, None),
            lambda store: store.agenda.update_agreement(step.step_id, step.updated_on, None),
            self.tr("Waits again: {title}").format(title=title),
        )
