"""Reads what other programs wrote down of a call: speakers, times and words, nothing dropped."""

from __future__ import annotations

from companion.errors import TranscriptError
from companion.exchange.progress import Tell, untold
from companion.exchange.transcripts.cues import has_cues, read_cues
from companion.exchange.transcripts.shape import Dialect, Remark, Transcript
from companion.exchange.transcripts.text_lines import LARGEST_FILE, text_lines
from companion.exchange.transcripts.turns import read_turns

__all__ = ["LARGEST_FILE", "Dialect", "Remark", "Transcript", "read_transcript"]


def read_transcript(data: bytes, tell: Tell = untold) -> Transcript:
    """Return the transcript in *data*, whose dialect is known by what stands in it.

    Read are WebVTT (of Zoom, of Teams, of others), SubRip, Zoom's text, Teams' text and Google
    Meet's text. A line that is none of these is kept as text without a speaker. Raises
    TranscriptError, and nothing else, for whatever is no transcript or is too large; *tell* hears
    how many lines of the file are read.
    """
    lines = text_lines(data)
    found = read_cues(lines, tell) if has_cues(lines) else read_turns(lines, tell)
    if not any(line.text for line in found.lines):
        raise TranscriptError("there is nothing said in it")
    return found
