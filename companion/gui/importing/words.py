"""What an import would do, does and did, in whole sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, islice

from PySide6.QtCore import QCoreApplication

from companion.gui.importing.fields import place_said
from companion.gui.said import calls_said, client_said, topic_said
from companion.method.one_line import one_line
from companion.model.compare import Change, Sort
from companion.store.comparing import Compared, Outlook
from companion.store.imports import Kept
from companion.store.loading import Choices

_LISTED = 5
"""Things of one list that are named before the rest is only counted."""

_PLACES = 60
"""Places that are told of one part; a label with thousands of lines would be read by nobody."""

_LONGEST = 160
"""Characters of a text that are shown beside the other side's."""


def name_said(part: Compared) -> str:
    """Return how a part of a file is called."""
    if part.place == "disagreement":
        return topic_said(part.name)
    if part.place == "client":
        return client_said(part.name)
    return settings_said()[part.place]


def settings_said() -> dict[str, str]:
    """Return what stands beside clients and disagreements, by the tables that keep it."""
    return {
        "me": _tr("You and your colleagues"),
        "playbook": _tr("Playbooks"),
        "section_text": _tr("Words of recaps, and what others found"),
        "saved_search": _tr("Kept searches"),
        "inbox": _tr("Notes that wait in the inbox"),
    }


def facts_said(part: Compared, choices: Choices) -> str:
    """Return what stands below a name: what becomes of it, whose it is, and how much."""
    kinds = {"disagreement": client_said(part.client), "client": _tr("client")}
    count = calls_said(part.calls) if part.place == "disagreement" else ""
    return " · ".join(filter(None, (fate_said(part, choices), kinds.get(part.place), count)))


def fate_said(part: Compared, choices: Choices) -> str:
    """Return what becomes of a part, as it was decided."""
    if part.outlook is Outlook.CONFLICT:
        if part.id in choices.mine:
            return _tr("differs: yours stands")
        return _tr("differs: the file’s stands")
    if part.outlook is Outlook.NAMESAKE:
        if part.id in choices.joined:
            return _tr("joins {client}").format(client=client_said(part.other_name))
        return _tr("new, and alike: {client}").format(client=client_said(part.other_name))
    return {
        Outlook.ADDED: _tr("new"),
        Outlook.MERGED: _tr("is added to"),
        Outlook.REFUSED: _tr("stays out"),
        Outlook.OLDER: _tr("older than yours, which stays"),
        Outlook.KNOWN: _tr("known just so"),
    }[part.outlook]


def outlooks_said(counts: Mapping[Outlook, int]) -> list[tuple[str, tuple[Outlook, ...]]]:
    """Return the sorts that can be looked at alone, each with its number, where there is any."""
    sorts = (
        (_tr("Differs ({n})"), (Outlook.CONFLICT,)),
        (_tr("May be known under another id ({n})"), (Outlook.NAMESAKE,)),
        (_tr("Stays out ({n})"), (Outlook.REFUSED,)),
        (_tr("New ({n})"), (Outlook.ADDED,)),
        (_tr("Is added to ({n})"), (Outlook.MERGED,)),
        (_tr("Known ({n})"), (Outlook.KNOWN, Outlook.OLDER)),
    )
    everything = (_tr("Everything ({n})").format(n=f"{sum(counts.values()):,}"), tuple(Outlook))
    found = [everything]
    for words, outlooks in sorts:
        if number := sum(counts[each] for each in outlooks):
            found.append((words.format(n=f"{number:,}"), outlooks))
    return found


def brings_said(parts: Sequence[Compared]) -> str:
    """Return what a file would bring, in numbers."""
    counts = Counter((part.place, part.outlook) for part in parts)
    clients = counts["client", Outlook.ADDED] + counts["client", Outlook.NAMESAKE]
    disagreements = counts["disagreement", Outlook.ADDED]
    of = Counter(part.outlook for part in parts)
    new = [
        _count(number, one, more)
        for number, one, more in (
            (clients, _tr("1 client"), _tr("{n} clients")),
            (disagreements, _tr("1 disagreement"), _tr("{n} disagreements")),
        )
        if number
    ]
    told = [_tr("Adds {what}.").format(what=_tr(" and ").join(new))] if new else []
    for outlook, one, more in (
        (Outlook.MERGED, _tr("Adds to 1 that you have."), _tr("Adds to {n} that you have.")),
        (Outlook.CONFLICT, _tr("1 differs from yours."), _tr("{n} differ from yours.")),
        (
            Outlook.NAMESAKE,
            _tr("1 client may be one that you have."),
            _tr("{n} clients may be ones that you have."),
        ),
        (Outlook.REFUSED, _tr("1 cannot come in."), _tr("{n} cannot come in.")),
    ):
        if of[outlook]:
            told.append(_count(of[outlook], one, more))
    return " ".join(told) or _tr("Everything in this file is in the history already.")


