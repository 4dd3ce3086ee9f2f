"""What bringing people in does, in whole sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from companion.exchange.contacts import Cards, Part
from companion.method.introducing import Introduction
from companion.method.one_line import one_line
from companion.store.imports import TakenBack
from companion.store.introductions import Brought

_MOST_NAMES = 3


def name_said(person: Introduction) -> str:
    """Return how somebody is called: by name, else by address."""
    return person.card.name or person.card.address


def beside(person: Introduction) -> str:
    """Return what stands below a name: the address, the role, the organisation."""
    card = person.card
    address = card.address if card.name else ""
    return " · ".join(filter(None, (address, card.role, card.organisation)))


def client_said(person: Introduction) -> str:
    """Return where somebody would belong."""
    if person.client_id or not person.client:
        return one_line(person.client) or _tr("No client yet")
    return _tr("{name}, a new client").format(name=one_line(person.client))


def effect_said(person: Introduction) -> str:
    """Return what bringing somebody in would change."""
    fields = {"name": _tr("name"), "email": _tr("address"), "role": _tr("role")}
    if person.contact is None:
        said = _tr("new") if person.has_client else _tr("waits for a client")
    elif person.fills:
        said = _tr("known, gets: {fields}").format(fields=_listed(fields, person.fills))
    elif person.differs:
        whole = _tr("known; another {fields}, yours stays")
        said = whole.format(fields=_listed(fields, person.differs))
    else:
        said = _tr("known already")
    return _tr("{what} · one of yours").format(what=said) if person.is_ours else said


def _listed(said: Mapping[str, str], names: Sequence[str]) -> str:
    return ", ".join(said[name] for name in names)


def read_said(name: str, found: Cards) -> str:
    """Return what a file holds: "team.vcf · vCard · 34 people"."""
    whole = _tr("{file} · {source} · {people}")
    return whole.format(file=name, source=found.source.value, people=people_said(len(found.cards)))


def left_said(found: Cards) -> str:
    """Return what of a file does not come in, and why; empty where everything does."""
    said = []
    if found.left_out:
        lines = ", ".join(f"{line:,}" for line in found.left_out[:_MOST_NAMES])
        more = "…" if len(found.left_out) > _MOST_NAMES else ""
        count = len(found.left_out)
        whole = _tr("{n} entries have neither name nor address and stay out (lines {lines}{more}).")
        if count == 1:
            whole = _tr("One entry has neither name nor address and stays out (line {lines}).")
        said.append(whole.format(n=f"{count:,}", lines=lines, more=more))
    if found.twice:
        whole = _tr("{n} stood there twice and are one here.")
        one = _tr("One stood there twice and is one here.")
        said.append(one if found.twice == 1 else whole.format(n=f"{found.twice:,}"))
    if several := sum(len(card.addresses) > 1 for card in found.cards):
        whole = _tr("{n} have several addresses; the one for work is taken.")
        one = _tr("One has several addresses; the one for work is taken.")
        said.append(one if several == 1 else whole.format(n=f"{several:,}"))
    return " ".join(said)


def plan_said(ticked: Sequence[Introduction]) -> str:
    """Return what bringing in those that are ticked would do."""
    if not ticked:
        return _tr("Nobody is ticked yet.")
    new = sum(each.contact is None for each in ticked)
    filled = sum(bool(each.fills) for each in ticked)
    made = {each.client.casefold() for each in ticked if not each.client_id}
    parts = [_tr("{people} will be added").format(people=people_said(new))] if new else []
    if made:
        one, many = _tr("1 new client"), _tr("{n} new clients").format(n=f"{len(made):,}")
        parts.append(_tr("with {clients}").format(clients=one if len(made) == 1 else many))
    said = " ".join(parts)
    if filled:
        gets = _tr("{people} known already will get what is missing")
        said = _tr("{one}; {other}") if said else "{other}"
        said = said.format(one=" ".join(parts), other=gets.format(people=people_said(filled)))
    return _tr("{what}.").format(what=said) if said else _tr("Everybody ticked is known already.")


def brought_said(brought: Brought) -> str:
    """Return what was done."""
    said = []
    if brought.added:
        said.append(_tr("{people} added.").format(people=people_said(brought.added)))
    if brought.filled:
        whole = _tr("{people} known already got what was missing.")
        said.append(whole.format(people=people_said(brought.filled)))
    if brought.clients:
        names = ", ".join(map(one_line, brought.clients[:_MOST_NAMES]))
        more = "…" if len(brought.clients) > _MOST_NAMES else ""
        said.append(_tr("New clients: {names}{more}.").format(names=names, more=more))
    return " ".join(said) or _tr("Everybody was known already; nothing was changed.")


def undone_said(taken: TakenBack) -> str:
    """Return what taking it back came to, with what was changed since and is kept."""
    if not taken.kept:
        return _tr("It is as it was before.")
    names = ", ".join(one_line(each.name) for each in taken.kept[:_MOST_NAMES])
    more = "…" if len(taken.kept) > _MOST_NAMES else ""
    whole = _tr("Taken back, but for what was changed since: {names}{more}.")
    return whole.format(names=names, more=more)


def people_said(count: int) -> str:
    """Return "1 person" or "34 people"."""
    return _tr("1 person") if count == 1 else _tr("{n} people").format(n=f"{count:,}")


def part_said(part: Part) -> str:
    """Return what a column can hold, as it is asked for."""
    return {
        Part.NAME: _tr("Whole name"),
        Part.GIVEN: _tr("First name"),
        Part.FAMILY: _tr("Last name"),
        Part.ADDRESS: _tr("E-mail address"),
        Part.ORGANISATION: _tr("Organisation"),
        Part.ROLE: _tr("Role"),
    }[part]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Introducing", text)
