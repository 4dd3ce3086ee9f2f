"""One step of a playbook to write: its title, why, what its answer is, and lines to say."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.flow import FlowLayout
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label, set_tip
from companion.method.one_line import one_line
from companion.method.playbook import MOST_WORDS, Captures, Step, is_long


class StepEditor(Card):
    """Tells every change at once; moving and taking away are its owner's."""

    changed = Signal(object)
    """The Step says something else."""

    moved = Signal(str, int)
    """The step is wanted further up (-1) or down (1): its key."""

    removed = Signal(str)
    """The step is not wanted any more: its key."""

    def __init__(self, parent: QWidget, step: Step, number: int) -> None:
        """Show *step* as the one with that *number*."""
        super().__init__(parent)
        self.step = step
        self.title = LineEdit(self)
        self.title.setText(step.title)
        self.title.home(False)
        self.title.setPlaceholderText(self.tr("What the step is called"))
        self.title.setAccessibleName(self.tr("Title of step {n}").format(n=number))
        self.why = GrowingEntry(self)
        self.why.set_most_lines(6)
        self.why.set_text(step.why)
        self.why.setPlaceholderText(self.tr("Why it helps, in one sentence"))
        self.why.setAccessibleName(self.tr("Why step {n} helps").format(n=number))
        self.lines = GrowingEntry(self)
        self.lines.set_commits(False)
        self.lines.set_least_lines(3)
        self.lines.set_most_lines(8)
        self.lines.set_text("\n".join(step.lines))
        self.lines.setPlaceholderText(self.tr("Lines to say, one below the other"))
        self.lines.setAccessibleName(self.tr("Lines to say in step {n}").format(n=number))
        self.captures = self._chooser(number)
        self._long = Label(self, "", "small")
        self._long.set_tone("concern")
        self._long.set_wrap()
        self._lay_out(number)
        self._mind_long()
        self.title.textChanged.connect(self._tell)
        self.why.textChanged.connect(self._tell)
        self.lines.textChanged.connect(self._tell)
        self.captures.currentIndexChanged.connect(self._tell)

    def set_own(self, *, own: bool) -> None:
        """Let the step be changed, or be read only."""
        self.setEnabled(own)
        for act in self._acts:
            act.setVisible(own)

    @property
    def warning(self) -> str:
        """What it says about lines that are too long; empty where none is."""
        return self._long.text()

    def begin(self) -> None:
        """Take the focus into the title, ready to be overwritten."""
        self.title.setFocus()
        self.title.selectAll()

    def _chooser(self, number: int) -> QComboBox:
        words = {
            Captures.TEXT: self.tr("A few words"),
            Captures.METRIC: self.tr("Their metric"),
            Captures.QUESTION: self.tr("A question asked together"),
            Captures.OPTIONS: self.tr("Three options"),
            Captures.NEXT_STEP: self.tr("A next step"),
            Captures.REQUEST: self.tr("What they ask for"),
            Captures.WANTED_RESULT: self.tr("The result they want"),
            Captures.GOOD_LOOKS_LIKE: self.tr("What good looks like"),
            Captures.COST_TO_THEM: self.tr("What it would cost them"),
            Captures.ALTERNATIVE: self.tr("The alternative"),
            Captures.EXPECTATION: self.tr("What they expect"),
            Captures.CHECK_IN: self.tr("The day of a check-in"),
        }
        chooser = QComboBox(self)
        chooser.setAccessibleName(self.tr("What the answer of step {n} is").format(n=number))
        for captures, word in words.items():
            chooser.addItem(word, captures)
        asked = list(words).index(Captures.EXPECTATION)
        tip = self.tr("The title of the step is the question that they answer.")
        chooser.setItemData(asked, tip, Qt.ItemDataRole.ToolTipRole)
        chooser.setCurrentIndex(list(words).index(self.step.captures))
        return chooser

    def _tell(self) -> None:
        lines = (line.strip() for line in self.lines.text().splitlines())
        self.step = replace(
            self.step,
            title=self.title.text(),
            why=one_line(self.why.text()),
            captures=Captures(self.captures.currentData()),
            lines=tuple(line for line in lines if line),
        )
        self._mind_long()
        self.changed.emit(self.step)

    def _mind_long(self) -> None:
        long = next((line for line in self.step.lines if is_long(line)), "")
        words = self.tr("“{start}…” has {count} words; {most} are read in a glance.").format(
            start=" ".join(long.split()[:4]), count=len(long.split()), most=MOST_WORDS
        )
        self._long.setText(words if long else "")
        self._long.setVisible(bool(long))

    def _lay_out(self, number: int) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(Label(self, str(number), "strong"))
        head.addWidget(self.title, 1)
        up, down = (self.tr("Move up"), "↑", -1), (self.tr("Move down"), "↓", 1)
        movers = [self._mover(*each) for each in (up, down)]
        remove = QPushButton(self.tr("Remove"), self)
        remove.setProperty("link", True)
        remove.setAccessibleName(self.tr("Remove step {n}").format(n=number))
        remove.clicked.connect(lambda: self.removed.emit(self.step.key))
        self._acts: list[QWidget] = [*movers, remove]
        acts = QHBoxLayout()
        acts.addStretch(1)
        for act in self._acts:
            acts.addWidget(act)
        answer = FlowLayout()
        answer.addWidget(Label(self, self.tr("Its answer is"), "muted"))
        answer.addWidget(self.captures)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self.why)
        box.addLayout(answer)
        box.addWidget(self.lines)
        box.addWidget(self._long)
        box.addLayout(acts)

    def _mover(self, words: str, sign: str, by: int) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(words)
        set_tip(button, words)
        button.clicked.connect(lambda: self.moved.emit(self.step.key, by))
        return button
