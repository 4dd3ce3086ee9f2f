"""The form of a preparation: every field bound to its place in the history and to the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter

from companion.errors import InvalidInput
from companion.gui.forms.ui_prepare import Ui_Prepare
from companion.gui.prepare.links_field import LinksField
from companion.gui.prepare.options_field import OptionsField
from companion.gui.prepare.people_field import PeopleField
from companion.gui.prepare.texts import Texts
from companion.gui.prepare.whole_line import Keep, WholeLine
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.text import Label
from companion.method.metric import format_metric
from companion.method.moments import (
    format_minutes,
    format_moment,
    parse_minutes,
    parse_moment,
    parse_past_moment,
)
from companion.method.one_line import one_line
from companion.preparing.client_acts import assign_client
from companion.preparing.metric_acts import keep_metric
from companion.preparing.preparation import Preparation, place
from companion.session import Clock
from companion.store import Store

DISAGREEMENT_TEXTS = (
    "topic",
    "our_metric",
    "request",
    "wanted_result",
    "their_view",
    "our_view",
    "they_are_right_about",
    "would_change_our_mind",
    "need_to_know",
    "good_looks_like",
)
CALL_TEXTS = ("next_step_aim", "why_now")


class PrepareForm(QObject):
    """Binds the widgets of ``ui/prepare.ui``; what they say is on the disk moments later."""

    meaning_changed = Signal()
    """Another client, number, plan or person was kept: what depends on it may be another now."""

    def __init__(
        self, ui: Ui_Prepare, saver: Saver, tasks: Tasks, clock: Clock, call_id: str, *, past: bool
    ) -> None:
        """Bind the fields of *ui*; with *past* the call was held already."""
        super().__init__(ui.form)
        self.ui = ui
        self._saver = saver
        self._clock = clock
        self._call_id = call_id
        self._past = past
        self._planned: datetime | None = None
        self._minutes = 0
        self._names = QStringListModel(self)
        self.client = self._line("client", ui.client, ui.client_slip, self._keep_client)
        self.planned = self._line("planned", ui.planned, ui.planned_slip, self._keep_planned)
        self.minutes = self._line("minutes", ui.minutes, ui.minutes_slip, self._keep_minutes)
        self.metric = self._line("metric", ui.metric, ui.metric_slip, self._keep_metric)
        self.people = PeopleField(ui.people, ui.people_slip, saver, tasks, clock, call_id)
        self.people.kept.connect(self.meaning_changed)
        self.links = LinksField(ui.links, ui.links_slip, saver, call_id)
        self.options = OptionsField(ui.options, ui.costs, saver, call_id, ui.options_field)
        self.texts = self._bind_texts()
        ui.confidence.said.connect(self._say_confidence)
        self._complete_client()

    def show_preparation(self, preparation: Preparation) -> None:
        """Show what the history has, but never over a field that is being typed."""
        call, drafts = preparation.call, preparation.drafts
        disagreement, memory = preparation.disagreement, preparation.memory
        texts = {name: getattr(disagreement, name) for name in DISAGREEMENT_TEXTS}
        self.texts.show_texts(texts | {name: getattr(call, name) for name in CALL_TEXTS})
        self._names.setStringList([one_line(name) for name in preparation.client_names])
        self.client.show_text(one_line(memory.client_name), drafts.get("client", ""))
        self.metric.show_text(
            _metric_line(preparation, self._clock.now()), drafts.get("metric", "")
        )
        self._show_plan(preparation)
        self.people.suggest(memory.contacts)
        self.people.show_people(call.attendees, drafts.get("people", ""))
        self.links.show_links(call.links)
        self.options.show_options(call.options)
        self._show_confidence(preparation)

    def finish(self) -> None:
        """Keep the meaning of every line that is still being typed, as if it had been left."""
        for line in (self.client, self.planned, self.minutes, self.metric):
            line.finish()
        self.people.finish()

    def client_name(self) -> str:
        """Return the name in the client's field."""
        return one_line(self.ui.client.text())

    def held(self) -> tuple[datetime, int]:
        """Return when a past call was held and for how many minutes.

        Raises InvalidInput, with the sentence already shown at its field, where one is missing.
        """
        if not self.planned.finish() or self._planned is None:
            self._ask(
                self.planned, self.tr("Say when the call was held, as in “Thu 26 Nov, 14:00”.")
            )
        if not self.minutes.finish() or not self._minutes:
            self._ask(self.minutes, self.tr("Say how long it lasted, as in “45 min”."))
        assert self._planned is not None
        return self._planned, self._minutes

    def _ask(self, line: WholeLine, sentence: str) -> None:
        if not line.is_open:
            line.say(sentence)
        line.field.setFocus(Qt.FocusReason.OtherFocusReason)
        raise InvalidInput(sentence)

    def _line(self, name: str, field: LineEdit, slip: Label, keep: Keep) -> WholeLine:
        line = WholeLine(name, field, slip, self._saver, self._clock, self._call_id, keep)
        line.kept.connect(self.meaning_changed)
        return line

    def _bind_texts(self) -> Texts:
        texts = Texts(self._saver, self)
        call_id = self._call_id
        for name in DISAGREEMENT_TEXTS:
            texts.bind(name, getattr(self.ui, name), partial(_keep_text, call_id, name))
        for name in CALL_TEXTS:
            texts.bind(name, getattr(self.ui, name), partial(_keep_call_text, call_id, name))
        return texts

    def _complete_client(self) -> None:
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if (names := completer.popup()) is not None:
            names.setProperty("role", "completions")
        self.ui.client.setCompleter(completer)
        # The completer writes its text into the line right after this signal, and tells nobody.
        completer.activated.connect(lambda _name: QTimer.singleShot(0, self, self._take_client))

    def _take_client(self) -> None:
        self.ui.client.textEdited.emit(self.ui.client.text())
        self.client.finish()

    def _keep_client(self, text: str) -> Callable[[Store], object]:
        call_id, now = self._call_id, self._clock.now()
        return lambda store: assign_client(store, call_id, text, now)

    def _keep_metric(self, text: str) -> Callable[[Store], object]:
        call_id, now = self._call_id, self._clock.now()
        return lambda store: keep_metric(store, call_id, text, now)

    def _keep_planned(self, text: str) -> Callable[[Store], object]:
        parse = parse_past_moment if self._past else parse_moment
        self._planned = None
        self._planned = parse(text, self._clock.now()) if text else None
        if self._planned is not None:
            self.ui.planned.setText(format_moment(self._planned, self._clock.now()))
        return self._keep_plan("planned")

    def _keep_minutes(self, text: str) -> Callable[[Store], object]:
        self._minutes = 0
        self._minutes = parse_minutes(text)
        self.ui.minutes.setText(format_minutes(self._minutes))
        return self._keep_plan("minutes")

    def _keep_plan(self, line: str) -> Callable[[Store], object]:
        """Keep when the call is planned; a call that was held had no plan, only a draft of it."""
        call_id, now, at, minutes = self._call_id, self._clock.now(), self._planned, self._minutes
        here = place(call_id, line)
        if self._past:
            text = getattr(self.ui, line).text()
            return lambda store: store.drafts.keep(here, text, now)

        def keep(store: Store) -> None:
            with store.write():
                store.drafts.keep(here, "", now)
                store.live.set_plan(call_id, at, minutes)

        return keep

    def _show_plan(self, preparation: Preparation) -> None:
        drafts, call, now = preparation.drafts, preparation.call, self._clock.now()
        if not self._past and not self.planned.is_open:
            self._planned = call.planned_at
        if not self._past and not self.minutes.is_open:
            self._minutes = call.planned_minutes
        planned = format_moment(self._planned, now) if self._planned else ""
        self.planned.show_text(planned, drafts.get("planned", ""))
        self.minutes.show_text(format_minutes(self._minutes), drafts.get("minutes", ""))

    def _say_confidence(self, percent: int) -> None:
        call_id, now = self._call_id, self._clock.now()
        self.ui.confidence_said.setText(f"{percent}%")

        def keep(store: Store) -> None:
            disagreement_id = store.calls.disagreement_of(call_id)
            store.disagreements.set_confidence(disagreement_id, now, percent)

        self._saver.changed("confidence", keep)

    def _show_confidence(self, preparation: Preparation) -> None:
        said = preparation.disagreement.confidence
        if self.ui.confidence.hasFocus():
            return
        self.ui.confidence.show_percent(said[-1].percent if said else None)
        self.ui.confidence_said.setText(f"{said[-1].percent}%" if said else self.tr("not said yet"))


def has_more(preparation: Preparation) -> bool:
    """Whether a field that is folded away by default has content."""
    disagreement, call = preparation.disagreement, preparation.call
    folded = [name for name in DISAGREEMENT_TEXTS if name not in {"topic", "our_metric"}]
    texts = [getattr(disagreement, name) for name in folded]
    return bool(any(texts) or disagreement.confidence or call.links or call.why_now)


def _metric_line(preparation: Preparation, now: datetime) -> str:
    return format_metric(preparation.metric, now.date()) if preparation.metric else ""


def _keep_text(call_id: str, name: str, store: Store, text: str) -> None:
    store.disagreements.set_text(store.calls.disagreement_of(call_id), name, text)


def _keep_call_text(call_id: str, name: str, store: Store, text: str) -> None:
    store.live.set_text(call_id, name, text)
