"""What a client, a disagreement, a call, a note and a recap are: plain values, no I/O.

The fields are those of the interchange document, in its order, so that the model is the
document's one definition: the decoder, the JSON Schema and the canonical export all follow it.
"""

from companion.model.call import (
    Attendee,
    Call,
    CallState,
    CaringNo,
    Chosen,
    Link,
    NextStep,
    Note,
    NoteKind,
    Option,
    Pause,
    ReadBack,
    Side,
    StepMark,
    TranscriptLine,
)
from companion.model.client import Client, Contact, Expectation, Metric, MetricPoint, Speaker
from companion.model.disagreement import Confidence, Disagreement, Review, Verdict
from companion.model.history import (
    Colleague,
    History,
    InboxNote,
    Me,
    Playbook,
    PlaybookStep,
    SavedSearch,
    Text,
)
from companion.model.ids import new_id
from companion.model.outcome import Advice, Mistake, Outcome, OutcomeKind
from companion.model.recap import Recap, RecapState, Reply, ReplyKind

__all__ = [
    "Advice",
    "Attendee",
    "Call",
    "CallState",
    "CaringNo",
    "Chosen",
    "Client",
    "Colleague",
    "Confidence",
    "Contact",
    "Disagreement",
    "Expectation",
    "History",
    "InboxNote",
    "Link",
    "Me",
    "Metric",
    "MetricPoint",
    "Mistake",
    "NextStep",
    "Note",
    "NoteKind",
    "Option",
    "Outcome",
    "OutcomeKind",
    "Pause",
    "Playbook",
    "PlaybookStep",
    "ReadBack",
    "Recap",
    "RecapState",
    "Reply",
    "ReplyKind",
    "Review",
    "SavedSearch",
    "Side",
    "Speaker",
    "StepMark",
    "Text",
    "TranscriptLine",
    "Verdict",
    "new_id",
]
