"""Brings ticks and answers to the disk while they are given, and shows what came back."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.answers import keep_answer
from companion.gui.live.day_answer import DayAnswer
from companion.gui.live.examples import example_of
from companion.gui.live.held_call import HeldCall
from companion.gui.live.next_step_foot import NextStepFoot
from companion.gui.live.next_steps_answer import NextStepsAnswer
from companion.gui.live.options_answer import OptionsAnswer
from companion.gui.live.outcome_row import OutcomeRow
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.steps_card import StepsCard
from companion.gui.live.text_answer import TextAnswer
from companion.gui.saving import Saver
from companion.method.judged_by import metric_meant
from companion.method.metric import parse_metric
from companion.method.people import is_same
from companion.method.playbook import Captures, PlaybookScript, Step
from companion.model import Call, Chosen, Metric, NextStep, Option, Outcome, Side, StepMark
from companion.store import Store


class Answering(QObject):
    """Knows which step is open, and what each answer is stored as."""

    act_done = Signal()
    """Something was ticked, chosen or answered: the entry may have the focus again."""

    metric_set = Signal(object)
    """The client's metric is another one, or has another reading: the Metric."""

    metric_ticked = Signal(object)
    """The step of the metric was ticked at that time of the call's clock, or unticked (None)."""

    next_step_changed = Signal(object)
    """A next step is being typed: the NextStep."""

    next_step_removed = Signal(str)
    """A next step is gone: its id."""

    def __init__(self, held: HeldCall, card: StepsCard, outcome: OutcomeRow, saver: Saver) -> None:
        """Keep the answers that are given in *card* and *outcome* for the call that is *held*."""
        super().__init__(held)
        self._held = held
        self._card = card
        self._saver = saver
        self._seen: Snapshot | None = None
        self._metric_line = ""
        self._playbook = PlaybookScript(key="none", title="")
        self._foot: NextStepFoot | None = None
        self._answers: dict[Captures, QWidget] = {}
        self._removed: dict[str, NextStep] = {}
        self._outcome = outcome
        self._outcome.chosen.connect(self._keep_outcome)
        self._outcome.done.connect(self.act_done)
        card.ticked.connect(self._tick)
        card.opened.connect(self.open_step)

    def show(self, seen: Snapshot) -> None:
        """Show what is stored; the first time, open the step that is due."""
        first = self._seen is None
        self._seen = seen
        if first:
            self._build(seen)
        # The steps stay those that the call began with, whatever is edited meanwhile.
        for step in self._playbook.steps:
            self._card.set_done(step.key, seen.call.step(step.key).done_ms)
            self._show_answer(self._card.rows[step.key].answer, seen.answers.get(step.key), seen)
        if self._foot is not None:
            self._show_answer(self._foot.answer, None, seen)
        self._outcome.show_outcome(seen.call.outcome)
        if first:
            self._card.open(self._card.first_undone())

    def tick_number(self, number: int) -> None:
        """Tick or untick the step in that place."""
        key = self._card.key_at(number)
        if key is not None:
            self._tick(key, not self._card.rows[key].is_done)

    def open_number(self, number: int) -> None:
        """Open the step in that place, ready to be answered."""
        key = self._card.key_at(number)
        if key is not None:
            self.open_step(key)

    def open_step(self, key: str) -> None:
        """Open a step, ready to be answered."""
        self._card.open(key)
        self.begin()

    def begin(self) -> None:
        """Take the focus into the answer of the open step."""
        if self._card.open_key:
            answer = self._card.rows[self._card.open_key].answer
            if isinstance(answer, TextAnswer | OptionsAnswer | NextStepsAnswer):
                answer.begin()

    def pick_option(self, number: int) -> None:
        """Mark the option in that place as their pick, or take the mark off."""
        answer = self._answers.get(Captures.OPTIONS)
        if isinstance(answer, OptionsAnswer):
            answer.pick_number(number)

    def edit_next_step(self, step_id: str) -> None:
        """Open the step that holds the next steps, with that one in its fields."""
        answer = self._answers.get(Captures.NEXT_STEP)
        if isinstance(answer, NextStepsAnswer):
            self.begin_next_step()
            answer.open_step(step_id)

    def begin_next_step(self) -> None:
        """Open what a next step is typed in, be it a step of the playbook or below all steps."""
        if self._foot is not None:
            self._foot.open()
        else:
            self.open_capturing(Captures.NEXT_STEP)

    @property
    def playbook(self) -> PlaybookScript:
        """The steps that this window was opened with."""
        return self._playbook

    @property
    def open_key(self) -> str:
        """The key of the step that is open; empty before there are any."""
        return self._card.open_key

    def answer_of(self, captures: Captures) -> QWidget | None:
        """Return the fields of the last step that captures that, or None."""
        return self._answers.get(captures)

    def take_question(self, question: str) -> bool:
        """Write a joint question down as the answer that is one; False where no step is for it.

        What stands there already stays before it.
        """
        answer = self._answers.get(Captures.QUESTION)
        if not isinstance(answer, TextAnswer):
            return False
        before = answer.text().rstrip()
        answer.field.set_text(f"{before}\n{question}" if before else question)
        self._card.open(self.key_of(Captures.QUESTION))
        return True

    def open_capturing(self, captures: Captures) -> None:
        """Open the step that captures that, ready to be answered, where there is one."""
        if key := self.key_of(captures):
            self.open_step(key)

    def forget_next_step(self, step_id: str) -> None:
        """Take a next step away; ``bring_back_next_step`` undoes it."""
        answer = self._answers.get(Captures.NEXT_STEP)
        if isinstance(answer, NextStepsAnswer):
            removed = answer.forget(step_id)
            if removed is not None:
                self._removed[step_id] = removed
        self._remove_next_step(step_id)

    def bring_back_next_step(self, step_id: str) -> bool:
        """Bring back a next step that was taken away; return whether it was one."""
        step = self._removed.pop(step_id, None)
        answer = self._answers.get(Captures.NEXT_STEP)
        if step is None or not isinstance(answer, NextStepsAnswer):
            return False
        answer.bring_back(step)
        self._keep_next_step(step)
        return True

    def finish(self) -> None:
        """Let every answer stand as it is, before the call ends."""
        answer = self._answers.get(Captures.METRIC)
        if isinstance(answer, TextAnswer):
            self._keep_metric(answer.text())

    def _build(self, seen: Snapshot) -> None:
        self._playbook = seen.playbook
        self._metric_line = seen.call.step(self._metric_key()).answer if seen.metric else ""
        self._card.build(seen.playbook, self._answer_for)
        if not self.key_of(Captures.NEXT_STEP):
            answer = self._next_steps()
            self._answers[Captures.NEXT_STEP] = answer
            self._foot = NextStepFoot(self._card, answer)
            self._card.add_below(self._foot)

    def _answer_for(self, step: Step) -> QWidget:
        """Make the fields for what a step captures."""
        answer: QWidget
        if step.captures is Captures.OPTIONS:
            answer = self._options()
        elif step.captures is Captures.NEXT_STEP:
            answer = self._next_steps()
        else:
            answer = self._text(step)
        self._answers[step.captures] = answer
        return answer

    def _text(self, step: Step) -> TextAnswer:
        example = example_of(step.captures)
        answer = (
            DayAnswer(None, step.title, example, self._held.clock)
            if step.captures is Captures.CHECK_IN
            else TextAnswer(None, step.title, example)
        )
        answer.changed.connect(partial(self._keep_answer, step))
        answer.entered.connect(self.act_done)
        if step.captures is Captures.METRIC:
            answer.finished.connect(self._keep_metric)
        return answer

    def _options(self) -> OptionsAnswer:
        answer = OptionsAnswer()
        answer.option_changed.connect(self._keep_option)
        answer.chosen.connect(self._keep_choice)
        answer.chosen.connect(self.act_done)
        answer.why_changed.connect(self._keep_choice)
        answer.entered.connect(self.act_done)
        return answer

    def _next_steps(self) -> NextStepsAnswer:
        answer = NextStepsAnswer(None, self._held.clock_ms)
        answer.changed.connect(self._keep_next_step)
        answer.removed.connect(self._remove_next_step)
        answer.none_because_changed.connect(self._keep_none_because)
        answer.entered.connect(self.act_done)
        return answer

    def _show_answer(self, answer: QWidget, text: str | None, seen: Snapshot) -> None:
        call = seen.call
        if isinstance(answer, TextAnswer):
            answer.show_text(text or "")
        elif isinstance(answer, OptionsAnswer):
            answer.show_options(call.options, call.chosen)
        elif isinstance(answer, NextStepsAnswer):
            today = self._held.clock.now().date()
            answer.show_steps(call.next_steps, call.none_agreed_because, seen.owners, today)

    def key_of(self, captures: Captures) -> str:
        """Return the key of the first step that captures that; empty where there is none."""
        return next((step.key for step in self._playbook.capturing(captures)), "")

    def number_of(self, captures: Captures) -> int:
        """Return the number, from 1, of the first step that captures that; 0 for none."""
        keys = [step.key for step in self._playbook.steps]
        key = self.key_of(captures)
        return keys.index(key) + 1 if key else 0

    def _metric_key(self) -> str:
        return self.key_of(Captures.METRIC)

    def _tick(self, key: str, on: bool) -> None:
        """Stamp the tick with the call's clock of now, and store it."""
        at_ms = self._held.clock_ms() if on else None
        if key == self._metric_key():
            self.finish()
        self._held.act(lambda session: session.tick(key, at_ms), self._show_tick)
        # At once: a step that closed under typing hands would let the keys fall elsewhere.
        self._card.open(self._following(key) if on else key)
        self.act_done.emit()

    def _following(self, key: str) -> str:
        """Return the step to open once *key* is ticked: the next that is not, else the last."""
        following = self._card.first_undone(key)
        return following if following != key else list(self._card.rows)[-1]

    def _show_tick(self, mark: StepMark) -> None:
        self._card.set_done(mark.key, mark.done_ms)
        self._card.open(self._card.open_key)
        if mark.key == self._metric_key():
            self.metric_ticked.emit(mark.done_ms)

    def _keep_answer(self, step: Step, text: str) -> None:
        call_id, today = self._held.call_id, self._held.clock.now().date()
        self._saver.changed(
            f"step:{step.key}", lambda store: keep_answer(store, call_id, step, text, today)
        )

    def _keep_metric(self, line: str) -> None:
        """Read the typed line as a metric, and store it where it says something new."""
        if self._seen is None or not line.strip() or line == self._metric_line:
            return
        self._metric_line = line
        act = partial(_keep_metric, self._seen, line, self._held.clock.now())
        self._held.write(act, self.metric_set.emit)

    def _keep_option(self, option: Option) -> None:
        call_id = self._held.call_id
        self._saver.changed(
            f"option:{option.label}", lambda store: store.live.set_option(call_id, option)
        )

    def _keep_choice(self, chosen: Chosen | None) -> None:
        call_id = self._held.call_id
        self._saver.changed("chosen", lambda store: store.live.choose(call_id, chosen))

    def _keep_next_step(self, step: NextStep) -> None:
        call_id = self._held.call_id
        whole = self._with_side(step)
        self._saver.changed(
            f"next:{step.id}", lambda store: store.live.save_next_step(call_id, whole)
        )
        self.next_step_changed.emit(whole)

    def _with_side(self, step: NextStep) -> NextStep:
        """Return the step as theirs where its owner is one of the client's people."""
        names = self._seen.their_names if self._seen else ()
        theirs = any(is_same(step.owner, name) for name in names)
        return replace(step, side=Side.THEIRS if theirs else Side.OURS)

    def _remove_next_step(self, step_id: str) -> None:
        self._saver.changed(f"next:{step_id}", lambda store: store.live.remove_next_step(step_id))
        self.next_step_removed.emit(step_id)

    def _keep_none_because(self, text: str) -> None:
        call_id = self._held.call_id
        self._saver.changed(
            "none-because",
            lambda store: store.live.set_text(call_id, "none_agreed_because", text),
        )

    def _keep_outcome(self, outcome: Outcome | None) -> None:
        call_id = self._held.call_id
        self._saver.changed("outcome", lambda store: store.live.set_outcome(call_id, outcome))


def _keep_metric(seen: Snapshot, line: str, now: datetime, store: Store) -> Metric:
    """Store a typed line as the client's metric, and judge the disagreement by it."""
    call: Call = seen.call
    said = parse_metric(line, now.date())
    with store.write():
        disagreement = store.disagreements.get(seen.disagreement_id)
        client = store.people.client(disagreement.client)
        current = client.metric(disagreement.metric)
        metric = metric_meant(client, current, said, now, call.started_at)
        store.people.save_metric(client.id, metric)
        store.disagreements.set_metric(disagreement.id, metric)
    return metric
