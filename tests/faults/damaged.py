"""Good files damaged at random, as broken disks, cut-off downloads and hostile senders do it."""

from __future__ import annotations

from random import Random

_SIGNS = (
    *(b"\r\n", b"\n ", b"=\n", b";", b":", b",", b'"', b"'", b"\\", b"{", b"[", b"}"),
    *(b"9999999", b"-1", b"\xff\xfe", b"\x00\x00", "é".encode(), b"\xe9", "\u202e".encode()),
)


def damaged(random: Random, good: bytes, other: bytes) -> bytes:
    """Return *good* with bytes changed, parts left out, doubled or moved, and some of *other*."""
    data = bytearray(good)
    for _ in range(random.randint(1, 4)):
        at, to = sorted(random.randrange(len(data) + 1) for _ in range(2))
        piece = bytes(data[at : min(to, at + 60)])
        match random.randint(0, 6):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + len(piece)]
            case 2:
                data[to:to] = piece * random.randint(1, 3)
            case 3:
                data[at : at + random.randint(0, 2)] = random.choice(_SIGNS)
            case 4:
                begin = random.randrange(len(other) + 1)
                data[at:at] = other[begin : begin + random.randint(1, 80)]
            case 5:
                _change_figure(random, data)
            case _:
                del data[max(to, len(data) - random.randint(0, 400)) :]
    return bytes(data)


def _change_figure(random: Random, data: bytearray) -> None:
    figures = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    if figures:
        data[random.choice(figures)] = random.choice(b"0123456789")
