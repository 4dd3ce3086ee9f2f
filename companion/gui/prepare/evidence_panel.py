"""Past cases with other clients that are like this one, for the eyes of the person only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.prepare.evidence_case import EvidenceCase, draft_place
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.gui.widgets.text import Label, wrapped
from companion.method.evidence import PastCase
from companion.model.value import Value
from companion.preparing.preparation import Preparation
from companion.session import Clock
from companion.store import Store
from companion.store.evidence import Likeness, likeness

_NEWEST = "evidence"


class Cases(Value, frozen=True, kw_only=True):
    """The cases that match, and the sentences about them that are being written."""

    cases: tuple[PastCase, ...] = ()
    drafts: tuple[str, ...] = ()


class EvidencePanel(QWidget):
    """Shows the cases that match a preparation; hidden where there is none."""

    disagreement_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, saver: Saver, clock: Clock, parent: QWidget | None = None
    ) -> None:
        """Be hidden until cases were found for a preparation."""
        super().__init__(parent)
        self._tasks, self._saver, self._clock = tasks, saver, clock
        self._like: Likeness | None = None
        self._shown = Cases()
        self.cases: tuple[EvidenceCase, ...] = ()
        title = wrapped(self, self.tr("Others felt the same"), "strong")
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(title, 1)
        head.addWidget(Label(self, self.tr("private"), "small"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self._rows)
        self.hide()

    def show_for(self, preparation: Preparation) -> None:
        """Look for cases that are like what is prepared, where that has changed."""
        like = likeness(preparation.disagreement, preparation.metric)
        if like != self._like:
            self._like = like
            self.refresh()

    def refresh(self) -> None:
        """Look for the cases again; one in which somebody writes stays as it is."""
        like = self._like
        if like is not None:
            self._tasks.read(
                lambda store: read_cases(store, like), self._show, self.failed.emit, newest=_NEWEST
            )

    def _show(self, found: Cases) -> None:
        if found == self._shown or any(case.is_being_written for case in self.cases):
            return
        self._shown = found
        for gone in self.cases:
            gone.hide()
            self._rows.removeWidget(gone)
            gone.deleteLater()
        self.cases = tuple(map(self._case, found.cases, found.drafts))
        self.setVisible(bool(self.cases))

    def _case(self, past: PastCase, draft: str) -> EvidenceCase:
        case = EvidenceCase(past, draft, self._clock.now(), self)
        case.disagreement_wanted.connect(self.disagreement_wanted)
        case.typed.connect(lambda text: self._keep_draft(past.disagreement_id, text))
        case.confirmed.connect(lambda text: self._confirm(past.disagreement_id, text))
        self._rows.addWidget(case)
        case.show()
        return case

    def _keep_draft(self, disagreement_id: str, text: str) -> None:
        place, now = draft_place(disagreement_id), self._clock.now()
        self._saver.changed(place, lambda store: store.drafts.keep(place, text, now))

    def _confirm(self, disagreement_id: str, text: str) -> None:
        self._saver.flush()
        now = self._clock.now()

        def keep(store: Store) -> None:
            with store.write():
                store.evidence.confirm(disagreement_id, text)
                store.drafts.keep(draft_place(disagreement_id), "", now)

        self._tasks.write(keep, lambda _nothing: self.refresh(), self.failed.emit)


def read_cases(store: Store, like: Likeness) -> Cases:
    """Read the cases that match, with the sentences that were left half written."""
    cases = store.evidence.cases(like)
    drafts = tuple(store.drafts.get(draft_place(case.disagreement_id)) for case in cases)
    return Cases(cases=cases, drafts=drafts)
