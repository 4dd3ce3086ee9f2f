"""One disagreement with all that its page of reading needs, read by one question."""

from __future__ import annotations

from companion.model import Call, Client, Disagreement
from companion.model.value import Value
from companion.store import Store


class Found(Value, frozen=True, kw_only=True):
    """A disagreement, its client, and the titles of the steps of its playbooks."""

    disagreement: Disagreement
    client: Client
    titles: dict[str, str]

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


def read_found(store: Store, disagreement_id: str) -> Found:
    """Read a disagreement for its page. Raises NotThere."""
    disagreement = store.disagreements.get(disagreement_id)
    scripts = map(store.playbooks.script, {call.playbook for call in disagreement.calls})
    return Found(
        disagreement=disagreement,
        client=store.people.client(disagreement.client),
        titles={step.key: step.title for script in scripts for step in script.steps},
    )
