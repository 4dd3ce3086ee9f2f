"""Links that help a client to decide: one on a line, as a title and an address."""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.method.one_line import one_line
from companion.model import Link

_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*|mailto:[^\s@]+@\S+", re.IGNORECASE)
"""What may be opened with one click from a recap; a file or a script may not."""


def read_links(text: str) -> tuple[tuple[Link, ...], tuple[str, ...]]:
    """Return the link of every line, and the lines that have no address we pass on.

    The address stands last: "Proposal https://example.com/p". A line without one, or with one
    of another kind ("file:", "javascript:"), stays whole as a title without an address.
    """
    links, plain = [], []
    for line in filter(None, (one_line(line) for line in text.splitlines())):
        title, _, last = line.rpartition(" ")
        if _ADDRESS.fullmatch(last):
            links.append(Link(title=title.strip(" :–-"), url=last))
        else:
            links.append(Link(title=line))
            plain.append(line)
    return tuple(links), tuple(plain)


def write_links(links: Sequence[Link]) -> str:
    """Return the links as ``read_links`` reads them."""
    return "\n".join(one_line(f"{link.title} {link.url}") for link in links)
