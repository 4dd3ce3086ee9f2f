"""The rows of the plain SQLite copy: what each client and each disagreement becomes in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from itertools import count

from companion.exchange.told import last_moment, name_of, topic_of
from companion.exchange.told_lines import clock_said, moment_said
from companion.model import Call, Client, Disagreement, Outcome, OutcomeKind, Recap

Rows = Mapping[str, list[dict[str, object]]]


class Numbering:
    """Gives every row its number, and gathers the rows of each table until they are taken."""

    def __init__(self) -> None:
        """Begin with number 1 in every table."""
        self._rows: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
        self._next: defaultdict[str, count[int]] = defaultdict(lambda: count(1))
        self._clients: dict[str, int] = {}
        self._metrics: dict[str, int] = {}

    @property
    def waiting(self) -> int:
        """How many rows wait to be taken."""
        return sum(map(len, self._rows.values()))

    def take(self) -> Rows:
        """Return the rows gathered since the last time."""
        taken, self._rows = self._rows, defaultdict(list)
        return taken

    def add_client(self, client: Client) -> None:
        """Gather the rows of a client."""
        number = self._clients[client.id] = self._add(
            "clients",
            name=name_of(client),
            language=client.language,
            time_zone=client.time_zone,
            archived=client.archived,
            check_in_on=client.check_in_on,
            companion_id=client.id,
        )
        for each in client.contacts:
            self._add(
                "contacts",
                client=number,
                name=each.name,
                email=each.email,
                role=each.role,
                knows=each.knows,
                fears=each.fears,
                past=each.past,
                companion_id=each.id,
            )
        for agreed in client.expectations:
            self._add(
                "expectations",
                client=number,
                question=agreed.question,
                answer=agreed.answer,
                agreed_on=agreed.agreed_on,
            )
        self._add_metrics(client, number)

    def _add_metrics(self, client: Client, number: int) -> None:
        for metric in client.metrics:
            about = self._metrics[metric.id] = self._add(
                "metrics",
                client=number,
                name=metric.label or metric.words,
                words=metric.words,
                unit=metric.unit,
                lower_is_better=metric.lower_is_better,
                companion_id=metric.id,
            )
            for point in metric.points:
                self._add(
                    "metric_readings",
                    metric=about,
                    at=point.at,
                    now=point.now,
                    target=point.target,
                    by=point.by,
                )

    def add_disagreement(self, told: Disagreement) -> None:
        """Gather the rows of a disagreement of a client that was added before."""
        number = self._add(
            "disagreements",
            client=self._clients[told.client],
            title=topic_of(told),
            opened_at=told.opened_at,
            last_call_at=last_moment(told) if told.calls else None,
            metric=self._metrics.get(told.metric or ""),
            our_metric=told.our_metric,
            request=told.request,
            wanted_result=told.wanted_result,
            good_looks_like=told.good_looks_like,
            their_view=told.their_view,
            they_are_right_about=told.they_are_right_about,
            need_to_know=told.need_to_know,
            our_view=told.our_view,
            would_change_our_mind=told.would_change_our_mind,
            who_was_right=told.who_was_right,
            companion_id=told.id,
            **_outcome(told.outcome or Outcome(kind=OutcomeKind.OPEN)),
        )
        for sure in told.confidence:
            self._add("confidence", disagreement=number, at=sure.at, percent=sure.percent)
        for review in told.reviews:
            self._add(
                "reviews",
                disagreement=number,
                due=review.due,
                answered_at=review.answered_at,
                held=review.held,
                text=review.text,
            )
        for call in told.calls:
            self._add_call(call, number)

    def _add_call(self, call: Call, disagreement: int) -> None:
        length = call.ended_at - call.started_at if call.ended_at and call.started_at else None
        number = self._add(
            "calls",
            disagreement=disagreement,
            name=moment_said(call.moment) or "no time yet",
            state=call.status,
            playbook=call.playbook,
            planned_at=call.planned_at,
            planned_minutes=call.planned_minutes or None,
            started_at=call.started_at,
            ended_at=call.ended_at,
            minutes=round(length.total_seconds() / 60, 1) if length else None,
            why_now=call.why_now,
            next_step_aim=call.next_step_aim,
            chosen_option=call.chosen.label if call.chosen else None,
            chosen_why=call.chosen.why if call.chosen else None,
            no_cost_to_them=call.caring_no.cost_to_them,
            no_alternative=call.caring_no.alternative,
            none_agreed_because=call.none_agreed_because,
            read_back=call.read_back.text if call.read_back else None,
            companion_id=call.id,
            **(_outcome(call.outcome) | _on_record(call.outcome) if call.outcome else {}),
        )
        self._add_offered(call, number)
        self._add_said(call, number)
        for recap in call.recaps:
            self._add("recaps", call=number, **_recap(recap))

    def _add_offered(self, call: Call, number: int) -> None:
        for mark in call.steps:
            self._add("steps", call=number, step=mark.key, done_ms=mark.done_ms, answer=mark.answer)
        chosen = call.chosen.label if call.chosen else None
        for option in call.options:
            self._add(
                "options",
                call=number,
                label=option.label,
                text=option.text,
                effect=option.effect,
                cost=option.cost,
                chosen=option.label == chosen,
            )
        for step in call.next_steps:
            self._add(
                "next_steps",
                call=number,
                text=step.text,
                owner=step.owner,
                side=step.side,
                due=step.due,
                due_in_words=step.due_text,
                done_at=step.done_at,
                scope_changed=step.scope_changed,
                agreement_updated_on=step.agreement_updated_on,
                companion_id=step.id,
            )

    def _add_said(self, call: Call, number: int) -> None:
        for person in call.attendees:
            self._add(
                "attendees", call=number, name=person.name, email=person.email, side=person.side
            )
        for note in call.notes:
            self._add(
                "notes",
                call=number,
                time=clock_said(note.at_ms),
                at_ms=note.at_ms,
                at=note.at,
                kind=note.kind,
                who=note.who,
                text=note.text,
                source=note.source,
                companion_id=note.id,
            )
        for line in call.transcript:
            self._add(
                "transcript",
                call=number,
                time=clock_said(line.at_ms),
                at_ms=line.at_ms,
                speaker=line.speaker,
                text=line.text,
            )
        for link in call.links:
            self._add("links", call=number, name=link.title or link.url, url=link.url)

    def _add(self, table: str, **values: object) -> int:
        number = next(self._next[table])
        self._rows[table].append({"id": number} | {k: _plain(v) for k, v in values.items()})
        return number


def _plain(value: object) -> object:
    """Return *value* as a column holds it: moments and dates as ISO 8601, words as text."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {"outcome": outcome.kind, "outcome_until": outcome.until}


def _on_record(outcome: Outcome) -> dict[str, object]:
    """Return the advice, or our mistake, that an outcome carries."""
    found: dict[str, object] = {}
    if outcome.advice is not None:
        found |= {
            "we_advised": outcome.advice.we_advised,
            "because": outcome.advice.because,
            "they_chose": outcome.advice.they_chose,
            "look_again_on": outcome.advice.look_again_on,
        }
    if outcome.mistake is not None:
        found |= {
            "we_got_wrong": outcome.mistake.what,
            "its_effect": outcome.mistake.effect,
            "its_fix": outcome.mistake.fix,
            "fixed_by": outcome.mistake.by,
        }
    return found


def _recap(recap: Recap) -> dict[str, object]:
    return {
        "state": recap.state,
        "subject": recap.subject,
        "recipients": ", ".join(recap.to),
        "copies": ", ".join(recap.cc),
        "text": recap.text,
        "sent_at": recap.sent_at,
        "reply": recap.reply.kind if recap.reply else None,
        "reply_at": recap.reply.at if recap.reply else None,
        "reply_text": recap.reply.text if recap.reply else None,
        "companion_id": recap.id,
    }
