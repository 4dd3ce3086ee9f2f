"""Contacts out of the files of other programs: what is read, and what is refused by its line."""

from __future__ import annotations

import csv
import io

import pytest

from companion.errors import ContactsError
from companion.exchange.contacts import Cards, Part, Table, people_of, read_contacts
from companion.exchange.contacts.decoding import LARGEST_FILE
from companion.exchange.csv_cells import guarded
from companion.method.introducing import Card
from tests.unit import contact_files as files

DANA = ("Dana Ortiz", "dana@brightpath.example", "CFO", "Brightpath")
SAM = ("Sam Lee", "sam@sons.example")
JOERG = ("Jörg Müller", "joerg@nordwind.example", "Leiter", "Nordwind")


def read(data: str | bytes) -> Cards:
    found = read_contacts(data if isinstance(data, bytes) else data.encode())
    return people_of(found, found.columns) if isinstance(found, Table) else found


def said(card: Card) -> tuple[str, ...]:
    return card.name, card.address, card.role, card.organisation


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (files.APPLE.encode(), ("Dr. Dana Ortiz", DANA[1], "Chief Financial Officer", DANA[3])),
        (files.OUTLOOK.encode("cp1252"), (JOERG[0], JOERG[1], "", "Nordwind GmbH")),
        (files.ANDROID.encode(), ("Dana Müller", "d@gmx.de", "", "")),
        (files.VERSION_4.encode(), (*SAM, 'Head of "growth"', "Lee; Sons, Ltd.")),
        (files.VERSION_4.encode("utf-16"), (*SAM, 'Head of "growth"', "Lee; Sons, Ltd.")),
        (files.GOOGLE.encode(), DANA),
        (files.GOOGLE_OF_OLD.encode(), DANA),
        (files.OUTLOOK_ENGLISH.encode(), DANA),
        (files.OUTLOOK_ENGLISH.replace(",", "\t").encode("utf-16-le"), DANA),
        (files.OUTLOOK_GERMAN.encode("cp1252"), JOERG),
        (files.OUTLOOK_GERMAN.replace("\n", "\r\n").encode("utf-8-sig"), JOERG),
        (files.LINKEDIN.encode(), (DANA[0], "", *DANA[2:])),
        (
            files.GOOGLE_IN_JAPAN.encode(),
            ("佐藤 一郎", "ichiro@higashi.example", "営業部", "株式会社ヒガシ"),
        ),
        (files.GERMAN_BY_HAND.encode(), (*JOERG[:3], "")),
        (files.THUNDERBIRD.encode(), DANA),
        (files.BY_HAND.encode(), (*DANA[:2], "", DANA[3])),
    ],
)
def test_a_person_is_read_in_every_dialect(data: bytes, wanted: tuple[str, ...]) -> None:
    assert said(read(data).cards[0]) == wanted


def test_an_address_for_work_comes_first_and_all_are_known() -> None:
    (dana,) = read(files.APPLE).cards
    assert dana.addresses == ("dana@brightpath.example", "dana.ortiz@gmail.com")
    sam = read(files.GOOGLE).cards[1]
    assert sam.addresses == ("sam@sons.example", "sam@gmail.com")


def test_a_group_is_nobody_and_an_entry_without_a_person_is_told_by_its_line() -> None:
    assert len(read(files.VERSION_4).cards) == 1
    found = read(files.GOOGLE)
    assert (len(found.cards), found.left_out) == (2, (3,))


def test_whoever_stands_twice_becomes_one() -> None:
    found = read("name,email,role\nDana,d@b.example,\nD. Ortiz,D@B.example,CFO\n")
    assert [said(card) for card in found.cards] == [("Dana", "d@b.example", "CFO", "")]
    assert found.twice == 1


def test_a_table_of_ours_comes_back_without_its_guard() -> None:
    file = io.StringIO(newline="")
    rows = [("Name", "Role"), ("=Sam", "+49 head"), ("'quoted", "@all")]
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([map(guarded, row) for row in rows])
    cards = read(file.getvalue()).cards
    assert [(card.name, card.role) for card in cards] == [("=Sam", "+49 head"), ("'quoted", "@all")]


def test_a_table_without_headings_waits_to_be_told_its_columns() -> None:
    table = read_contacts(b"Dana Ortiz;dana@b.example\nSam;sam@b.example\n")
    assert isinstance(table, Table)
    assert (table.headings, table.columns) == ((), {Part.NAME: 0, Part.ADDRESS: 1})
    cards = people_of(table, {Part.ROLE: 0, Part.ADDRESS: 1}).cards
    assert [card.role for card in cards] == ["Dana Ortiz", "Sam"]


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "there is nothing in it", 0),
        (b"\x00\x01\x02" * 100, "it is not a text file", 0),
        (b"PK\x03\x04 xlsx", "it is a packed file, such as an Excel workbook; save it as CSV", 0),
        (b"a" * (LARGEST_FILE + 1), "it is larger than 20 MB", 0),
        (b"x\nBEGIN:VCARD\nFN:A", "it is cut off: the card that begins there has no end", 2),
        (b"BEGIN:VCARD\nEND:VCARD\nEND:VCARD", "something ends there that has not begun", 3),
        (b"BEGIN:VEVENT\nBEGIN:VCARD\n", "it does not begin as a contact card does", 1),
        (b"BEGIN:VCARD\n" * 90, "its cards stand inside each other without end", 11),
        (b"BEGIN:VCARD\nFN:A\nFN:" + b"a" * 70_000, "a line is longer than 64 kB", 3),
        (b"BEGIN:VCARD\nEND:VCARD\n", "nobody in it has a name or an address", 0),
        (b'name,email\nA,a@b.c\n"B,b@c.d\nC,c@d.e\n',
         "a quotation mark stands where none belongs, or is not closed", 3),
        (b'a,b\n"' + b"x\n" * 70_000,
         "a cell is too long, perhaps because a quotation mark is not closed", 2),
        (b"name\n" + b"," * 600, "a row has more than 500 columns", 2),
        (b"name,email\n" + b"b" * 70_000, "a line is longer than 64 kB", 2),
        (b"name\n" + b"b\n" * 50_100, "it has more than 50,000 people", 50_021),
    ],
)  # fmt: skip
def test_what_is_no_file_of_contacts_is_refused_by_its_line(
    data: bytes, reason: str, line: int
) -> None:
    with pytest.raises(ContactsError) as caught:
        read(data)
    assert (caught.value.reason, caught.value.line) == (reason, line)


@pytest.mark.parametrize(
    "line",
    [b"FN;" + b"a;" * 20_000, b"FN;" + b'"a' * 20_000, b"N:" + b"\\" * 60_000, b";" * 60_000],
)
def test_a_line_that_libraries_never_come_back_from_is_read(line: bytes) -> None:
    card = b"BEGIN:VCARD\n%b\nEMAIL:a@b.example\nEND:VCARD\n" % line
    assert read(card).cards[0].address == "a@b.example"
