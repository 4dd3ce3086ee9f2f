"""People in a table of text: CSV with commas, semicolons or tabs, with or without headings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from companion.errors import ContactsError
from companion.exchange.contacts.decoding import LONGEST_LINE, repaired
from companion.exchange.contacts.headings import Columns, Headed, Part, headed
from companion.exchange.contacts.shape import MOST_CARDS, Cards, Collected, Source, cleaned_card
from companion.exchange.csv_cells import unguarded
from companion.exchange.progress import Tell, untold
from companion.model.value import Value

MOST_COLUMNS = 500
"""Columns of the widest table that is read; Outlook writes 92."""

TELL_EVERY = 1_000
"""Rows between two words on how far it is."""

_SIGNS = ",;\t|"
_BEFORE_HEADINGS = 20
"""Rows among which the headings are looked for: LinkedIn begins with a note of its own."""

_SAID = re.compile(r"\Asep=([,;\t|])\n", re.IGNORECASE)
"""How Excel is told the sign that parts the cells."""

_BETWEEN = re.compile(r"\s*:::\s*|[;,\s]+")
"""What stands between several addresses in one cell; Google writes " ::: "."""


class Row(Value, frozen=True, kw_only=True):
    """One row and the line that it begins in."""

    line: int
    cells: tuple[str, ...]


class Table(Value, frozen=True, kw_only=True):
    """A table with what is known of its columns; without ``headings`` every row is a person."""

    rows: tuple[Row, ...]
    headings: tuple[str, ...] = ()
    columns: Columns
    addresses: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """How many columns its widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def read_table(text: str, tell: Tell = untold) -> Table:
    """Return the table in *text*, and which of its columns is what as far as that is clear.

    Raises ContactsError for an open quotation mark, and for too much; *tell* hears how many rows
    are read.
    """
    said = _SAID.match(text)
    sign = said[1] if said else _sign(text)
    rows = tuple(_rows(text, sign, tell, skipped=1 if said else 0))
    if not rows:
        raise ContactsError("there is nothing in it")
    at, found = _headings(rows)
    if at is None:
        return Table(rows=rows, columns=_guessed(rows))
    names = tuple(cell.strip() for cell in rows[at].cells)
    return Table(
        rows=rows[at + 1 :], headings=names, columns=found.columns, addresses=found.addresses
    )


def people_of(table: Table, columns: Columns, tell: Tell = untold) -> Cards:
    """Return the people of *table*, read by *columns*. Raises ContactsError where nobody is.

    Addresses stand in every column that is headed so, while the one that is chosen is among them.
    """
    chosen = columns.get(Part.ADDRESS)
    mails = table.addresses if chosen in table.addresses else ()
    mails = mails or (() if chosen is None else (chosen,))
    people = Collected()
    for count, row in enumerate(table.rows):
        if count % TELL_EVERY == 0:
            tell(count, len(table.rows))
        named = {part: _cell(row, at) for part, at in columns.items()}
        people.take(
            cleaned_card(
                name=_name(named),
                addresses=[each for at in mails for each in _BETWEEN.split(_cell(row, at))],
                role=named.get(Part.ROLE, ""),
                organisation=named.get(Part.ORGANISATION, ""),
                line=row.line,
            ),
            row.line,
        )
    return people.all(Source.TABLE)


def _name(named: Mapping[Part, str]) -> str:
    """Return a person's name; the whole one knows the order of its parts better than we do.

    Beside first names and without last ones, "Name" is the last name, as German tables have it.
    """
    whole, given = named.get(Part.NAME, ""), named.get(Part.GIVEN, "")
    if Part.FAMILY in named or not given or given.casefold() in whole.casefold():
        return whole or " ".join(filter(None, (given, named.get(Part.FAMILY, ""))))
    return f"{given} {whole}".strip()


def _cell(row: Row, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""


def _sign(text: str) -> str:
    """Return the sign that parts the cells: with which the headings are known, or cells are most.

    Excel writes semicolons where the comma stands in numbers, and tabs for "Unicode text".
    """

    def weight(sign: str) -> tuple[int, int]:
        # Not to the end of a line: a cell may hold several.
        begin = csv.reader(text[:LONGEST_LINE].split("\n"), delimiter=sign)
        try:
            rows = list(islice(begin, _BEFORE_HEADINGS))
        except csv.Error:
            return 0, 0
        known = max((len(headed(row).columns) for row in rows), default=0)
        return known, max(map(len, rows), default=0)

    return max(_SIGNS, key=weight)


def _rows(text: str, sign: str, tell: Tell, skipped: int) -> Iterator[Row]:
    """Yield the rows that hold anything, each cell as it was before it was guarded."""
    lines = text.split("\n")
    read = csv.reader(_measured(lines, tell), delimiter=sign, strict=True)
    begins = skipped
    for _ in range(skipped):
        next(read, None)
    count = 0
    while True:
        begins = read.line_num + 1
        try:
            cells = next(read, None)
        except csv.Error as error:
            raise ContactsError(_trouble(error), begins) from error
        if cells is None:
            return
        if len(cells) > MOST_COLUMNS:
            raise ContactsError(f"a row has more than {MOST_COLUMNS} columns", begins)
        if any(map(str.strip, cells)):
            count += 1
            if count > MOST_CARDS + _BEFORE_HEADINGS:
                raise ContactsError(f"it has more than {MOST_CARDS:,} people", begins)
            yield Row(line=begins, cells=tuple(unguarded(repaired(cell)) for cell in cells))


def _trouble(error: csv.Error) -> str:
    if "field larger" in str(error):
        return "a cell is too long, perhaps because a quotation mark is not closed"
    return "a quotation mark stands where none belongs, or is not closed"


def _measured(lines: Sequence[str], tell: Tell) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise ContactsError(f"a line is longer than {LONGEST_LINE // 1024} kB", number)
        if number % TELL_EVERY == 0:
            tell(number, len(lines))
        yield f"{line}\n"


def _headings(rows: Sequence[Row]) -> tuple[int | None, Headed]:
    """Return which row holds the headings, if one does: the one in which most are known."""
    found = [headed(row.cells) for row in rows[:_BEFORE_HEADINGS]]
    best = max(range(len(found)), key=lambda at: len(found[at].columns))
    is_one = bool(found[best].columns) and not any("@" in cell for cell in rows[best].cells)
    return (best if is_one else None), found[best]


def _guessed(rows: Sequence[Row]) -> Columns:
    """Return where addresses and names stand in a table without headings, by how they look."""
    first = rows[:_BEFORE_HEADINGS]
    width = max(len(row.cells) for row in first)
    signs = [sum("@" in _cell(row, at) for row in first) for at in range(width)]
    letters = [sum(any(map(str.isalpha, _cell(row, at))) for row in first) for at in range(width)]
    columns: Columns = {}
    if any(signs):
        columns[Part.ADDRESS] = signs.index(max(signs))
    names = (at for at in range(width) if not signs[at] and letters[at] > len(first) / 2)
    named = next(names, None)
    return columns if named is None else {Part.NAME: named, **columns}
