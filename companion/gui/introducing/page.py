"""The layout of the window in which people come in: the file, its columns, the list, the foot."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.introducing.columns_card import ColumnsCard
from companion.gui.introducing.people_list import PeopleList
from companion.gui.live.naming import complete
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.form_page import MARGIN, form_foot
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.link_row import link_row
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.text import Label, wrapped
from companion.gui.widgets.working import WorkingRow


class IntroducingPage:
    """The widgets of the window, laid out; what they do is the window's."""

    def __init__(self, window: QWidget) -> None:
        """Lay the widgets out in *window*."""
        self._window = window
        tr = window.tr
        self.title = wrapped(self._window, tr("Bring contacts in"), "title")
        self.notice = NoticeBar(window)
        self.where = _where_found(window)
        self.read = wrapped(self._window, "", "strong")
        self.rest = wrapped(self._window, "", "small")
        self.working = WorkingRow(window)
        self.fold = QPushButton(tr("Which column is what…"), window)
        self.fold.setProperty("link", True)
        self.fold.setCheckable(True)
        self.columns = ColumnsCard(window)
        self.filter = LineEdit(window)
        self.filter.setPlaceholderText(tr("Filter by name, address, organisation or client"))
        self.filter.setAccessibleName(tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.tick_all = self._small(tr("Tick all"), tr("Tick all who are shown"))
        self.tick_none = self._small(tr("Tick none"), tr("Tick nobody of those who are shown"))
        self.list = PeopleList(window)
        self.list.setProperty("role", "lines")
        self.nobody = wrapped(self._window, tr("Nobody in the file has these words."), "muted")
        self.client = LineEdit(window)
        self.client.setPlaceholderText(tr("Client’s name, known or new"))
        self.client.setAccessibleName(tr("Client of the selected people"))
        self.known_clients = QStringListModel(window)
        complete(self.client, self.known_clients)
        self.set_client = self._small(tr("Set"), tr("Set the client of the selected people"))
        self.plan = wrapped(self._window, "", "body")
        self.bring = KeyButton(window, tr("Bring in"), "Ctrl+Return")
        self.choose = KeyButton(window, tr("Choose a file…"), "Ctrl+O")
        self.close = QPushButton(tr("Close"), window)
        self._lay_out()
        self.show_stage(is_read=False, is_table=False)

    def show_stage(self, *, is_read: bool, is_table: bool) -> None:
        """Show where to find a file, or what stands in the one that was read."""
        self.where.setVisible(not is_read)
        self.read.setVisible(bool(self.read.text()))
        self.rest.setVisible(is_read and bool(self.rest.text()))
        self.fold.setVisible(is_table)
        self.columns.setVisible(is_table and self.fold.isChecked())
        is_empty = is_read and not self.list.people.rowCount()
        self.list.setVisible(is_read and not is_empty)
        self.nobody.setVisible(is_empty and bool(self.filter.text()))
        for part in self._about_people:
            part.setVisible(is_read)
        self.bring.setVisible(is_read)
        self.bring.set_primary(is_read)
        self.choose.set_primary(not is_read)

    def show_busy(self, is_busy: bool) -> None:
        """Let nothing be begun while something is under way."""
        for way in (self.choose, self.columns, self.set_client, self.client):
            way.setEnabled(not is_busy)

    def _small(self, text: str, name: str) -> QPushButton:
        button = QPushButton(text, self._window)
        button.setProperty("small", True)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        scroll = PageScroll(self._window)
        page = QWidget(scroll)
        scroll.setWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 12)
        column.setSpacing(8)
        head: tuple[QWidget, ...] = (self.title, self.notice, self.where, self.read, self.rest)
        for part in head:
            column.addWidget(part)
        column.addLayout(link_row(self.fold))
        column.addWidget(self.columns)
        column.addWidget(self.working)
        column.addWidget(self.filter)
        ticks = FlowLayout()
        ticks.addWidget(self.tick_all)
        ticks.addWidget(self.tick_none)
        column.addLayout(ticks)
        column.addWidget(self.nobody)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        whole = QVBoxLayout(self._window)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot, column = form_foot(self._window)
        label = Label(foot, self._window.tr("Client of the selected people"), "label")
        label.setBuddy(self.client)
        self._about_people: tuple[QWidget, ...] = (
            label, self.client, self.set_client, self.plan, self.filter, self.tick_all,
            self.tick_none,
        )  # fmt: skip
        column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.client, 1)
        row.addWidget(self.set_client, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(self.plan)
        acts = FlowLayout()
        for button in (self.bring, self.choose, self.close):
            acts.addWidget(button)
        column.addLayout(acts)
        return foot


def _where_found(window: QWidget) -> QWidget:
    """Return where people find the file, program by program."""
    tr = window.tr
    found = QWidget(window)
    grid = QGridLayout(found)
    grid.setContentsMargins(0, 6, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    why = tr(
        "People of your clients, out of the address book that you have already. You choose who "
        "comes in, and where each belongs."
    )
    ways = (
        (tr("Google Contacts"), tr("Export, as Google CSV or as vCard")),
        (tr("Outlook"), tr("File, Open & Export, Import/Export, Export to a file, as CSV")),
        (tr("Apple Contacts"), tr("select people, then File, Export, Export vCard")),
        (tr("LinkedIn"), tr("Settings, Data privacy, Get a copy of your data, Connections")),
        (tr("Excel, Numbers"), tr("a table with names and addresses, saved as CSV")),
    )
    texts = [(why, 0, "body"), (tr("You can also drop the file here."), len(ways) + 1, "body")]
    for text, row, role in texts:
        label = wrapped(found, text, role)
        grid.addWidget(label, row, 0, 1, 2)
    for row, (program, way) in enumerate(ways, 1):
        label = wrapped(found, way)
        grid.addWidget(Label(found, program, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label, row, 1)
    return found
