"""The machine's clocks: the wall's, one that counts sleep, one that does not."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path


class SystemClock:
    """The clocks of this machine.

    On Linux ``CLOCK_BOOTTIME`` counts sleep and ``monotonic`` does not. On macOS the clock that
    counts sleep is ``CLOCK_MONOTONIC`` and Python's ``monotonic`` does not count it. On Windows
    ``monotonic`` counts it and there is no cheap clock that does not, so a sleep is not told
    from a long wait there, and no time is lost.
    """

    def now(self) -> datetime:
        """Return the wall's time with the local offset."""
        return datetime.now().astimezone()

    def steady_ms(self) -> int:
        """Return milliseconds since some start that count sleep and that nobody can set."""
        clock = getattr(time, "CLOCK_BOOTTIME", None)
        if clock is None and sys.platform == "darwin":
            clock = time.CLOCK_MONOTONIC
        nanoseconds = time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)
        return nanoseconds // 1_000_000

    def awake_ms(self) -> int:
        """Return milliseconds that stand still while the machine sleeps, where it can tell."""
        return time.monotonic_ns() // 1_000_000

    def boot(self) -> str:
        """Return the kernel's id of this boot, or empty where the system has none to read."""
        try:
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        except OSError:
            return ""
