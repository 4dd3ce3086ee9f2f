"""What a recap may say, part by part, as plain text in the order in which it is said."""

from __future__ import annotations

from datetime import date

from companion.method.playbooks import PlaybookScript
from companion.model import Call, Client, Disagreement, Me
from companion.model.value import Value


class RecapSource(Value, frozen=True, kw_only=True):
    """Everything a recap is composed from; *today* is the day on which it is sent.

    *playbook* is the one that the call followed; without it, the built-in one of its key.
    """

    me: Me
    client: Client
    disagreement: Disagreement
    call: Call
    today: date
    language: str = "en"
    template: str = "warm"
    playbook: PlaybookScript | None = None


class OptionPart(Value, frozen=True, kw_only=True):
    """An option as it was shown: ``line`` is "B. Add a question", ``idea_of`` who said it first."""

    line: str
    effect: str = ""
    idea_of: str | None = None
    is_chosen: bool = False


class IdeaPart(Value, frozen=True, kw_only=True):
    """An idea of theirs that is no option yet; ``who`` is empty where nobody was named."""

    text: str
    who: str = ""


class StepPart(Value, frozen=True, kw_only=True):
    """A next step; ``due`` is written out, ``due_text`` is what was said in place of a date."""

    text: str
    owner: str = ""
    due: str = ""
    due_text: str = ""
    changes_scope: bool = False
    updated_on: str = ""
    is_done: bool = False


class AdvicePart(Value, frozen=True, kw_only=True):
    """Advice on record."""

    we_advised: str = ""
    because: str = ""
    they_chose: str = ""
    look_again_on: str = ""


class MistakePart(Value, frozen=True, kw_only=True):
    """What we got wrong and how it is put right."""

    what: str = ""
    effect: str = ""
    fix: str = ""
    by: str = ""


class ExpectationPart(Value, frozen=True, kw_only=True):
    """What was agreed beforehand: the question, as it was asked, and what they said to it."""

    question: str
    answer: str


class LinkPart(Value, frozen=True, kw_only=True):
    """Something to read; ``url`` is empty where it was none that a recap may carry."""

    title: str
    url: str = ""


class Parts(Value, frozen=True, kw_only=True):
    """The parts of a recap; an empty one was not recorded, and the recap does not speak of it."""

    topic: str
    names: tuple[str, ...] = ()
    call_day: str = ""
    """"today", "yesterday", or the day written out; empty where it is not known."""
    subject_day: str = ""
    outcome: str = ""
    until: str = ""
    metric: str = ""
    figures: str = ""
    wanted_result: str = ""
    reframe: str = ""
    good_looks_like: str = ""
    cost_to_them: str = ""
    alternative: str = ""
    options: tuple[OptionPart, ...] = ()
    own_choice: str = ""
    """What was chosen where it is none of the options."""
    why_chosen: str = ""
    ideas: tuple[IdeaPart, ...] = ()
    advice: AdvicePart = AdvicePart()
    mistake: MistakePart = MistakePart()
    expectations: tuple[ExpectationPart, ...] = ()
    check_in_on: str = ""
    read_back: str = ""
    was_read_back: bool = False
    steps: tuple[StepPart, ...] = ()
    promises: tuple[IdeaPart, ...] = ()
    no_step_because: str = ""
    unsettled_steps: tuple[StepPart, ...] = ()
    concerns: tuple[str, ...] = ()
    need_to_know: str = ""
    links: tuple[LinkPart, ...] = ()
    sign_off: str = ""
    signature: str = ""

    @property
    def is_chosen(self) -> bool:
        """Whether a choice was recorded."""
        return bool(self.own_choice) or any(option.is_chosen for option in self.options)

    @property
    def is_bare(self) -> bool:
        """Whether nothing was recorded but that the call took place."""
        said = (self.outcome, self.metric, self.wanted_result, self.reframe, self.good_looks_like)
        agreed = (self.options, self.own_choice, self.read_back, self.steps, self.no_step_because)
        more = (self.cost_to_them, self.alternative, self.expectations, self.check_in_on)
        rest = (self.ideas, self.promises, self.unsettled_steps, self.need_to_know, self.links)
        return not any(said + agreed + more + rest)
