"""Whom a name in a transcript can mean: the people of the call, of the client and of ours."""

from __future__ import annotations

from collections.abc import Iterable

from companion.method.one_line import one_line
from companion.method.people import is_same
from companion.method.proposals import Voice
from companion.model import Call, Client, Me, Side, Speaker
from companion.model.value import Value


class Person(Value, frozen=True):
    """Somebody who may have spoken."""

    name: str
    side: Side


def people_of(call: Call, client: Client, me: Me) -> tuple[Person, ...]:
    """Return who may have spoken, each once: those on the call first, then contacts, then us."""
    named = [Person(one_line(each.name), each.side) for each in call.attendees]
    named += [Person(one_line(each.name), Side.THEIRS) for each in client.contacts]
    named += [Person(one_line(each.name), each.side) for each in client.speakers]
    named.append(Person(one_line(me.name), Side.OURS))
    named += [Person(one_line(each.name), Side.OURS) for each in me.colleagues]
    return tuple(dict.fromkeys(each for each in named if each.name))


def guess(heard: str, people: tuple[Person, ...], known: tuple[Speaker, ...]) -> Person:
    """Return whom *heard* most likely means: as it was said before, else by the name.

    A name that nobody has is taken for one of theirs.
    """
    for speaker in known:
        if speaker.heard == heard:
            return Person(speaker.name or heard, speaker.side)
    plain = heard.partition("(")[0].strip() or heard
    same = (each for each in people if is_same(each.name, plain))
    return next(same, Person(heard, Side.THEIRS))


def recognised(
    names: Iterable[str], people: tuple[Person, ...], known: tuple[Speaker, ...]
) -> tuple[Speaker, ...]:
    """Return those of the *names* that mean somebody among *people*, without asking anybody."""
    meant = ((heard, guess(heard, people, known)) for heard in names)
    return tuple(
        Speaker(heard=heard, name=person.name, side=person.side)
        for heard, person in meant
        if person in people
    )


def voices_of(speakers: tuple[Speaker, ...]) -> tuple[Voice, ...]:
    """Return the speakers as those whose words are looked at for proposals."""
    return tuple(Voice(heard=s.heard, name=s.name or s.heard, side=s.side) for s in speakers)
