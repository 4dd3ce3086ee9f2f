"""What the groups of phrases are called, and when their phrases are said."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Group(NamedTuple):
    """The title of a group, and one sentence on when it is said."""

    title: str
    when: str


def groups() -> dict[str, Group]:
    """Return the groups by the first part of their phrases' keys, in the order of the recap."""
    tr = QCoreApplication.translate
    of = "Texts"
    return {
        "subject": Group(tr(of, "Subject"), tr(of, "What stands in the list of mails.")),
        "greeting": Group(tr(of, "Greeting"), tr(of, "By how many people read it.")),
        "correction": Group(
            tr(of, "Correction"), tr(of, "Where this recap puts an earlier one right.")
        ),
        "thanks": Group(tr(of, "Thanks"), tr(of, "The first sentence.")),
        "day": Group(tr(of, "The day of the call"), tr(of, "Stands inside the thanks.")),
        "opening": Group(
            tr(of, "Where it led"), tr(of, "The second sentence, by where the call landed.")
        ),
        "metric": Group(tr(of, "Their metric"), tr(of, "By which figures are known.")),
        "by": Group(tr(of, "By when"), tr(of, "Stands inside the metric.")),
        "mistake": Group(tr(of, "We were wrong"), tr(of, "Only where the call landed there.")),
        "reframe": Group(tr(of, "The question"), tr(of, "The question, and what good looks like.")),
        "no": Group(tr(of, "A caring no"), tr(of, "What it would cost them, and what instead.")),
        "options": Group(tr(of, "Options"), tr(of, "What was offered, and what was picked.")),
        "idea": Group(tr(of, "Their ideas"), tr(of, "Where somebody of theirs said it first.")),
        "decision": Group(
            tr(of, "Their choice"), tr(of, "What they decided, with our advice on record.")
        ),
        "beforehand": Group(tr(of, "Beforehand"), tr(of, "What we expect, and the next check-in.")),
        "read_back": Group(tr(of, "Read back"), tr(of, "What was confirmed before the end.")),
        "steps": Group(tr(of, "Next steps"), tr(of, "Who does what by when.")),
        "promises": Group(tr(of, "Promises"), tr(of, "What was promised besides.")),
        "unsettled": Group(tr(of, "Not settled"), tr(of, "Worries, and what has no owner or day.")),
        "know": Group(tr(of, "Good to know"), tr(of, "What helps them decide, with links.")),
        "closing": Group(tr(of, "Closing"), tr(of, "The last sentence, and what is below.")),
    }
