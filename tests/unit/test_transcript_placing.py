"""Times of day in a transcript are put on the clock of its call."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from companion.exchange.transcripts import read_transcript
from companion.exchange.transcripts.placing import placed

LOCAL = datetime(2026, 11, 20, 14, 2).astimezone()


@pytest.mark.parametrize(
    ("first", "at_ms"),
    [("14:02:30", 30_000), ("14:01:00", 0), ("16:02:00", 7_200_000), ("09:00:00", 0)],
)
def test_a_time_of_day_counts_from_the_start_of_the_call(first: str, at_ms: int) -> None:
    read = read_transcript(f"[Dana] {first}\nHello\n".encode())
    assert placed(read, LOCAL).lines[0].at_ms == at_ms
    assert placed(read, LOCAL.astimezone(UTC)).lines[0].at_ms == at_ms


def test_times_from_the_beginning_stay_and_so_does_a_call_without_a_start() -> None:
    counted = read_transcript(b"00:00:10 Dana: Hello\n00:00:20 Dana: again\n")
    assert placed(counted, LOCAL) == counted
    read = read_transcript(b"[Dana] 14:02:30\nHello\n")
    assert placed(read, None) == read
