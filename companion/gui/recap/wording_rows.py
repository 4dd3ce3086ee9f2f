"""The rows in which the wording check speaks: one sentence, and the one suggestion to talk."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.recap.wording import Place
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.keycap import KeyCap
from companion.gui.widgets.text import Label, wrapped

USE_KEY, KEEP_KEY, NEXT_KEY = "F8", "Shift+F8", "F7"
"""As in a call, where F8 takes a hint and F7 brings the next line."""

_SHOWN: Final = 240
"""Characters of a sentence that are shown."""


class SignedRow(QWidget):
    """A sign, and beside it a sentence with a quiet line below it and its acts."""

    def __init__(self, parent: QWidget | None, sign: str, tone: str) -> None:
        """Show *sign* in the colour *tone*."""
        super().__init__(parent)
        sign_label = Label(self, sign, role="strong")
        sign_label.set_tone(tone)
        sign_label.setFixedWidth(sign_label.fontMetrics().horizontalAdvance("✓ "))
        self.words = wrapped(self)
        self.quiet = wrapped(self, role="muted")
        self.quiet.hide()
        self.column = QVBoxLayout()
        self.column.setSpacing(2)
        self.column.addWidget(self.words)
        self.column.addWidget(self.quiet)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sign_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self.column, 1)

    def say(self, words: str, quiet: str = "", spoken: str = "") -> None:
        """Say *words*, and *quiet* below them; a screen reader says *spoken* where it is given."""
        self.words.setText(words)
        self.words.setAccessibleName(spoken or words)
        self.quiet.setText(quiet)
        self.quiet.setVisible(bool(quiet))


class FindingRow(SignedRow):
    """One sentence: what divides in it, another way to say it, and the acts.

    Only the current one is unfolded; the others are gone to by their words.
    """

    use_wanted = Signal()
    keep_wanted = Signal()
    go_wanted = Signal()

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        """Tell of *place*, folded."""
        super().__init__(parent, "!", "concern")
        self.place = place
        self._remark = place.remark
        leading = place.remark.leading
        self.go = _link(self, self.tr("“{words}”").format(words=cut(leading.words)))
        self.go.clicked.connect(self.go_wanted)
        self.use = _link(self, self.tr("Use this"))
        self.use.clicked.connect(self.use_wanted)
        self.keep = _link(self, self.tr("Keep mine"))
        self.keep.clicked.connect(self.keep_wanted)
        self.why = _link(self, self.tr("Why?"))
        self.why.setCheckable(True)
        self.why.toggled.connect(self._explain)
        self._reason = wrapped(self, role="small")
        self._acts = QWidget(self)
        self._lay_out()
        self.unfold(on=False)

    @property
    def reason(self) -> str:
        """Why it is a finding and where that is from; empty until it is asked for."""
        return "" if self._reason.isHidden() else self._reason.text()

    @property
    def first_stop(self) -> QWidget:
        """Where the keyboard enters the row."""
        if self._acts.isHidden():
            return self.go
        return self.keep if self.use.isHidden() else self.use

    def unfold(self, *, on: bool) -> None:
        """Show the other wording and the acts, or only what is found."""
        words = self._remark.leading.told
        told = self.tr("To look at: {words}").format(words=words)
        self.say(words, self._other() if on else "", told)
        self.go.setVisible(not on)
        self._acts.setVisible(on)
        if not on:
            self.why.setChecked(False)

    def _other(self) -> str:
        """Say the sentence otherwise, and what to look for where no rule knows how."""
        lines = []
        if self._remark.rewrite is not None:
            plain = self._remark.rewrite.replace("**", "")
            lines.append(self.tr("Try: “{words}”").format(words=cut(plain)))
        advice = self.tr("“{words}”: {advice}")
        lines += [
            advice.format(words=cut(each.words), advice=each.advice)
            for each in self._remark.unsolved
        ]
        return "\n".join(lines)

    def _explain(self, on: bool) -> None:
        reasons = dict.fromkeys(f"{each.reason}\n{each.source}" for each in self._remark.findings)
        self._reason.setText("\n".join(reasons))
        self._reason.setVisible(on)

    def _lay_out(self) -> None:
        flow = FlowLayout(self._acts, 4)
        flow.setContentsMargins(0, 0, 0, 0)
        use = _with_key(self._acts, self.use, USE_KEY)
        for part in (use, _with_key(self._acts, self.keep, KEEP_KEY), self.why):
            flow.addWidget(part)
        for part in (use, self.use):
            part.setVisible(self._remark.rewrite is not None)
        self.use.setAccessibleDescription(self._remark.rewrite or "")
        self._reason.hide()
        self.column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._acts)
        self.column.addWidget(self._reason)


class TalkRow(SignedRow):
    """The one suggestion of a message that mainly argues: talk, and write down what was agreed."""

    invitation_wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Suggest it."""
        super().__init__(parent, "!", "concern")
        self.say(
            self.tr("This mail mainly argues. A short talk may bring you both further."),
            self.tr("Talk first; what you agree on then goes into the recap."),
        )
        self.invite = _link(self, self.tr("Draft an invitation"))
        self.invite.clicked.connect(self.invitation_wanted)
        self.later = _link(self, self.tr("Not now"))
        self.later.clicked.connect(self.dismissed)
        acts = QWidget(self)
        flow = FlowLayout(acts, 8)
        flow.setContentsMargins(0, 0, 0, 0)
        flow.addWidget(self.invite)
        flow.addWidget(self.later)
        self.column.addWidget(acts)


def cut(words: str) -> str:
    """Return *words*, or the beginning of very many."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"


def _with_key(parent: QWidget, button: QPushButton, keys: str) -> QWidget:
    """Return the button and its key as one, so that no line breaks between them."""
    both = QWidget(parent)
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    row.addWidget(button)
    row.addWidget(KeyCap(both, keys))
    return both


def _link(parent: QWidget, words: str) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"), parent)
    button.setProperty("link", True)
    return button
