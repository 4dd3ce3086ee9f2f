"""Turns a blame question into joint ones (method, idea 2): three to choose from, ready to say."""

from __future__ import annotations

import re
from typing import Final

_ALWAYS: Final = "How can each of us help the other get there?"

_ABOUT: Final = (
    (
        r"\b(?:tell|told|inform|warn|answer|repl|call|consult|hear|ask)",
        (
            "What would help us both to hear about such things sooner?",
            "Which one place could we both look at, so that nothing gets lost?",
        ),
    ),
    (
        r"\b(?:late|time|deadline|follow|deliver|yet|slow|approve|wait)",
        (
            "What could we both change so that this goes faster from now on?",
            "Which date can we both hold, and what do we need from each other for it?",
        ),
    ),
    (
        r"\b(?:check|notice|see|miss|overlook|watch|forgot|forget|test)",
        (
            "How could we set it up so that one of us sees it in time?",
            "What shall we look at together, and how often?",
        ),
    ),
    (
        r"\b(?:budget|cost|spend|spent|pay|money|invoice|price)",
        (
            "What would we both have to see before money moves again?",
            "Which use of this budget would bring your number forward?",
        ),
    ),
)
"""Joint questions by what the blame question is about; the first that fits."""

_OTHERWISE: Final = (
    "What could we change together so that it goes well from here?",
    "What would have to be true for this to work for both of us?",
)


def joint_questions(text: str) -> tuple[str, str, str]:
    """Return three joint questions for the blame question *text*."""
    plain = text.casefold()
    fitting = next((said for about, said in _ABOUT if re.search(about, plain)), _OTHERWISE)
    return (fitting[0], fitting[1], _ALWAYS)
