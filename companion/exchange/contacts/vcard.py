"""Contact cards as address books write them: vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350).

Read by our own hand, and only the properties that a contact is made of: a library that reads
everything refuses a whole address book for one odd line, and never comes back from others
(docs/adr/0015-cards-by-our-own-hand.md).
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence

from companion.errors import ContactsError
from companion.exchange.contacts.decoding import LONGEST_LINE, decoded, repaired
from companion.exchange.contacts.shape import Cards, Collected, Source, cleaned_card
from companion.exchange.progress import Tell, untold
from companion.method.introducing import Card
from companion.model.value import Value

DEEPEST = 10
"""Cards that may stand inside each other: an AGENT of version 2.1 is a card in a card."""

TELL_EVERY = 5_000
"""Lines between two words on how far it is."""

_GROUPS = {"KIND", "X-ADDRESSBOOKSERVER-KIND"}
_NEEDED = {"BEGIN", "END", "FN", "N", "NICKNAME", "EMAIL", "ORG", "TITLE", "ROLE"} | _GROUPS
_NAME = re.compile(r"(?:[A-Za-z0-9-]++\.)?([A-Za-z][A-Za-z0-9-]*+)(?=[;:])")
_PARAMETERS = re.compile(r"(?:;(?:[^\":;]|\"[^\"]*+\")*+)*+(?=:)")
_PARAMETER = re.compile(r";([^\";=]*+)(?:=((?:[^\";]|\"[^\"]*+\")*+))?")
_PART = re.compile(r"((?:[^\\;]|\\.|\\\Z)*+)(?:;|\Z)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PRINTABLE = "QUOTED-PRINTABLE"


class Property(Value, frozen=True, kw_only=True):
    """One property of a card; ``types`` are such as "work" and "pref", in small letters."""

    name: str
    value: str
    types: frozenset[str] = frozenset()
    line: int


def is_vcard(text: str) -> bool:
    """Return whether a card begins early in *text*."""
    return re.search(r"(?im)^BEGIN:VCARD[ \t]*$", text[:20_000]) is not None


def read_vcards(text: str, tell: Tell = untold) -> Cards:
    """Return the people of all cards in *text*; groups of cards are nobody.

    Raises ContactsError for a card that is cut off, for what is no card, and for too much; *tell*
    hears how many lines are read.
    """
    people = Collected()
    for line, said in _cards(_properties(text, tell)):
        if not _is_group(said):
            people.take(_person(said, line), line)
    return people.all(Source.VCARD)


def _cards(properties: Iterable[Property]) -> Iterator[tuple[int, list[Property]]]:
    """Yield what each card says, with its first line; cards inside of cards are left out."""
    begun: list[int] = []
    here: list[Property] = []
    for each in properties:
        if each.name == "BEGIN":
            _refuse_beginning(each, len(begun))
            begun.append(each.line)
        elif each.name == "END":
            if not begun:
                raise ContactsError("something ends there that has not begun", each.line)
            line = begun.pop()
            if not begun:
                yield line, here
                here = []
        elif len(begun) == 1:
            here.append(each)
    if begun:
        raise ContactsError("it is cut off: the card that begins there has no end", begun[0])


def _refuse_beginning(begin: Property, depth: int) -> None:
    if not depth and begin.value.strip().upper() != "VCARD":
        raise ContactsError("it does not begin as a contact card does", begin.line)
    if depth == DEEPEST:
        raise ContactsError("its cards stand inside each other without end", begin.line)


def _is_group(said: Sequence[Property]) -> bool:
    return any(p.name in _GROUPS and p.value.strip().casefold() == "group" for p in said)


def _person(said: Sequence[Property], line: int) -> Card | None:
    mails = [each for each in said if each.name == "EMAIL"]
    mails.sort(key=lambda each: ("pref" not in each.types, "work" not in each.types))
    return cleaned_card(
        name=_whole_name(said),
        addresses=[_plain(each.value) for each in mails],
        role=_first(said, "TITLE") or _first(said, "ROLE"),
        organisation=_plain(_parts(_value(said, "ORG"))[0]),
        line=line,
    )


def _whole_name(said: Sequence[Property]) -> str:
    """Return how the person is called: as it is shown, else put together of its parts.

    Outlook shows "Ortiz, Dana" where it is told to, and whoever has no name by the address.
    """
    shown = _first(said, "FN").strip()
    family, given, more, title, *_ = (*map(_plain, _parts(_value(said, "N"))), "", "", "", "")
    parts = " ".join(filter(None, map(str.strip, (title, given, more, family))))
    is_turned = bool(family and given) and shown.casefold().startswith(f"{family},".casefold())
    if not shown or "@" in shown or is_turned:
        return parts or shown or _first(said, "NICKNAME")
    return shown


def _first(said: Sequence[Property], name: str) -> str:
    return _plain(_value(said, name))


def _value(said: Sequence[Property], name: str) -> str:
    return next((each.value for each in said if each.name == name and each.value), "")


def _parts(value: str) -> list[str]:
    """Return the parts of a value between semicolons, still escaped."""
    return [match[1] for match in _PART.finditer(value)]


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], value)


def _properties(text: str, tell: Tell) -> Iterator[Property]:
    for number, line in _whole_lines(text, tell):
        found = _NAME.match(line)
        if found is not None:
            parameters = _PARAMETERS.match(line, found.end())
            end = parameters.end() if parameters else line.find(":")
            if end > 0:
                yield _property(number, found[1], line[found.end() : end], line[end + 1 :])


def _property(number: int, name: str, parameters: str, value: str) -> Property:
    types: set[str] = set()
    charset, is_printable = "", False
    for key, said in _PARAMETER.findall(parameters):
        kind, word = key.strip().upper(), said.strip().strip('"')
        if kind == "CHARSET":
            charset = word
        elif _PRINTABLE in {kind, word.upper()}:
            is_printable = True
        else:
            types |= {each.strip().casefold() for each in (word or key).split(",")}
            types |= {"pref"} if kind == "PREF" else set()
    if is_printable:
        value = decoded(quopri.decodestring(value.encode("utf-8", "surrogateescape")), charset)
    return Property(
        name=name.upper(), value=repaired(value, charset), types=frozenset(types), line=number
    )


def _whole_lines(text: str, tell: Tell) -> Iterator[tuple[int, str]]:
    """Yield each property that is needed in one line, with the number of its first line."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if at % TELL_EVERY == 0:
            tell(at, len(lines))
        first, line = at, lines[at]
        end = _end_of(lines, at)
        at = end
        name = _NAME.match(line)
        if name is not None and name[1].upper() in _NEEDED:
            yield first + 1, _joined(lines[first:end], first + 1)


def _end_of(lines: Sequence[str], first: int) -> int:
    """Return where the property that begins in line *first* has ended.

    A line that begins blank goes on with the one before; so does every line after a "=" at the
    end of a quoted-printable one.
    """
    is_printable = _PRINTABLE in lines[first].partition(":")[0].upper()
    end = first + 1
    while end < len(lines):
        is_soft = is_printable and lines[end - 1].endswith("=")
        if not is_soft and lines[end][:1] not in {" ", "\t"}:
            break
        end += 1
    return end


def _joined(lines: Sequence[str], number: int) -> str:
    if sum(map(len, lines)) > LONGEST_LINE:
        raise ContactsError(f"a line is longer than {LONGEST_LINE // 1024} kB", number)
    if len(lines) == 1:
        return lines[0]
    is_printable = _PRINTABLE in lines[0].partition(":")[0].upper()
    pieces = [lines[0]]
    for line in lines[1:]:
        if is_printable and pieces[-1].endswith("="):
            pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        else:
            pieces.append(line[1:])
    return "".join(pieces)
