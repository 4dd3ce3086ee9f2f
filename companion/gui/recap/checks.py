"""What a recap needs before it leaves: each point is fine, or says what is not; no Qt in here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from companion.gui.recap.page import Page, Typed
from companion.method.metric import parse_metric
from companion.method.one_line import one_line
from companion.model import NoteKind, OutcomeKind
from companion.model.value import Value

_MARKS = re.compile(r"[\\*_`#>'’]|\]\([^)]*\)|\[")
_NO_DAY = date(2000, 1, 1)
"""A label is read in the same way whatever the day; only its figures' dates are not."""

_FEWEST_WORDS = 3
"""Private words count as found from this many in a row: a name alone is in every mail."""

_WITHOUT_CHOICE = frozenset({OutcomeKind.PARKED, OutcomeKind.WE_WERE_WRONG})


class Point(StrEnum):
    """What is looked at, in the order in which it is shown."""

    METRIC = "metric"
    OPTIONS = "options"
    NEXT_STEP = "next_step"
    PRIVATE = "private"
    RECIPIENTS = "recipients"
    SIGNATURE = "signature"


class Finding(StrEnum):
    """How a point stands."""

    FINE = "fine"
    NOT_RECORDED = "not_recorded"
    NOT_IN_TEXT = "not_in_text"
    NOT_CHOSEN = "not_chosen"
    NO_OWNER_OR_DATE = "no_owner_or_date"
    NONE_AGREED = "none_agreed"
    FOUND = "found"


class Check(Value, frozen=True, kw_only=True):
    """A point with its finding; ``count`` and ``passage`` belong to its sentence."""

    point: Point
    finding: Finding = Finding.FINE
    count: int = 0
    passage: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to mend."""
        return self.finding in {Finding.FINE, Finding.NONE_AGREED}


def checks(page: Page, typed: Typed) -> tuple[Check, ...]:
    """Return every point for the recap as it stands in the window.

    The signature is a point only where it is missing.
    """
    text = _plain(typed.text)
    found = [
        _metric(page, text),
        _options(page, text),
        _next_step(page, text),
        _private(page, typed),
        _recipients(typed),
    ]
    if not one_line(page.me.name):
        found.append(Check(point=Point.SIGNATURE, finding=Finding.NOT_RECORDED))
    return tuple(found)


def _metric(page: Page, text: str) -> Check:
    metric = page.client.metric(page.disagreement.metric)
    answer = page.call.step("metric").answer
    label = (metric.label or metric.words) if metric else parse_metric(answer, _NO_DAY).label
    if not one_line(label):
        return Check(point=Point.METRIC, finding=Finding.NOT_RECORDED)
    return Check(point=Point.METRIC, finding=_in_text(label, text))


def _options(page: Page, text: str) -> Check:
    call = page.call
    offered = [option for option in call.options if one_line(option.text)]
    if len(offered) < 3:
        return Check(point=Point.OPTIONS, finding=Finding.NOT_RECORDED, count=len(offered))
    needs_choice = call.outcome is None or call.outcome.kind not in _WITHOUT_CHOICE
    if needs_choice and (call.chosen is None or not call.chosen.label):
        return Check(point=Point.OPTIONS, finding=Finding.NOT_CHOSEN)
    missing = [option for option in offered if _in_text(option.text, text) is not Finding.FINE]
    finding = Finding.NOT_IN_TEXT if missing else Finding.FINE
    return Check(point=Point.OPTIONS, finding=finding, count=len(offered))


def _next_step(page: Page, text: str) -> Check:
    agreed = [step for step in page.call.next_steps if step.is_agreed]
    if agreed:
        seen = any(_in_text(step.text, text) is Finding.FINE for step in agreed)
        finding = Finding.FINE if seen else Finding.NOT_IN_TEXT
    elif one_line(page.call.none_agreed_because):
        finding = Finding.NONE_AGREED
    elif any(one_line(step.text) for step in page.call.next_steps):
        finding = Finding.NO_OWNER_OR_DATE
    else:
        finding = Finding.NOT_RECORDED
    return Check(point=Point.NEXT_STEP, finding=finding, count=len(agreed))


def _private(page: Page, typed: Typed) -> Check:
    """Look for private sentences that were typed or pasted in; composing never puts them there."""
    whole = _plain(f"{typed.subject}\n{typed.text}")
    for passage in _private_passages(page):
        if _plain(passage) in whole:
            return Check(point=Point.PRIVATE, finding=Finding.FOUND, passage=passage)
    return Check(point=Point.PRIVATE)


def _recipients(typed: Typed) -> Check:
    count = len(typed.to) + len(typed.cc)
    finding = Finding.FINE if typed.to else Finding.NOT_RECORDED
    addresses = ", ".join(typed.to + typed.cc)
    return Check(point=Point.RECIPIENTS, finding=finding, count=count, passage=addresses)


def _private_passages(page: Page) -> Iterator[str]:
    """Yield each private sentence of the call, as the interchange document lists what is private.

    Those that stand in a field made for the client as well are no secret any more.
    """
    disagreement, call = page.disagreement, page.call
    texts = [note.text for note in call.notes if note.kind is NoteKind.PRIVATE]
    texts += [disagreement.our_view, disagreement.would_change_our_mind, call.why_now]
    for contact in page.client.contacts:
        texts += [contact.knows, contact.fears, contact.past]
    composed = _plain(page.fresh.text)
    for text in texts:
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
            said = one_line(sentence).rstrip(".")
            if len(said.split()) >= _FEWEST_WORDS and _plain(said) not in composed:
                yield said


def _in_text(words: str, text: str) -> Finding:
    return Finding.FINE if _plain(words).rstrip(".") in text else Finding.NOT_IN_TEXT


def _plain(text: str) -> str:
    """Return the words alone: no Markdown, one blank between them, small letters."""
    return " ".join(_MARKS.sub("", text).split()).casefold()
