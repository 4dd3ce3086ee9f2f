"""Who is writing: asked for once, where the first recap needs it, and editable ever after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.chips_edit import ChipsEdit
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.person_chip import Person
from companion.gui.widgets.text import Label
from companion.model import Colleague, Me


class MeForm(Card):
    """Name, company, sign-off, own addresses, colleagues.

    ``changed`` tells that a person typed; ``me`` is then what to keep. ``closed`` tells that the
    form was put away.
    """

    changed = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty and hidden."""
        super().__init__(parent, "accent")
        self._shown = Me()
        self._is_showing = False
        self._heading = Label(self, self.tr("Who is writing?"), "strong")
        self._why = Label(self, role="small")
        self._why.setText(self.tr("Asked once. It signs every recap, and you can change it here."))
        self._why.set_wrap()
        self.name = LineEdit(self)
        self.company = LineEdit(self)
        self.sign_off = GrowingEntry(self)
        self.sign_off.set_commits(False)
        self.sign_off.setPlaceholderText(self.tr("Best regards,"))
        self.emails = ChipsEdit(self)
        self.colleagues = ChipsEdit(self)
        self.colleagues.setPlaceholderText(self.tr("Maya <maya@our.example>"))
        self.done = QPushButton(self.tr("Done"), self)
        self.done.setProperty("small", True)
        self._lay_out()
        self._connect()
        self.hide()

    def me(self) -> Me:
        """Return the person as the form says it."""
        return Me(
            name=self.name.text().strip(),
            company=self.company.text().strip(),
            emails=tuple(p.address or p.name for p in self.emails.people()),
            sign_off=self.sign_off.text().strip(),
            colleagues=tuple(
                Colleague(name=p.name, email=p.address) for p in self.colleagues.people()
            ),
        )

    def show_me(self, me: Me) -> None:
        """Show what is known; tells nobody."""
        if me == self.me():
            return
        self._is_showing = True
        self._shown = me
        self.name.setText(me.name)
        self.company.setText(me.company)
        self.sign_off.set_text(me.sign_off)
        self.emails.set_people([Person(address=each) for each in me.emails])
        self.colleagues.set_people([Person(name=c.name, address=c.email) for c in me.colleagues])
        self._is_showing = False

    def open(self) -> None:
        """Show the form with the focus in its first field."""
        self.show()
        self.name.setFocus()

    def _notice(self) -> None:
        if not self._is_showing and self.me() != self._shown:
            self._shown = self.me()
            self.changed.emit()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _connect(self) -> None:
        self.name.textEdited.connect(self._notice)
        self.company.textEdited.connect(self._notice)
        self.sign_off.textChanged.connect(self._notice)
        self.emails.changed.connect(self._notice)
        self.colleagues.changed.connect(self._notice)
        self.done.clicked.connect(self._close)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows = (
            (self.tr("Your name"), self.name),
            (self.tr("Company"), self.company),
            (self.tr("Sign-off"), self.sign_off),
            (self.tr("Your addresses"), self.emails),
            (self.tr("Colleagues"), self.colleagues),
        )
        for words, field in rows:
            label = Label(self, words, "muted")
            label.setMinimumHeight(self.name.sizeHint().height())  # beside a field's first line
            label.setBuddy(field)
            field.setAccessibleName(words)
            form.addRow(label, field)
            form.setAlignment(label, Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._why)
        column.addLayout(form)
