"""The window of the internal brief: for colleagues only, and unlike the recap at first sight."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.gui.brief.form import BriefForm
from companion.gui.brief.handing import Handing
from companion.gui.brief.page import (
    BriefPage,
    colleagues,
    keep_recipients,
    read_addresses,
    read_page,
)
from companion.gui.recap.alive import while_alive
from companion.gui.recap.ways_out import Opener, both_forms
from companion.gui.regions import Region, bind_regions
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.method.one_line import one_line
from companion.session import Clock

SIZE = (720, 640)


class BriefWindow(QWidget):
    """One call's internal brief, as the history has it now; nothing in here sends a mail."""

    ready = Signal()
    """The brief is on the screen; emitted once."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        call_id: str,
        opener: Opener = QDesktopServices.openUrl,
        parent: QWidget | None = None,
    ) -> None:
        """Show the brief of the call *call_id*; *opener* hands files to the system's programs."""
        super().__init__(parent)
        self._tasks, self._clock, self._call_id = tasks, clock, call_id
        self._page: BriefPage | None = None
        self._shown = ""
        self.setWindowTitle(self.tr("Internal brief"))
        self.resize(*SIZE)
        self.ui = BriefForm(self)
        self._known = QStringListModel(self)
        self.ui.to_row.chips.set_suggestions(self._known)
        self.ui.to_row.set_name(self.tr("To colleagues"), 0)
        self._saver = Saver(tasks, self)
        self._handing = Handing(tasks, opener, self)
        self._connect()
        self._bind_keys()
        self.refresh()

    def refresh(self) -> None:
        """Compose the brief anew from the history of now."""
        now = self._clock.now()
        self._tasks.read(
            lambda store: read_page(store, self._call_id, now),
            while_alive(self, self._show),
            self._fail,
            newest=f"brief {self._call_id}",
        )

    def _show(self, page: BriefPage) -> None:
        is_first = self._page is None
        # Who gets it is the window's once it stands there: the disk is a moment behind it.
        self._page = page if is_first else replace(page, to=self.ui.to_row.addresses)
        names = (page.source.client.name, page.source.disagreement.topic)
        about = ", ".join(filter(None, map(one_line, names)))
        title = self.tr("Internal brief — for colleagues only")
        self.setWindowTitle(f"{title} · {about}" if about else title)
        self.ui.subject.setText(page.brief.subject)
        if is_first:
            self.ui.to_row.set_addresses(page.to)
        self._offer()
        if page.brief.text != self._shown:
            self._shown = page.brief.text
            self._tasks.run(
                lambda: both_forms(page.brief.text),
                while_alive(self, partial(self._show_text, is_first=is_first)),
                self._fail,
            )

    def _show_text(self, forms: tuple[str, str], *, is_first: bool) -> None:
        place = self.ui.text.verticalScrollBar().value()
        self.ui.text.show_mail(forms[0])
        self.ui.text.verticalScrollBar().setValue(0 if is_first else place)
        if is_first:
            self.ui.text.setFocus()
            self.ready.emit()

    def _offer(self) -> None:
        """Offer the colleagues who do not get it yet."""
        if self._page is not None:
            offers = colleagues(self._page)
            said = self.tr("Add {name}")
            self.ui.to_row.set_offers(
                [(said.format(name=name[:24]), address) for name, address in offers]
            )
            self._known.setStringList([f"{name} <{address}>" for name, address in offers])

    def _take_recipients(self) -> None:
        to, now = self.ui.to_row.addresses, self._clock.now()
        if self._page is not None:
            self._page = replace(self._page, to=to)
            self._offer()
            self._saver.changed(
                "brief", lambda store: keep_recipients(store, self._call_id, to, now)
            )

    def _read(self, typed: str) -> None:
        """Take what was typed as recipients, or give it back with what is wrong with it."""
        page, row = self._page, self.ui.to_row
        if page is not None:
            self._tasks.run(
                lambda: read_addresses(page, typed),
                while_alive(row, lambda addresses: row.accept(typed, addresses)),
                while_alive(row, lambda error: row.refuse(typed, error.sentence())),
            )

    def _copy(self) -> None:
        if self._page is not None:
            self._handing.copy(self._page)

    def _save_as(self) -> None:
        if self._page is not None:
            self._handing.save_as(self._page, self._clock.now())

    def _open(self) -> None:
        if self._page is not None:
            self._handing.open(self._page, self._clock.now())

    def _fail(self, error: CompanionError) -> None:
        self.ui.notice.tell_error(error)

    def _regions(self) -> Sequence[Region]:
        """Return the recipients, the text, the ways out."""
        ui = self.ui
        return ((ui.to_bar, ui.to_row), ui.text, (ui.footer, ui.copy))

    def _connect(self) -> None:
        ui = self.ui
        ui.to_row.changed.connect(self._take_recipients)
        ui.to_row.asked.connect(self._read)
        ui.copy.clicked.connect(self._copy)
        ui.save.clicked.connect(self._save_as)
        ui.open.clicked.connect(self._open)
        self._handing.handed.connect(ui.notice.tell)
        self._handing.failed.connect(self._fail)
        self._saver.failed.connect(self._fail)

    def _bind_keys(self) -> None:
        bind_regions(self, self._regions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes a notice, else comes back to the text."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif not self.ui.notice.dismiss():
            self.ui.text.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep who was chosen last."""
        self._saver.flush()
        super().closeEvent(event)
