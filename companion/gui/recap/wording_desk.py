"""Connects the wording check with the recap's text, its list of findings, and what was kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.keeping import Keeping
from companion.gui.recap.page import Page
from companion.gui.recap.utf16 import span
from companion.gui.recap.wording import Look, Place, Wording
from companion.gui.recap.wording_list import MOST_ROWS, Shown
from companion.gui.recap.wording_rows import KEEP_KEY, NEXT_KEY, USE_KEY
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.session import Clock

if TYPE_CHECKING:
    from companion.method.wording import Finding

_TALK = "talk"
"""Stands among what was kept where the suggestion to talk was put away."""


class WordingDesk(QObject):
    """Shows what divides in a draft, and does what the person decides about it.

    ``failed`` carries a CompanionError.
    """

    failed = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        ui: Ui_RecapForm,
        keeping: Keeping,
        look: Look | None = None,
    ) -> None:
        """Serve the form *ui*, whose words *keeping* keeps; *look* reads a paragraph."""
        super().__init__(keeping)
        self._tasks, self._clock, self._ui, self._keeping = tasks, clock, ui, keeping
        self._page: Page | None = None
        self._kept: frozenset[str] = frozenset()
        self._current: tuple[int, int] | None = None
        self._list = ui.checks.wording
        self.wording = Wording(tasks, ui.text.document(), look)
        ui.text.set_divides(self._divides)
        self._connect()
        self._bind_keys(ui.text.window())

    def show_page(self, page: Page) -> None:
        """Look at the draft of *page*; a mail that has left the house is left alone."""
        before, self._page = self._page, page
        if before is None or before.recap.id != page.recap.id:
            self._kept = frozenset()
            self._read_kept(page.recap.id)
        language = page.recap.language if page.is_draft else ""
        self.wording.set_language(language, self._clock.now().date())
        self._show()

    # ------------------------------------------------------------ showing

    def _divides(self, block: QTextBlock) -> tuple[Finding, ...]:
        found = self.wording.findings(block)
        return tuple(each for each in found if _key(each) not in self._kept)

    def _look_again(self, blocks: tuple[QTextBlock, ...]) -> None:
        self._ui.text.mark_again(blocks)
        self._show()

    def _open(self) -> list[Place]:
        """Return the sentences that nobody decided about yet, in the order of the text."""
        return [place for place in self.wording.places() if not self._is_kept(place)]

    def _is_kept(self, place: Place) -> bool:
        return all(_key(finding) in self._kept for finding in place.remark.findings)

    def _show(self) -> None:
        page = self._page
        if page is None or not page.is_draft:
            self._list.show_found(Shown())
            return
        places, every = self._open(), self.wording.places()
        language = "" if self.wording.is_checked else self._language_name(page.recap.language)
        self._list.show_found(
            Shown(
                places=tuple(places),
                current=self._number_of_current(places),
                kept=len(every) - len(places),
                argues=_TALK not in self._kept and self._argues(places),
                language=language,
                is_read=self.wording.is_read,
            )
        )

    def _number_of_current(self, places: list[Place]) -> int:
        """Return which row is unfolded: the one that was gone to, else the first."""
        shown = places[:MOST_ROWS]
        return next((n for n, place in enumerate(shown) if _at(place) == self._current), 0)

    def _argues(self, places: list[Place]) -> bool:
        if not places:
            return False
        from companion.method.wording.arguing import ARGUES, mainly_argues

        arguing = [p for p in places if any(f.rule in ARGUES for f in p.remark.findings)]
        return mainly_argues(len(arguing), self.wording.sentences())

    def _language_name(self, language: str) -> str:
        names = {"de": self.tr("German"), "fr": self.tr("French"), "es": self.tr("Spanish")}
        return names.get(language, language)

    # ------------------------------------------------------------ the person's acts

    def _use(self, place: Place) -> None:
        """Put the other wording in place of the sentence, as one step that Ctrl+Z takes back."""
        cursor, rewrite = self._cursor(place, whole=True), place.remark.rewrite
        if cursor is None or rewrite is None:
            return
        text = self._ui.text
        cursor.beginEditBlock()
        cursor.insertText(rewrite)
        cursor.endEditBlock()
        text.setTextCursor(cursor)
        text.ensureCursorVisible()
        self.wording.read_now()
        self._leave_row()

    def _keep(self, place: Place) -> None:
        if self._cursor(place) is None:
            return  # a sentence that was rewritten a moment ago
        self._set_kept(self._kept | {_key(finding) for finding in place.remark.findings})
        self._leave_row()

    def _set_kept(self, kept: frozenset[str]) -> None:
        """Remember for this draft what stays as it is, here and on the disk."""
        page = self._page
        if page is None or not page.is_draft:
            return
        self._kept = kept
        text = msgspec.json.encode(sorted(kept)).decode() if kept else ""
        at, recap_id = self._clock.now(), page.recap.id
        self._tasks.write(
            lambda store: store.drafts.keep(_place_of(recap_id), text, at), None, self._fail
        )
        self._ui.text.mark_again(tuple(self.wording.blocks()))
        self._show()

    def _go(self, place: Place) -> None:
        """Go to the words, with the cursor behind them: typing there overwrites nothing."""
        cursor = self._cursor(place)
        if cursor is None:
            return
        self._current = _at(place)
        self._ui.show_preview.setChecked(False)
        cursor.clearSelection()
        self._ui.text.setTextCursor(cursor)
        self._ui.text.ensureCursorVisible()
        self._ui.text.setFocus()
        self._show()
        self._reveal()

    def _go_to_next(self) -> None:
        """Go to the first finding behind the one that was gone to, and round again."""
        places = self._open()
        if places:
            later = (p for p in places if self._current is None or _at(p) > self._current)
            self._go(next(later, places[0]))

    def _use_current(self) -> None:
        row = self._list.current
        if row is not None and not row.use.isHidden():
            self._use(row.place)

    def _keep_current(self) -> None:
        row = self._list.current
        if row is not None:
            self._keep(row.place)

    def _invite(self) -> None:
        page = self._page
        if page is None or not page.is_draft:
            return
        topic, mail, language = page.disagreement.topic, page.fresh.text, page.recap.language
        today = self._clock.now().date()
        self._tasks.run(
            lambda: _invitation(topic, mail, language, today),
            while_alive(self, lambda words: self._put_invitation(*words)),
            self._fail,
        )

    def _put_invitation(self, subject: str, text: str) -> None:
        """Put the invitation into the mail, and say so with the way back."""
        before = self._keeping.words()
        self._put_words(subject, text)
        self._ui.notice.tell(
            self.tr("This is an invitation to talk now. Your own words are not lost."),
            self.tr("Bring my words back"),
            lambda: self._put_words(before.subject, before.text),
        )

    def _put_words(self, subject: str, text: str) -> None:
        self._ui.subject.setText(subject)
        self._ui.text.replace_text(text)
        self._keeping.keep_words()
        self._ui.text.setFocus()

    def _cursor(self, place: Place, *, whole: bool = False) -> QTextCursor | None:
        """Select the words that weigh most, or the *whole* sentence; None where they are gone."""
        block = self._ui.text.document().findBlockByNumber(place.block)
        remark, leading = place.remark, place.remark.leading
        if not block.isValid() or remark not in self.wording.remarks(block):
            return None
        ends = (remark.start, remark.end) if whole else (leading.start, leading.end)
        start, length = span(block.text(), *ends)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + start)
        cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _leave_row(self) -> None:
        """Give the keyboard on where the row that it was in is about to go."""
        now = QApplication.focusWidget()
        if now is None or self._list.isAncestorOf(now):
            self._ui.text.setFocus()

    def _reveal(self) -> None:
        row = self._list.current
        if row is not None:
            self._ui.panel_scroll.ensureWidgetVisible(row)

    # ------------------------------------------------------------ what was kept

    def _read_kept(self, recap_id: str) -> None:
        # In its turn among the acts: what was kept a moment ago is read as well.
        self._tasks.write(
            lambda store: store.drafts.get(_place_of(recap_id)),
            while_alive(self, lambda text: self._take_kept(recap_id, text)),
            self._fail,
        )

    def _take_kept(self, recap_id: str, text: str) -> None:
        if self._page is not None and self._page.recap.id == recap_id and text:
            self._kept = frozenset(msgspec.json.decode(text, type=list[str]))
            self._ui.text.mark_again(tuple(self.wording.blocks()))
            self._show()

    def _fail(self, error: object) -> None:
        self.failed.emit(error)

    # ------------------------------------------------------------ putting together

    def _connect(self) -> None:
        found = self._list
        self.wording.read.connect(self._look_again)
        self.wording.failed.connect(self._fail)
        found.use_wanted.connect(self._use)
        found.keep_wanted.connect(self._keep)
        found.go_wanted.connect(self._go)
        found.next_wanted.connect(self._go_to_next)
        found.again_wanted.connect(lambda: self._set_kept(self._kept & {_TALK}))
        found.invitation_wanted.connect(self._invite)
        found.talk_dismissed.connect(lambda: self._set_kept(self._kept | {_TALK}))

    def _bind_keys(self, window: QWidget) -> None:
        acts = ((NEXT_KEY, self._go_to_next), (USE_KEY, self._use_current))
        for keys, act in (*acts, (KEEP_KEY, self._keep_current)):
            bind(window, keys, act)


def _invitation(topic: str, mail: str, language: str, today: date) -> tuple[str, str]:
    from companion.method.wording.arguing import invitation

    return invitation(topic, mail, language, today)


def _at(place: Place) -> tuple[int, int]:
    return place.block, place.remark.start


def _key(finding: Finding) -> str:
    """Return what a kept finding is known by: the same sentence, found by the same rule."""
    return f"{finding.rule}: {finding.sentence}"


def _place_of(recap_id: str) -> str:
    return f"wording:{recap_id}"
