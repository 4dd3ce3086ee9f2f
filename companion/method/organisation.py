"""Which organisation a mail address belongs to, and which client that most likely is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from companion.model.value import Value

_ANYBODYS = """
    aol.com fastmail.com gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com
    hotmail.co.uk hotmail.com icloud.com live.com mac.com mail.com mail.ru me.com msn.com
    naver.com orange.fr outlook.com outlook.de pm.me proton.me protonmail.com qq.com t-online.de
    tuta.com web.de yahoo.co.uk yahoo.com yahoo.de yahoo.fr yandex.ru zoho.com 163.com
"""

ANYBODYS = frozenset(_ANYBODYS.split())
"""Domains at which everybody gets an address: they tell nothing of where a person works."""

_SECOND = {"ac", "co", "com", "edu", "gov", "gv", "ne", "net", "or", "org"}
"""Labels that stand before a country and are nobody's name, as in "example.co.uk"."""


class Acquaintance(Value, frozen=True, kw_only=True):
    """A client as far as addresses tell: its id, its name, the addresses of its contacts."""

    client_id: str
    name: str = ""
    addresses: tuple[str, ...] = ()


def organisation(address: str) -> str:
    """Return the domain of an address in small letters; empty where it is anybody's or none."""
    domain = address.rpartition("@")[2].strip().rstrip(".").casefold() if "@" in address else ""
    return "" if domain in ANYBODYS else domain


def likely_client(addresses: Iterable[str], known: Iterable[Acquaintance]) -> str:
    """Return the id of the client whom those addresses belong to, or "" where that is a guess.

    First by contacts with the same address, then by contacts of the same organisation, then by
    a client named as the organisation's domain is. Of several the one with most of them counts;
    where two are even, nobody is chosen.
    """
    wanted, clients = [each.casefold() for each in addresses], tuple(known)
    firms = [firm for firm in map(organisation, wanted) if firm]
    by_address: Counter[str] = Counter()
    by_firm: Counter[str] = Counter()
    by_name: Counter[str] = Counter()
    for client in clients:
        theirs = {each.casefold() for each in client.addresses}
        their_firms = {firm for firm in map(organisation, theirs) if firm}
        by_address[client.client_id] += sum(each in theirs for each in wanted)
        by_firm[client.client_id] += sum(firm in their_firms for firm in firms)
        by_name[client.client_id] += sum(is_named_so(client.name, firm) for firm in firms)
    found = (_first(votes) for votes in (by_address, by_firm, by_name))
    return next((client_id for client_id in found if client_id), "")


def is_named_so(name: str, domain: str) -> bool:
    """Whether a client's name is that of the domain: "Brightpath Ltd." is brightpath.example."""
    return label_of(domain) in name_starts(name)


def label_of(domain: str) -> str:
    """Return what of a domain may be a name: "brightpath" of mail.brightpath.co.uk."""
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels = labels[:-1]
    return re.sub(r"[\W_]", "", labels[-1]) if labels else ""


def name_starts(name: str) -> frozenset[str]:
    """Return which labels of a domain a client of that name may have, three letters or more."""
    words = re.findall(r"[^\W_]+", name.casefold())
    starts = ("".join(words[:count]) for count in range(1, len(words) + 1))
    return frozenset(start for start in starts if len(start) >= 3)


def _first(votes: Counter[str]) -> str:
    ranked = votes.most_common(2)
    if not ranked or not ranked[0][1]:
        return ""
    return "" if len(ranked) == 2 and ranked[0][1] == ranked[1][1] else ranked[0][0]
