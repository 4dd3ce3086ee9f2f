"""Which column of a table of contacts holds what, by the headings that programs write.

Google Contacts (of old and since 2024), Outlook (English, German, French, Spanish), LinkedIn's
connections, Thunderbird, Apple Numbers and Excel by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from companion.model.value import Value


class Part(StrEnum):
    """What a column can hold of a person."""

    NAME = "name"
    GIVEN = "given"
    FAMILY = "family"
    ADDRESS = "address"
    ORGANISATION = "organisation"
    ROLE = "role"


Columns = dict[Part, int]
"""The column of each part that a table has, counted from 0."""

_WORDS = {
    Part.NAME: (
        "name", "full name", "display name", "contact", "contact name", "person", "anzeigename",
        "vollständiger name", "kontakt", "ansprechpartner", "nom complet", "nombre completo",
    ),
    Part.GIVEN: ("first name", "given name", "vorname", "prénom", "nombre"),
    Part.FAMILY: (
        "last name", "family name", "surname", "nachname", "familienname", "nom",
        "nom de famille", "apellidos", "apellido",
    ),
    Part.ORGANISATION: (
        "company", "organization name", "organisation name", "organization 1 name", "organization",
        "organisation", "company name", "account name", "client", "customer", "firma",
        "unternehmen", "organisation 1 name", "kunde", "société", "entreprise", "empresa",
        "compañía", "organización",
    ),
    Part.ROLE: (
        "job title", "organization title", "organization 1 title", "position", "role", "function",
        "funktion", "berufsbezeichnung", "rolle", "fonction", "poste", "cargo", "puesto", "beruf",
        "title", "titel",
    ),
}  # fmt: skip
"""Headings without signs and capitals; of two that stand in a table, the earlier one here counts.

"Title" comes last: in Outlook's tables it holds "Mrs", and the role is the "Job Title".
"""

_ADDRESS = re.compile(
    r"(?:primary |work |business |secondary )?e ?mail(?: ?\d)?(?: address| adresse)?(?: ?\d)?"
    r"(?: value| adresse)?|mail|adresse (?:e ?mail|de messagerie)(?: \d)?"
    r"|(?:dirección de )?correo(?: electrónico)?(?: \d)?"
)


class Headed(Value, frozen=True, kw_only=True):
    """What the headings of a table tell: a column for each part, and all columns of addresses."""

    columns: Columns
    addresses: tuple[int, ...] = ()


def headed(cells: Sequence[str]) -> Headed:
    """Return what *cells* name as headings; a row of values names nothing."""
    names = [_plain(cell) for cell in cells]
    addresses = tuple(at for at, name in enumerate(names) if _ADDRESS.fullmatch(name))
    columns: Columns = {}
    for part, words in _WORDS.items():
        known = next((word for word in words if word in names), None)
        if known is not None:
            columns[part] = names.index(known)
    if addresses:
        columns[Part.ADDRESS] = addresses[0]
    return Headed(columns=columns, addresses=addresses)


def _plain(cell: str) -> str:
    return re.sub(r"[\W_]+", " ", cell[:80]).strip().casefold()
