"""The fields of clients, disagreements and calls, as a person calls them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def place_said(path: tuple[str, ...]) -> str:
    """Return where something differs: the names of fields, and which item of a list is meant."""
    known = fields_said()
    return " › ".join(known.get(each, each) for each in path if each)


def fields_said() -> dict[str, str]:
    """Return the words for fields whose name alone does not say it."""
    return _of_people() | _of_disagreements() | _of_calls() | _of_what_was_said()


def _of_people() -> dict[str, str]:
    return {
        "emails": _tr("Addresses"),
        "sign_off": _tr("How mails end"),
        "colleagues": _tr("Colleagues"),
        "company": _tr("Company"),
        "name": _tr("Name"),
        "email": _tr("Address"),
        "role": _tr("Role"),
        "knows": _tr("What they know"),
        "fears": _tr("What they fear"),
        "past": _tr("What they have lived through"),
        "language": _tr("Language"),
        "time_zone": _tr("Time zone"),
        "playbook": _tr("Playbook"),
        "template": _tr("Template of recaps"),
        "archived": _tr("Put away"),
        "contacts": _tr("Contacts"),
        "metrics": _tr("Metrics"),
        "points": _tr("Readings"),
        "expectations": _tr("Agreed beforehand"),
        "speakers": _tr("Names in transcripts"),
        "check_in_on": _tr("Next check-in"),
    }


def _of_disagreements() -> dict[str, str]:
    return {
        "client": _tr("Client"),
        "topic": _tr("Topic"),
        "opened_at": _tr("Open since"),
        "metric": _tr("Metric"),
        "our_metric": _tr("Our metric"),
        "request": _tr("What they ask for"),
        "wanted_result": _tr("The result they want"),
        "their_view": _tr("Their view"),
        "our_view": _tr("Our view"),
        "they_are_right_about": _tr("Where they are right"),
        "need_to_know": _tr("What they need to know"),
        "good_looks_like": _tr("What good looks like"),
        "would_change_our_mind": _tr("What would change our mind"),
        "confidence": _tr("How sure we are"),
        "who_was_right": _tr("Who was right"),
        "reviews": _tr("Looks back"),
        "calls": _tr("Calls"),
    }


def _of_calls() -> dict[str, str]:
    return {
        "state": _tr("State"),
        "planned_at": _tr("Planned for"),
        "planned_minutes": _tr("Planned minutes"),
        "started_at": _tr("Begun"),
        "ended_at": _tr("Ended"),
        "pauses": _tr("Pauses"),
        "attendees": _tr("People"),
        "why_now": _tr("Why now"),
        "next_step_aim": _tr("The next step we aim for"),
        "steps": _tr("Steps"),
        "notes": _tr("Notes"),
        "options": _tr("Options"),
        "chosen": _tr("Their choice"),
        "caring_no": _tr("A no that cares"),
        "next_steps": _tr("Next steps"),
        "none_agreed_because": _tr("No next step, because"),
        "outcome": _tr("Outcome"),
        "advice": _tr("Advice on record"),
        "mistake": _tr("Our mistake"),
        "read_back": _tr("Read back"),
        "transcript": _tr("Transcript"),
        "links": _tr("Links"),
        "recaps": _tr("Recaps"),
    }


def _of_what_was_said() -> dict[str, str]:
    return {
        "text": _tr("Text"),
        "label": _tr("Label"),
        "words": _tr("In their words"),
        "unit": _tr("Unit"),
        "lower_is_better": _tr("Lower is better"),
        "answer": _tr("Answer"),
        "done_ms": _tr("Ticked"),
        "kind": _tr("Kind"),
        "who": _tr("Who"),
        "owner": _tr("Owner"),
        "due": _tr("Due"),
        "done_at": _tr("Done"),
        "effect": _tr("Effect"),
        "cost": _tr("Cost"),
        "subject": _tr("Subject"),
        "reply": _tr("Answer"),
        "title": _tr("Title"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)
