"""One call: what was prepared, ticked, noted, offered and agreed in it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from companion.model.outcome import Outcome
from companion.model.recap import Recap
from companion.model.value import At, Id, Minutes, Ms, Value


class CallState(StrEnum):
    """Where a call is in its life; a paused call is ``running`` with an open pause."""

    PREPARED = "prepared"
    RUNNING = "running"
    ENDED = "ended"


class Side(StrEnum):
    """Whose: ours or the client's."""

    OURS = "ours"
    THEIRS = "theirs"


class NoteKind(StrEnum):
    """What a note holds; the order is the order in which the entry offers them."""

    FACT = "fact"
    METRIC = "metric"
    CONCERN = "concern"
    QUOTE = "quote"
    IDEA = "idea"
    POINT = "point"
    PROMISE = "promise"
    RISK = "risk"
    PRIVATE = "private"


class Pause(Value, frozen=True, kw_only=True):
    """A pause: ``from_ms`` is the call's clock when it began, ``to_ms`` that plus its length.

    ``to_ms`` is None while the pause lasts. The call's clock stands still meanwhile.
    """

    from_ms: Ms = 0
    to_ms: Ms | None = None


class Attendee(Value, frozen=True, kw_only=True):
    """A person on the call; the address may be empty."""

    name: str = ""
    email: str = ""
    side: Side = Side.THEIRS


class StepMark(Value, frozen=True, kw_only=True):
    """A step of the playbook in this call: when it was ticked, and its answer."""

    key: Id
    done_ms: Ms | None = None
    answer: str = ""


class Note(Value, frozen=True, kw_only=True):
    """A note with the time on the call's clock (``at_ms``) and on the wall (``at``).

    ``source`` is ``typed``, ``command``, ``clock`` (a mark set by the program) or an import's.
    """

    id: Id
    at_ms: Ms = 0
    at: At | None = None
    kind: NoteKind = NoteKind.FACT
    who: str = ""
    text: str = ""
    retimed_from_ms: Ms | None = None
    source: str = "typed"


class Option(Value, frozen=True, kw_only=True):
    """One way forward, with its effect on the client's metric and its cost."""

    label: Id
    text: str = ""
    effect: str = ""
    cost: str = ""


class Chosen(Value, frozen=True, kw_only=True):
    """The client's pick among the options, and why, in their words."""

    label: str = ""
    why: str = ""


class CaringNo(Value, frozen=True, kw_only=True):
    """The two parts of a no: what this road would cost them, and the alternative."""

    cost_to_them: str = ""
    alternative: str = ""


class NextStep(Value, frozen=True, kw_only=True):
    """One action; it counts as agreed only with an owner and a date."""

    id: Id
    at_ms: Ms = 0
    text: str = ""
    owner: str = ""
    side: Side = Side.OURS
    due: date | None = None
    due_text: str = ""
    scope_changed: bool = False
    agreement_updated_on: date | None = None
    done_at: At | None = None

    @property
    def is_agreed(self) -> bool:
        """Whether it says what, who and when (method, idea 5)."""
        return bool(self.text and self.owner and self.due)


class ReadBack(Value, frozen=True, kw_only=True):
    """The agreement as it was read back to the client and confirmed."""

    at_ms: Ms = 0
    text: str = ""


class TranscriptLine(Value, frozen=True, kw_only=True):
    """One line of the call's transcript."""

    at_ms: Ms = 0
    speaker: str = ""
    text: str = ""


class Link(Value, frozen=True, kw_only=True):
    """Something that the client needs to know to decide."""

    title: str = ""
    url: str = ""


class Call(Value, frozen=True, kw_only=True):
    """A call: prepared, running or ended. Its steps are in the order of its playbook."""

    id: Id
    state: CallState | None = None
    playbook: str = ""
    planned_at: At | None = None
    planned_minutes: Minutes = 0
    started_at: At | None = None
    ended_at: At | None = None
    pauses: tuple[Pause, ...] = ()
    attendees: tuple[Attendee, ...] = ()
    why_now: str = ""
    next_step_aim: str = ""
    steps: tuple[StepMark, ...] = ()
    notes: tuple[Note, ...] = ()
    options: tuple[Option, ...] = ()
    chosen: Chosen | None = None
    caring_no: CaringNo = CaringNo()
    next_steps: tuple[NextStep, ...] = ()
    none_agreed_because: str = ""
    outcome: Outcome | None = None
    read_back: ReadBack | None = None
    transcript: tuple[TranscriptLine, ...] = ()
    links: tuple[Link, ...] = ()
    recaps: tuple[Recap, ...] = ()

    @property
    def status(self) -> CallState:
        """The state, worked out from the end time where the document leaves it out."""
        if self.state is not None:
            return self.state
        return CallState.ENDED if self.ended_at is not None else CallState.PREPARED

    @property
    def moment(self) -> At | None:
        """The best known time of the call: its start, else its plan, else its end."""
        return self.started_at or self.planned_at or self.ended_at

    def step(self, key: str) -> StepMark:
        """Return the mark of that step; an empty one where it was not touched."""
        return next((step for step in self.steps if step.key == key), StepMark(key=key))
