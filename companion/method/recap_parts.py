"""What a recap may say, part by part, as plain text with its sources, in the order of the recap."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from companion.method.playbook import PlaybookScript
from companion.method.recap_sources import Said, Source
from companion.model import Call, Client, Disagreement, Me, Text
from companion.model.value import Value


class RecapSource(Value, frozen=True, kw_only=True):
    """Everything a recap is composed from; *today* is the day on which it is sent.

    *now* is the moment of sending where it is known: with the client's time zone it tells their
    day, which may be another than ours. *playbook* is the one that the call followed; without it,
    the built-in one of its key. *texts* are the person's own phrases.
    """

    me: Me
    client: Client
    disagreement: Disagreement
    call: Call
    today: date
    now: datetime | None = None
    language: str = "en"
    template: str = "warm"
    playbook: PlaybookScript | None = None
    texts: tuple[Text, ...] = ()

    @property
    def zone(self) -> tzinfo | None:
        """The client's time zone; None where it is not known: then times stay as written."""
        return _zone(self.client.time_zone)

    @property
    def their_today(self) -> date:
        """The day on which the recap is sent, as the client's calendar says it."""
        return _day(self.now, self.zone) if self.now and self.zone else self.today

    @property
    def day_of_call(self) -> date | None:
        """The day of the call, as the client's calendar says it; None where it is not known."""
        return _day(self.call.moment, self.zone) if self.call.moment else None


class OptionPart(Value, frozen=True, kw_only=True):
    """An option as it was shown: ``line`` is "B. Add a question", ``idea_of`` who said it first."""

    line: str
    effect: str = ""
    idea_of: str | None = None
    is_chosen: bool = False
    sources: tuple[Source, ...] = ()


class IdeaPart(Value, frozen=True, kw_only=True):
    """What somebody said: ``who`` is empty where nobody was named."""

    text: str
    who: str = ""
    sources: tuple[Source, ...] = ()


class StepPart(Value, frozen=True, kw_only=True):
    """A next step; ``due`` is written out, ``due_text`` is what was said in place of a date."""

    text: str
    owner: str = ""
    due: str = ""
    due_text: str = ""
    changes_scope: bool = False
    updated_on: str = ""
    is_done: bool = False
    sources: tuple[Source, ...] = ()


class AdvicePart(Value, frozen=True, kw_only=True):
    """Advice on record."""

    we_advised: Said = Said()
    because: Said = Said()
    they_chose: Said = Said()
    look_again_on: Said = Said()


class MistakePart(Value, frozen=True, kw_only=True):
    """What we got wrong and how it is put right."""

    what: Said = Said()
    effect: Said = Said()
    fix: Said = Said()
    by: str = ""


class MetricPart(Value, frozen=True, kw_only=True):
    """Their metric: its name in their words, and its figures as the language writes them."""

    label: str = ""
    now: str = ""
    target: str = ""
    by_month: str = ""
    by_day: str = ""
    sources: tuple[Source, ...] = ()


class ExpectationPart(Value, frozen=True, kw_only=True):
    """What was agreed beforehand: the question, as it was asked, and what they said to it."""

    question: str
    answer: str
    sources: tuple[Source, ...] = ()


class LinkPart(Value, frozen=True, kw_only=True):
    """Something to read; ``url`` is empty where it was none that a recap may carry."""

    title: str
    url: str = ""
    sources: tuple[Source, ...] = ()


class Parts(Value, frozen=True, kw_only=True):
    """The parts of a recap; an empty one was not recorded, and the recap does not speak of it."""

    topic: Said = Said()
    people: tuple[Source, ...] = ()
    names: tuple[str, ...] = ()
    """How those on their side are greeted by first name."""
    whole_names: tuple[str, ...] = ()
    call_day: str = ""
    """The day of the call written out; empty where it is not known or still to come."""
    days_ago: int | None = None
    subject_day: str = ""
    outcome: str = ""
    landed: tuple[Source, ...] = ()
    """What says where the call landed."""
    held: tuple[Source, ...] = ()
    """What says when the call was held."""
    until: str = ""
    metric: MetricPart = MetricPart()
    wanted_result: Said = Said()
    reframe: tuple[Said, ...] = ()
    good_looks_like: tuple[Said, ...] = ()
    cost_to_them: Said = Said()
    alternative: Said = Said()
    options: tuple[OptionPart, ...] = ()
    own_choice: Said = Said()
    """What was chosen where it is none of the options."""
    why_chosen: Said = Said()
    ideas: tuple[IdeaPart, ...] = ()
    advice: AdvicePart = AdvicePart()
    mistake: MistakePart = MistakePart()
    expectations: tuple[ExpectationPart, ...] = ()
    check_in_on: Said = Said()
    read_back: tuple[Said, ...] = ()
    was_read_back: Said = Said()
    steps: tuple[StepPart, ...] = ()
    promises: tuple[IdeaPart, ...] = ()
    no_step_because: Said = Said()
    unsettled_steps: tuple[StepPart, ...] = ()
    concerns: tuple[IdeaPart, ...] = ()
    need_to_know: tuple[Said, ...] = ()
    links: tuple[LinkPart, ...] = ()
    sign_off: tuple[str, ...] = ()
    signature: str = ""
    signed: tuple[Source, ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether a choice was recorded."""
        return bool(self.own_choice) or any(option.is_chosen for option in self.options)

    @property
    def is_bare(self) -> bool:
        """Whether nothing was recorded but that the call took place."""
        said = (self.outcome, self.metric.label, self.wanted_result, self.reframe)
        seen = (self.good_looks_like, self.cost_to_them, self.alternative, self.expectations)
        agreed = (self.options, self.own_choice, self.read_back, self.steps, self.no_step_because)
        rest = (self.check_in_on, self.ideas, self.promises, self.unsettled_steps)
        return not any(said + seen + agreed + rest + (self.need_to_know, self.links))


def _zone(name: str) -> tzinfo | None:
    if not name.strip():
        return None
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name.strip())
    except (ValueError, OSError, KeyError):  # no such zone, or none that this system knows
        return None


def _day(moment: datetime, zone: tzinfo | None) -> date:
    try:
        return moment.astimezone(zone).date() if zone else moment.date()
    except OverflowError:  # within a day of the first or the last year there is
        return moment.date()
