"""What an empty answer shows in its field: an example of what is meant, by what is captured."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from companion.method.playbook import Captures


def example_of(captures: Captures) -> str:
    """Return an example of an answer, or a word of encouragement where any answer will do."""
    examples = {
        Captures.METRIC: _tr("Cost ÷ revenue, 30% now, 25% by May"),
        Captures.QUESTION: _tr("The question that we ask together"),
        Captures.REQUEST: _tr("What they ask for, in their words"),
        Captures.WANTED_RESULT: _tr("What is different for them when it works"),
        Captures.GOOD_LOOKS_LIKE: _tr("What we both see when this is solved"),
        Captures.COST_TO_THEM: _tr("What this road would cost them"),
        Captures.ALTERNATIVE: _tr("Another road to the result they want"),
        Captures.EXPECTATION: _tr("What we agree on, in one line"),
        Captures.CHECK_IN: _tr("26 Nov, or in two weeks"),
    }
    return examples.get(captures, _tr("A few words, if they help"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Answering", text)
