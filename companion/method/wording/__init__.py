"""The wording check: what divides in a text about to be sent, why, and another way to say it.

It never looks at what was said or noted in a call, and it counts nothing about a person. The rules
are read and compiled when the first text is checked, which takes a tenth of a second: off the GUI
thread.
"""

from __future__ import annotations

from datetime import date

from companion.method.wording.finding import Finding

__all__ = ["Finding", "check", "language_is_checked"]


def check(text: str, language: str, today: date | None = None) -> tuple[Finding, ...]:
    """Return what divides in a text that is about to be sent, in the order in which it stands.

    Places count code points of *text*. With *today*, a weekday can be rewritten with its date.
    Raises InvalidInput where the rules of the language cannot be used.
    """
    from companion.method.wording.looking import look

    return look(text, language, today)


def language_is_checked(language: str) -> bool:
    """Whether there are rules for *language*; where there are none, nothing is ever found."""
    from companion.method.wording.rules import languages

    return language in languages()
