"""The wording check: what divides in a text about to be sent, why, and another way to say it.

It never looks at what was said or noted in a call, and it counts nothing about a person.
"""

from __future__ import annotations

from companion.method.wording.finding import Finding
from companion.method.wording.looking import check, language_is_checked

__all__ = ["Finding", "check", "language_is_checked"]
