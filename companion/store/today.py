"""The lines of the page that opens first: plain values, one sort for each thing that waits."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from companion.model import InboxNote, OutcomeKind, RecapState, Side
from companion.model.value import At, Value

T = TypeVar("T")


class Some(Value, Generic[T], frozen=True, kw_only=True):
    """The first lines of one sort, and how many there are of it in all."""

    lines: tuple[T, ...] = ()
    count: int = 0


class Matter(Value, frozen=True, kw_only=True):
    """What every line has: which disagreement it is about, and whose."""

    disagreement_id: str
    client_name: str
    topic: str


class RunningCall(Matter, frozen=True, kw_only=True):
    """A call that was started and not ended; *noted_at* is when its last note was taken."""

    call_id: str
    started_at: At | None
    notes: int
    noted_at: At | None


class PreparedCall(Matter, frozen=True, kw_only=True):
    """A call to come, or one whose time has passed. *metric* is empty while it is not known."""

    call_id: str
    planned_at: At | None
    minutes: int
    metric: str
    options: int


class UnsentRecap(Matter, frozen=True, kw_only=True):
    """A call whose recap has not left the house; ``has_draft`` where one was begun."""

    call_id: str
    ended_at: At | None
    has_draft: bool


class OutboxRecap(Matter, frozen=True, kw_only=True):
    """A recap that was released and has not reached everybody; *refused* counts addresses.

    ``next_try`` is when it goes by itself, None where it does not. ``is_late`` asks the person
    before it goes. ``is_here`` is False for one that another machine had to send.
    """

    call_id: str
    recap_id: str
    state: RecapState
    next_try: At | None
    is_late: bool
    is_here: bool
    refused: int


class Correction(Matter, frozen=True, kw_only=True):
    """A recap that the client has corrected, and no later one went out since."""

    call_id: str
    asked_at: At | None
    text: str


class AwaitedAnswer(Matter, frozen=True, kw_only=True):
    """A recap that the client has not answered yet; it asks for nothing of the person."""

    call_id: str
    recap_id: str
    sent_at: At | None


class DueStep(Matter, frozen=True, kw_only=True):
    """A next step that is not done and due by now."""

    step_id: str
    text: str
    owner: str
    side: Side
    due: date


class ScopeChange(Matter, frozen=True, kw_only=True):
    """A next step that changed the scope; it waits until the agreement says so too."""

    step_id: str
    text: str
    agreed_at: At | None


class CheckIn(Value, frozen=True, kw_only=True):
    """A client with whom a check-in is due."""

    client_id: str
    client_name: str
    on: date


class DueReview(Matter, frozen=True, kw_only=True):
    """A look back that is due: did it hold? *draft* is an answer that is being typed."""

    due: date
    landed: str
    landed_at: At | None
    draft: str

    @property
    def draft_place(self) -> str:
        """Where an answer is kept while it is being typed."""
        return f"review:{self.disagreement_id}:{self.due.isoformat()}"


class DueVerdict(Matter, frozen=True, kw_only=True):
    """A disagreement of which one can tell by now who was right."""

    landed: str
    landed_at: At | None


class LookAgain(Matter, frozen=True, kw_only=True):
    """A trial or a parking that has ended, or their choice that we said to look at again."""

    landed: OutcomeKind
    on: date


class OpenMatter(Matter, frozen=True, kw_only=True):
    """A disagreement that has not landed, and for which no call is prepared."""

    opened_at: At | None
    calls: int


class Today(Value, frozen=True, kw_only=True):
    """The page that opens first, as one value. *late* counts prepared calls whose time passed."""

    running: tuple[RunningCall, ...] = ()
    prepared: Some[PreparedCall] = Some()
    late: int = 0
    outbox: Some[OutboxRecap] = Some()
    unsent: Some[UnsentRecap] = Some()
    corrections: Some[Correction] = Some()
    awaited: Some[AwaitedAnswer] = Some()
    steps: Some[DueStep] = Some()
    scope_changes: Some[ScopeChange] = Some()
    check_ins: Some[CheckIn] = Some()
    reviews: Some[DueReview] = Some()
    verdicts: Some[DueVerdict] = Some()
    look_again: Some[LookAgain] = Some()
    open: Some[OpenMatter] = Some()
    inbox: tuple[InboxNote, ...] = ()

    @property
    def waiting(self) -> int:
        """How many things wait for the person; what is to come, or merely open, does not."""
        sorts = (
            self.outbox,
            self.unsent,
            self.corrections,
            self.steps,
            self.scope_changes,
            self.check_ins,
            self.reviews,
            self.verdicts,
            self.look_again,
        )
        return len(self.running) + self.late + len(self.inbox) + sum(some.count for some in sorts)
