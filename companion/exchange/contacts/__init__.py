"""Reads people out of the files of other programs: vCard and tables of text (CSV)."""

from __future__ import annotations

from companion.exchange.contacts.decoding import LARGEST_FILE, text_of
from companion.exchange.contacts.headings import Columns, Part
from companion.exchange.contacts.shape import Cards, Source
from companion.exchange.contacts.table import Table, people_of, read_table
from companion.exchange.contacts.vcard import is_vcard, read_vcards
from companion.exchange.progress import Tell, untold

__all__ = [
    "LARGEST_FILE",
    "Cards",
    "Columns",
    "Part",
    "Source",
    "Table",
    "people_of",
    "read_contacts",
]


def read_contacts(data: bytes, tell: Tell = untold) -> Cards | Table:
    """Return the people in *data*, or the table from whose columns ``people_of`` takes them.

    What it is, is known by what stands in it. Raises ContactsError, and nothing else.
    """
    text = text_of(data)
    return read_vcards(text, tell) if is_vcard(text) else read_table(text, tell)
