"""A clock that tests turn by hand: the wall's, the steady one, the one that sleeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class HandClock:
    """Stands still until it is turned."""

    def __init__(self, now: datetime = NOON, boot: str = "boot-1") -> None:
        self.wall = now
        self.steady = 1_000_000
        self.awake = 900_000
        self.boot_id = boot

    def now(self) -> datetime:
        return self.wall

    def steady_ms(self) -> int:
        return self.steady

    def awake_ms(self) -> int:
        return self.awake

    def boot(self) -> str:
        return self.boot_id

    def pass_ms(self, milliseconds: int) -> None:
        """Let time pass as it does."""
        self.wall += timedelta(milliseconds=milliseconds)
        self.steady += milliseconds
        self.awake += milliseconds

    def sleep_ms(self, milliseconds: int) -> None:
        """Let the machine sleep."""
        self.wall += timedelta(milliseconds=milliseconds)
        self.steady += milliseconds

    def set_wall(self, by: timedelta) -> None:
        """Set the wall clock forward or back."""
        self.wall += by

    def move_to(self, zone: tzinfo) -> None:
        """Show the same moment with another offset, as at a change to winter time."""
        self.wall = self.wall.astimezone(zone)

    def restart_machine(self, boot: str, off_ms: int) -> None:
        """Switch the machine off for *off_ms* and on again."""
        self.wall += timedelta(milliseconds=off_ms)
        self.steady, self.awake, self.boot_id = 5_000, 5_000, boot