def about_said(part: Compared) -> str:
    """Return a sentence on what a part means, where the list of what changes does not say it."""
    if part.outlook is Outlook.REFUSED:
        whole = _tr(
            "It stays out: {kind} {id} stands in another place in your history. Nothing of yours "
            "is moved or overwritten."
        )
        return whole.format(kind=part.other_name, id=part.other)
    if part.outlook is Outlook.NAMESAKE:
        whole = _tr(
            "Your history has a client {client} under another id. Are they the same? You can also "
            "merge them later, in Clients and people."
        )
        return whole.format(client=client_said(part.other_name))
    return {
        Outlook.ADDED: _tr("It is not in your history yet, and comes in as it is."),
        Outlook.KNOWN: _tr("Your history says the same. Nothing changes."),
    }.get(part.outlook, "")


def changes_said(changes: Sequence[Change]) -> str:
    """Return what would change in a part, a paragraph for each place; what differs comes first."""
    order = (Sort.REPLACED, Sort.STAYS, Sort.FILLED, Sort.ADDED)
    ordered = sorted(changes, key=lambda change: order.index(change.sort))
    told = list(islice(_paragraphs(ordered), _PLACES + 1))
    if len(told) > _PLACES:
        told[_PLACES] = _tr("And further places.")
    return "\n\n".join(told)


def _paragraphs(changes: Sequence[Change]) -> Iterator[str]:
    for (sort, path), group in groupby(changes, key=lambda change: (change.sort, change.path)):
        found, place = list(group), place_said(path)
        if sort is Sort.ADDED:
            names = [f"“{_clipped(each.after)}”" for each in found if each.after]
            more = len(found) - len(names[:_LISTED])
            if more:
                names = [*names[:_LISTED], _count(more, _tr("1 more"), _tr("{n} more"))]
            yield _tr("{place}, new: {names}").format(place=place, names=", ".join(names))
            continue
        for each in found:
            yield _words_of(sort).format(
                place=place, mine=_clipped(each.before), theirs=_clipped(each.after)
            )


def _words_of(sort: Sort) -> str:
    return {
        Sort.REPLACED: _tr("{place}\n    yours: {mine}\n    the file’s: {theirs}"),
        Sort.STAYS: _tr("{place} stays: {mine} (the file says: {theirs})"),
        Sort.FILLED: _tr("{place}, empty until now: {theirs}"),
    }[sort]


def decided_said(part: Compared) -> tuple[str, str]:
    """Return the two answers to what a part asks; the first is taken unless the other is chosen."""
    if part.outlook is Outlook.NAMESAKE:
        whole = _tr("It is {client} (J)").format(client=client_said(part.other_name))
        return _tr("It is another client (K)"), whole
    return _tr("The file’s words stand (F)"), _tr("Your words stand (M)")


def taken_back_said(name: str, count: int, kept: Sequence[Kept]) -> str:
    """Return what taking an import back came to."""
    if not kept:
        whole = _tr("{name} is taken back: what it added is gone, what it changed is as before.")
        return whole.format(name=name)
    names = [f"“{_clipped(each.name)}”" for each in kept[:_LISTED]]
    if len(kept) > _LISTED:
        names.append(
            _count(len(kept) - _LISTED, _tr("1 more"), _tr("{n} more")),
        )
    whole = _tr(
        "{name}: {count} taken back. Kept, since it was changed since then or something needs it: "
        "{names}."
    )
    return whole.format(name=name, count=f"{count:,}", names=", ".join(names))


def counts_said(added: Mapping[str, int], changed: Mapping[str, int]) -> str:
    """Return what an import came to, as its line in the list says it."""
    told = []
    for counts, words in ((added, _tr("{what} new")), (changed, _tr("{what} changed"))):
        disagreements, clients = counts.get("disagreement", 0), counts.get("client", 0)
        others = sum(counts.values()) - disagreements - clients
        parts = [
            _count(number, one, more)
            for number, one, more in (
                (disagreements, _tr("1 disagreement"), _tr("{n} disagreements")),
                (clients, _tr("1 client"), _tr("{n} clients")),
                (others, _tr("1 other"), _tr("{n} others")),
            )
            if number
        ]
        if parts:
            told.append(words.format(what=", ".join(parts)))
    return " · ".join(told)


def _count(number: int, one: str, more: str) -> str:
    return one if number == 1 else more.format(n=f"{number:,}")


def _clipped(text: str) -> str:
    said = one_line(text)
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)
