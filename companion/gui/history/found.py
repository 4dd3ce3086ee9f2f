"""One disagreement with all that its page of reading needs, read by one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import field

from companion.model import Call, Client, Disagreement
from companion.model.value import Value
from companion.store import Store

if TYPE_CHECKING:  # the window opens on another page, and need not read these before
    from companion.store.transcripts import FoundLine, TranscriptHead


class Found(Value, frozen=True, kw_only=True):
    """A disagreement, its client, and the titles of the steps of its playbooks."""

    disagreement: Disagreement
    client: Client
    titles: dict[str, str]
    transcripts: dict[str, TranscriptHead] = field(default_factory=dict)
    matches: tuple[FoundLine, ...] = ()

    @property
    def newest_first(self) -> tuple[Call, ...]:
        """Return the calls, the one held or planned last first."""
        return tuple(reversed(self.disagreement.calls))

    @property
    def landed_in(self) -> Call | None:
        """Return the latest call that has an outcome."""
        return next((call for call in self.newest_first if call.outcome), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Return the client's people on any of the calls, by name, each once."""
        names = [
            person.name or person.email
            for call in self.newest_first
            for person in call.attendees
            if person.side == "theirs"
        ]
        return tuple(dict.fromkeys(name for name in names if name))


def read_found(store: Store, disagreement_id: str, terms: tuple[str, ...] = ()) -> Found:
    """Read a disagreement for its page, and where *terms* were said on its calls. Raises NotThere.

    What else its transcripts say is read when somebody unfolds them.
    """
    disagreement = store.disagreements.get(disagreement_id, transcripts=False)
    scripts = map(store.playbooks.script, {call.playbook for call in disagreement.calls})
    return Found(
        disagreement=disagreement,
        client=store.people.client(disagreement.client),
        titles={step.key: step.title for script in scripts for step in script.steps},
        transcripts=store.transcripts.heads(disagreement_id),
        matches=store.transcripts.found(disagreement_id, " ".join(terms)),
    )
