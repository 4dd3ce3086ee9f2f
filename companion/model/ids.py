"""New identities: UUIDs of version 7, so that the order of ids is the order of making."""

from __future__ import annotations

import os
import time


def new_id() -> str:
    """Return a new UUID (RFC 9562, version 7): 48 bits of Unix milliseconds, then random bits.

    The 12 bits after the version hold the fraction of the millisecond, so that two ids made one
    after the other by one process sort in that order (RFC 9562, section 6.2, method 3).
    """
    nanoseconds = time.time_ns()
    milliseconds, rest = divmod(nanoseconds, 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    whole = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | random
    digits = f"{whole:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
