"""Reads what is typed as recipients, off the GUI thread, and names who has no address yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, QStringListModel, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.errors import CompanionError
from companion.gui.recap.alive import while_alive
from companion.gui.recap.page import Page, give_address, without_address
from companion.gui.recap.recipients import MissingAddress, RecipientRow
from companion.gui.tasks import Tasks
from companion.method.one_line import one_line
from companion.model import Side

LONGEST_NAME = 24
"""Letters of a name on a button."""


class RecipientsDesk(QObject):
    """Serves the rows To and Cc and the lines for people without an address.

    ``changed`` tells that the mail goes to others than before; ``address_given`` that the history
    knows one more address.
    """

    changed = Signal()
    address_given = Signal()

    def __init__(
        self,
        tasks: Tasks,
        to: RecipientRow,
        cc: RecipientRow,
        missing: QWidget,
        places: QVBoxLayout,
    ) -> None:
        """Serve *to* and *cc*; *places* in *missing* is where people without an address stand."""
        super().__init__(to)
        self._tasks = tasks
        self.to, self.cc = to, cc
        self._missing, self._places = missing, places
        self._page: Page | None = None
        self._known = QStringListModel(self)
        self.lines: dict[str, MissingAddress] = {}
        for row in (to, cc):
            row.chips.set_suggestions(self._known)
            row.changed.connect(self._tell)
            row.asked.connect(lambda typed, row=row: self._read(row, typed))

    def show_page(self, page: Page) -> None:
        """Offer whom the call, the client and the colleagues name, as far as they get no mail."""
        self._page = page
        self._name_missing(without_address(page) if page.is_draft else ())
        if self._known.stringList() != (known := _known(page)):
            self._known.setStringList(known)
        self._offer()

    def _tell(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        if self._page is None:
            return
        page, taken = self._page, {a.casefold() for a in self.to.addresses + self.cc.addresses}
        theirs = _people(page, Side.THEIRS)
        ours = _people(page, Side.OURS)
        ours.update({c.email: c.name for c in page.me.colleagues if c.email})
        own = {address.casefold() for address in page.me.emails}
        offers = page.is_draft
        self.to.set_offers(
            [(self.tr("Add {name}").format(name=_short(name or address)), address)
             for address, name in theirs.items() if offers and address.casefold() not in taken]
        )  # fmt: skip
        self.cc.set_offers(
            [(self.tr("Copy to {name}").format(name=_short(name or address)), address)
             for address, name in ours.items()
             if offers and address.casefold() not in taken | own]
        )  # fmt: skip

    def _read(self, row: RecipientRow, typed: str) -> None:
        def accept(addresses: tuple[str, ...]) -> None:
            row.accept(typed, addresses)

        def refuse(error: CompanionError) -> None:
            row.refuse(typed, error.sentence())

        self._tasks.run(
            lambda: _addresses(typed), while_alive(row, accept), while_alive(row, refuse)
        )

    def _name_missing(self, names: tuple[str, ...]) -> None:
        for name in [name for name in self.lines if name not in names]:
            line = self.lines.pop(name)
            line.hide()
            line.deleteLater()
        for name in names:
            if name not in self.lines:
                line = self.lines[name] = MissingAddress(name, self._missing)
                line.entered.connect(self._take_address)
                self._places.addWidget(line)
        self._missing.setVisible(bool(self.lines))

    def _take_address(self, name: str, typed: str) -> None:
        def keep(addresses: tuple[str, ...]) -> None:
            page = self._page
            if page is None or not addresses:
                return
            self.to.add(addresses[0])
            self._tasks.write(
                lambda store: give_address(store, page, name, addresses[0]),
                while_alive(self, lambda _none: self.address_given.emit()),
            )

        def refuse(error: CompanionError) -> None:
            if name in self.lines:
                self.lines[name].refuse(error.sentence())

        self._tasks.run(
            lambda: _addresses(typed), while_alive(self, keep), while_alive(self, refuse)
        )


def _addresses(typed: str) -> tuple[str, ...]:
    """Return the addresses in *typed*; raises InvalidInput for one that is none."""
    from companion.mail.addresses import parse_recipients

    return tuple(person.address for person in parse_recipients(typed))


def _people(page: Page, side: Side) -> dict[str, str]:
    """Return the addresses of that side's attendees with their names."""
    people = [person for person in page.call.attendees if person.side is side]
    return {one_line(p.email): one_line(p.name) for p in people if p.email.strip()}


def _short(name: str) -> str:
    """Return a name that fits on a button; an endless one would make the window endless."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _known(page: Page) -> list[str]:
    """Return everybody with an address as it is typed, for completion."""
    people = [(one_line(c.name), one_line(c.email)) for c in page.client.contacts]
    people += [(one_line(c.name), one_line(c.email)) for c in page.me.colleagues]
    return [f"{name} <{address}>" if name else address for name, address in people if address]
