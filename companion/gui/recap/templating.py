"""Keeps the template, the language and the time zone that are chosen for a client's recaps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.keeping import Keeping
from companion.gui.tasks import Tasks
from companion.store import Store


class Templating(QObject):
    """Listens to the choosers of the form; composing anew is the window's."""

    changed = Signal()
    """Another choice is on the disk."""

    failed = Signal(object)
    """The choice could not be kept; carries the CompanionError."""

    def __init__(self, tasks: Tasks, ui: Ui_RecapForm, keeping: Keeping) -> None:
        """Keep the choice for the client of the page that *keeping* keeps."""
        super().__init__(keeping)
        self._tasks, self._keeping, self._zone = tasks, keeping, ui.template_form.zone
        ui.template_form.chosen.connect(self._keep)
        ui.template_form.zone_chosen.connect(self._keep_zone)
        self._zone.names_wanted.connect(self._read_zones)

    def _keep(self, language: str, template: str) -> None:
        page = self._keeping.page
        if page is None or not page.is_draft:
            return
        if (language, template) == (page.fresh.language, page.fresh.template):
            return
        client_id = page.client.id
        self._write(lambda store: store.people.set_recap_form(client_id, language, template))

    def _keep_zone(self, zone: str) -> None:
        page = self._keeping.page
        if page is not None and page.is_draft and zone != page.client.time_zone:
            client_id = page.client.id
            self._write(lambda store: store.people.set_time_zone(client_id, zone))

    def _write(self, act: Callable[[Store], None]) -> None:
        # What is typed goes first: whether a draft is a person's own is told from what is stored.
        self._keeping.saver.flush()
        self._tasks.write(
            act,
            while_alive(self, lambda _done: self.changed.emit()),
            while_alive(self, self.failed.emit),
        )

    def _read_zones(self) -> None:
        self._tasks.run(
            _zones, while_alive(self, self._zone.show_names), while_alive(self, self.failed.emit)
        )


def _zones() -> tuple[str, ...]:
    """Return the names of zones that are places, such as "Europe/Berlin"."""
    from zoneinfo import available_timezones

    names = (name for name in available_timezones() if not name.startswith(("Etc/", "US/")))
    return tuple(sorted(name for name in names if "/" in name))
