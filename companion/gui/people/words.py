"""What changing people does, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from companion.gui.said import client_said
from companion.method.merging import Difference
from companion.method.one_line import one_line
from companion.model import Contact
from companion.store.people_change import ClientLine, Preview

MOST_DIFFERENCES = 3
"""Differences that a preview tells; more of them nobody reads."""


def contact_said(contact: Contact) -> str:
    """Return how a contact is called: by name, else by address."""
    return (
        one_line(contact.name)
        or one_line(contact.email)
        or QCoreApplication.translate("People", "No name yet")
    )


def beside(contact: Contact) -> str:
    """Return what stands below a contact's name: role and address, as far as they are known."""
    address = contact.email if contact.name else ""
    return " · ".join(filter(None, (one_line(contact.role), one_line(address))))


def line_said(line: ClientLine) -> str:
    """Return "2 disagreements · 3 people" for a client."""
    return f"{_disagreements(line.disagreements)} · {_people(line.contacts)}"


def merge_said(preview: Preview) -> str:
    """Return what merging two clients does, before it is done."""
    goes, stays = client_said(preview.goes), client_said(preview.stays)
    moves = [
        said
        for count, said in (
            (preview.disagreements, _disagreements(preview.disagreements)),
            (preview.contacts, _people(preview.contacts)),
            (preview.metrics, _metrics(preview.metrics)),
            (preview.expectations, _expectations(preview.expectations)),
        )
        if count
    ]
    if moves:
        text = QCoreApplication.translate("People", "{what} of {goes} will be {stays}'s.").format(
            what=_listed(moves), goes=goes, stays=stays
        )
    else:
        text = QCoreApplication.translate(
            "People", "{goes} has nothing that {stays} has not."
        ).format(goes=goes, stays=stays)
    return " ".join(
        filter(None, (text, _same_said(preview), differences_said(preview.differences)))
    )


def differences_said(differences: Sequence[Difference]) -> str:
    """Return which of two words stays where both cannot."""
    told = [_difference(each) for each in differences[:MOST_DIFFERENCES]]
    more = len(differences) - len(told)
    if more > 0:
        whole = QCoreApplication.translate("People", "{count} more differ; the first ones stay.")
        told.append(whole.format(count=more))
    return " ".join(told)


def _difference(each: Difference) -> str:
    sentences = {
        "language": QCoreApplication.translate(
            "People", "The language is “{stays}”, not “{goes}”."
        ),
        "time_zone": QCoreApplication.translate(
            "People", "The time zone is “{stays}”, not “{goes}”."
        ),
        "playbook": QCoreApplication.translate(
            "People", "The playbook is “{stays}”, not “{goes}”."
        ),
        "template": QCoreApplication.translate(
            "People", "The recap's wording is “{stays}”, not “{goes}”."
        ),
        "check_in_on": QCoreApplication.translate(
            "People", "The next check-in is on {stays}, not on {goes}."
        ),
    }
    other = QCoreApplication.translate("People", "“{goes}” becomes “{stays}”.")
    whole = sentences.get(each.what, other)
    return whole.format(stays=_short(each.stays), goes=_short(each.goes))


def contacts_merge_said(stays: Contact, differences: Sequence[Difference]) -> str:
    """Return what merging two contacts does, before it is done."""
    text = QCoreApplication.translate(
        "People", "They will be {name}; what is known of both is kept."
    ).format(name=contact_said(stays))
    return f"{text} {differences_said(differences)}".strip()


def _same_said(preview: Preview) -> str:
    same = [one_line(name) for name in (*preview.same_contacts, *preview.same_metrics)]
    if not same:
        return ""
    if len(same) == 1:
        return QCoreApplication.translate(
            "People", "{name} is known to both and will be one."
        ).format(name=_short(same[0]))
    names = _listed([_short(name) for name in same[:MOST_DIFFERENCES]])
    if len(same) > MOST_DIFFERENCES:
        return QCoreApplication.translate(
            "People", "{count} known to both will be one: {names} and others."
        ).format(count=len(same), names=names)
    return QCoreApplication.translate(
        "People", "{names} are known to both and will be one."
    ).format(names=names)


def _listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return QCoreApplication.translate("People", "{most} and {last}").format(
        most=", ".join(parts[:-1]), last=parts[-1]
    )


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 60 else f"{line[:59]}…"


def _disagreements(count: int) -> str:
    return (
        QCoreApplication.translate("People", "1 disagreement")
        if count == 1
        else QCoreApplication.translate("People", "{n} disagreements").format(n=count)
    )


def _people(count: int) -> str:
    return (
        QCoreApplication.translate("People", "1 contact")
        if count == 1
        else QCoreApplication.translate("People", "{n} contacts").format(n=count)
    )


def _metrics(count: int) -> str:
    return (
        QCoreApplication.translate("People", "1 metric")
        if count == 1
        else QCoreApplication.translate("People", "{n} metrics").format(n=count)
    )


def _expectations(count: int) -> str:
    return (
        QCoreApplication.translate("People", "1 expectation")
        if count == 1
        else QCoreApplication.translate("People", "{n} expectations").format(n=count)
    )
