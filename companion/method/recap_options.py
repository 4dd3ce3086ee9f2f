"""The options of a call for its recap: the pick among them, and whose idea each of them was."""

from __future__ import annotations

import re

from companion.method.one_line import one_line
from companion.method.people import first_name, is_same, proper, whole_name
from companion.method.recap_parts import IdeaPart, OptionPart, RecapSource
from companion.method.recap_sources import Origin, Said, Source, in_call, noted, said
from companion.method.sentences import bare, opening
from companion.model import Call, Note, NoteKind, Option


def options_and_ideas(
    source: RecapSource, *, whole: bool = False
) -> tuple[tuple[OptionPart, ...], tuple[IdeaPart, ...]]:
    """Return the options with their ideas credited, and the ideas that no option took up.

    Who had them is named by first name, or by the *whole* one.
    """
    call, me = source.call, source.me.name
    ideas = [
        spoken(note, whole=whole)
        for note in notes_of(call, NoteKind.IDEA)
        if not is_same(note.who, me)
    ]
    taken: set[int] = set()
    parts = []
    for option in call.options:
        if one_line(option.text):
            origin = _origin(option, ideas)
            taken.update(() if origin is None else (origin,))
            parts.append(_option(option, None if origin is None else ideas[origin], call))
    rest = tuple(idea for place, idea in enumerate(ideas) if place not in taken)
    return tuple(parts), rest


def own_choice(call: Call) -> Said:
    """Return the choice in its own words where it is none of the options' labels."""
    if call.chosen is None or any(_is_chosen(option, call) for option in call.options):
        return Said()
    text = one_line(call.chosen.label)
    return said(text, in_call(call, Origin.CHOICE, text, text))


def notes_of(call: Call, kind: NoteKind) -> list[Note]:
    """Return the notes of that kind that a person wrote, in the order of the call."""
    kept = (note for note in call.notes if note.kind is kind and note.source != "clock")
    return sorted((note for note in kept if one_line(note.text)), key=lambda note: note.at_ms)


def spoken(note: Note, *, whole: bool = False) -> IdeaPart:
    """Return a note as a part: what was said, and who said it."""
    who = (whole_name if whole else first_name)(note.who) or proper(note.who)
    return IdeaPart(text=bare(note.text), who=who, sources=(noted(note),))


def _option(option: Option, idea: IdeaPart | None, call: Call) -> OptionPart:
    is_chosen = _is_chosen(option, call)
    sources: list[Source] = [in_call(call, Origin.OPTION, option.label, option.text)]
    if is_chosen and call.chosen is not None:
        sources.append(in_call(call, Origin.CHOICE, call.chosen.label, call.chosen.why))
    return OptionPart(
        line=". ".join(filter(None, (one_line(option.label), opening(bare(option.text))))),
        effect=bare(option.effect),
        idea_of=None if idea is None else idea.who,
        is_chosen=is_chosen,
        sources=(*sources, *(idea.sources if idea else ())),
    )


def _is_chosen(option: Option, call: Call) -> bool:
    if call.chosen is None:
        return False
    return one_line(call.chosen.label).casefold() == one_line(option.label).casefold()


def _origin(option: Option, ideas: list[IdeaPart]) -> int | None:
    """Return which idea the option takes up: the one with mostly the same words, if any."""
    wanted = _words(option.text)
    for place, idea in enumerate(ideas):
        words = _words(idea.text)
        shared = len(wanted & words)
        if shared >= 2 and shared >= 0.6 * min(len(wanted), len(words)):
            return place
        if wanted == words:
            return place
    return None


def _words(text: str) -> frozenset[str]:
    """Return the words that carry meaning: those of four letters and more."""
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3)
