"""Titles, names and addresses as nobody should send them, as many as are wanted, by a seed."""

from __future__ import annotations

from random import Random

PIECES = (
    "\r\nBcc: evil@x.example",
    "\nReply-To: evil@x.example\n\nforged body",
    "\r\n\r\n<script>alert(1)</script>",
    "\r\nEND:VEVENT\r\nATTENDEE:mailto:evil@x.example",
    "=?utf-8?q?Hi=0D=0AReply-To=3A_evil=40x.example?=",
    "=?utf-8?b?SGkNCkJjYzogZXZpbEB4LmV4YW1wbGU=?=",
    "=?iso-8859-1?q?=0A?= =?utf-8?q?=0D=0ABcc:evil@x?=",
    "=?",
    "?=",
    "=?utf-8?",
    "=0D=0A",
    "%0D%0ABcc:evil@x.example",
    "\u2028Bcc: evil@x.example\u2029",
    "\x85Bcc: evil@x.example",
    "\x0b\x0c\x1c\x1d\x1e",
    "\u202eexe.fdp\u202c\u2066\u2069",
    "\u200b\u200c\u200d\ufeff\u00ad",
    "\ufeff",
    "\x00",
    "\x1b[31m",
    "\ud800",
    '"',
    '\\"',
    "\\",
    "'",
    ",",
    ";",
    ":",
    "<evil@x.example>",
    "(a comment)",
    "@",
    "<",
    ">",
    ", evil@x.example",
    "--=_0123456789abcdef",
    "\n--\n.\n",
    "&bcc=evil@x.example&attach=/etc/passwd#",
    "Müller, Jörg",
    "Zoë Łukasz ß",
    "日本語の題",
    "عربي עברית",
    "e\u0301\u0323\u0308" * 8,
    "👩‍👩‍👧‍👦😀",
    "🇩🇪" * 30,
    "x" * 998,
    "é" * 600,
    " " * 90,
    "word " * 240,
    "\t",
)

LOCALS = ("dana", "d.o+tag", "o'brien", "a_b-c", "x" * 64, "1", "d=a", "{d}", "p|q")
DOMAINS = (
    "northwind.example",
    "münchen.example",
    "日本.example",
    "xn--mnchen-3ya.example",
    "a.b.c.d.e.example",
    "x" * 63 + ".example",
    "ZÜRICH.example",
)


class Hostile:
    """Makes texts, the same ones for the same *seed*."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def text(self, most: int = 4) -> str:
        """Return some pieces in a row, with letters of any kind between them."""
        pieces = (self._piece() for _ in range(self._random.randint(0, most)))
        return "".join(pieces)

    def address(self) -> str:
        """Return a real address, in any of the forms in which people have them."""
        return f"{self._random.choice(LOCALS)}@{self._random.choice(DOMAINS)}"

    def named(self) -> tuple[str, str]:
        """Return an address with a name before it, as a mail program would have quoted it."""
        address = self.address()
        quoted = self.text().replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>', address

    def _piece(self) -> str:
        draw = self._random.random()
        if draw < 0.7:
            return self._random.choice(PIECES)
        if draw < 0.85:
            return "".join(chr(self._random.randrange(1, 0x250)) for _ in range(6))
        letters = (chr(self._random.randrange(0x20, 0x110000)) for _ in range(4))
        return "".join(letters)
