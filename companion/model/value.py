"""What every value of the model shares: it is frozen, named by keyword, and knows no other key."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct


class Value(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the history: compared by content, never changed, only replaced."""


LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exactly (RFC 8259, section 6)."""

Id = Annotated[str, Meta(min_length=1)]
"""Any non-empty text, unique among its kind; the program makes time-ordered UUIDs."""

At = Annotated[datetime, Meta(tz=True)]
"""A moment with its offset, which is kept as it was written."""

Ms = Annotated[int, Meta(ge=0, le=LARGEST)]
"""Milliseconds on the call's own clock, which counts sleep and leaves out pauses."""

Minutes = Annotated[int, Meta(ge=0, le=100_000)]
"""A planned length in minutes; 0 where none was planned."""

Percent = Annotated[int, Meta(ge=0, le=100)]
"""How sure a person is, 0 to 100."""

Number = Annotated[int, Meta(ge=-LARGEST, le=LARGEST)] | float
"""A figure as it was written: 30 stays 30, 0.5 stays 0.5."""
