"""Offers a note from the inbox the calls that it may belong to, the likely ones first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from companion.gui.history.found import Found
from companion.gui.said import client_said, short_day, topic_said
from companion.model import CallState
from companion.model.value import At, Value
from companion.store.browse import PlannedCall
from companion.store.today import RunningCall

_LONGEST = 80


class Target(Value, frozen=True, kw_only=True):
    """A call that can take a note, and how it is named."""

    call_id: str
    name: str
    moment: At | None = None
    is_running: bool = False


def targets(running: tuple[RunningCall, ...], held: tuple[PlannedCall, ...]) -> Iterator[Target]:
    """Yield each call once: what runs first, then *held* in its order."""
    for call in running:
        yield Target(call_id=call.call_id, name=_name(call), is_running=True)
    known = {call.call_id for call in running}
    for past in held:
        if past.call_id not in known:
            known.add(past.call_id)
            yield Target(call_id=past.call_id, name=_name(past), moment=past.moment)


def last_held(found: Found) -> PlannedCall | None:
    """Return the last call about what was *found* that runs or was held, or None."""
    held = next((c for c in found.newest_first if c.status is not CallState.PREPARED), None)
    if held is None:
        return None
    return PlannedCall(
        call_id=held.id,
        disagreement_id=found.disagreement.id,
        client_name=found.client.name,
        topic=found.disagreement.topic,
        moment=held.moment,
        minutes=held.planned_minutes,
    )


def offer(
    below: QWidget, calls: tuple[Target, ...], now: datetime, then: Callable[[str], object]
) -> QMenu:
    """Show a menu of *calls* under a button; *then* gets the id of the chosen one."""
    menu = QMenu(below)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for call in calls:
        action = menu.addAction(_said(call, now).replace("&", "&&"))
        action.triggered.connect(lambda _on=False, to=call.call_id: then(to))
    if not calls:
        menu.addAction(_tr("There is no call yet to put it into.")).setEnabled(False)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
    return menu


def _name(call: RunningCall | PlannedCall) -> str:
    return f"{client_said(call.client_name)} · {topic_said(call.topic)}"


def _said(call: Target, now: datetime) -> str:
    name = call.name if len(call.name) <= _LONGEST else call.name[: _LONGEST - 1] + "…"
    if call.is_running:
        return _tr("{call}, running now").format(call=name)
    return _tr("{call}, {day}").format(call=name, day=short_day(call.moment, now))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Offering", text)
