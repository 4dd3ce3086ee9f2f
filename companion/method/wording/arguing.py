"""Whether a message mainly argues, and the invitation to a talk that would serve better.

Source: method, idea 6 (article B): never argue by e-mail; talk.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from companion.method.dates import long_date
from companion.method.markdown import escape
from companion.method.one_line import one_line
from companion.method.wording.prose import sentences
from companion.method.wording.rules import rules_of

ARGUES: Final = frozenset({"blame", "past", "doubling", "exclusive", "absolute", "pressure"})
"""The rules whose findings set one side against the other; a missing date argues with nobody."""

FEWEST: Final = 3
"""One sharp sentence can be said otherwise, and so can two."""

SHARE: Final = 3
"""A third of what is said: the rest of a mail is mostly greeting, figures and thanks."""

_WORDS: Final = 4
"""A sentence has at least so many words: a greeting, a heading or a name is none."""


def sentence_count(line: str) -> int:
    """Return how many sentences of our own a *line* has."""
    if line.lstrip().startswith("#"):
        return 0
    return sum(len(sentence.words.split()) >= _WORDS for sentence in sentences(line))


def mainly_argues(arguing: int, said: int) -> bool:
    """Whether a message of *said* sentences, *arguing* of which argue, is better talked over."""
    return arguing >= FEWEST and arguing * SHARE >= said


def invitation(topic: str, mail: str, language: str, today: date) -> tuple[str, str]:
    """Return subject and text of an invitation to talk about *topic* on one of two working days.

    It greets and signs as the composed *mail* does. Raises InvalidInput where the rules of the
    language cannot be used.
    """
    raw = rules_of(language).invitation
    parts = [part for part in mail.strip().split("\n\n") if part.strip()]
    first = working_day_after(today)
    blanks = {
        "topic": one_line(topic),
        "first": long_date(first, today),
        "second": long_date(working_day_after(first), today),
    }
    body = raw.text.format(**blanks | {"topic": escape(blanks["topic"])}).strip()
    around = (parts[0], parts[-1]) if len(parts) > 1 else ("", "")
    text = "\n\n".join(part for part in (around[0], body, around[1]) if part)
    return raw.subject.format(**blanks), f"{text}\n"


def working_day_after(day: date) -> date:
    """Return the next day from Monday to Friday."""
    following = day + timedelta(days=1)
    while following.weekday() > 4:
        following += timedelta(days=1)
    return following
