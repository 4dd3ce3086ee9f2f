"""Transcripts of every dialect are read whole, and what is none is refused with its reason."""

from __future__ import annotations

import html
import os
import random
from contextlib import suppress

import pytest

from companion.errors import TranscriptError
from companion.exchange.transcripts import Dialect, Remark, read_transcript
from companion.exchange.transcripts.shape import MOST_CUES
from companion.model import TranscriptLine
from tests.unit.transcript_files import WRITERS, made_up, zoom_text, zoom_vtt

MUTATIONS = 100_000 if os.environ.get("COMPANION_FAULTS") == "full" else 1_500


def said(text: str) -> list[tuple[int, str, str]]:
    return [(e.at_ms, e.speaker, e.text) for e in read_transcript(text.encode()).lines]


@pytest.mark.parametrize("dialect", WRITERS)
@pytest.mark.parametrize("seed", range(20))
def test_what_was_written_down_is_read_back(dialect: str, seed: int) -> None:
    lines = made_up(seed)
    read = read_transcript(WRITERS[dialect](lines).encode())
    assert read.lines == lines
    assert read.unread == ()


@pytest.mark.parametrize("dialect", WRITERS)
def test_windows_line_ends_and_byte_order_marks_change_nothing(dialect: str) -> None:
    lines = made_up(7)
    windows = WRITERS[dialect](lines).replace("\n", "\r\n")
    assert read_transcript(windows.encode("utf-8-sig")).lines == lines
    assert read_transcript(windows.encode("utf-16")).lines == lines


def test_the_file_says_by_itself_what_it_is() -> None:
    lines = made_up(3)
    found = {
        name: read_transcript(write(lines).encode()).dialect for name, write in WRITERS.items()
    }
    assert found == {
        "Zoom .vtt": Dialect.WEBVTT,
        "Teams .vtt": Dialect.WEBVTT,
        ".srt": Dialect.SUBRIP,
        "Zoom .txt": Dialect.ZOOM_TEXT,
        "Zoom .txt, one line": Dialect.ZOOM_TEXT,
        "Teams text": Dialect.TEAMS_TEXT,
        "Google Meet": Dialect.MEET_TEXT,
    }


def test_two_voices_in_one_cue_are_two_lines() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000 align:start\n"
        "<v.loud Dana>Yes, <i>now</i></v> <v Tom &amp; Ann>no\nreally"
    )
    assert said(text) == [(1000, "Dana", "Yes, now"), (1000, "Tom & Ann", "no really")]


def test_notes_styles_and_settings_are_left_out_and_named() -> None:
    text = (
        "WEBVTT Kind: captions\nLanguage: en\n\nNOTE made\nby hand\n\n00:01.000 --> 00:02.000\nHi\n"
    )
    read = read_transcript(text.encode())
    assert [line.text for line in read.lines] == ["Hi"]
    assert [each.text for each in read.left_out] == [
        "WEBVTT Kind: captions",
        "Language: en",
        "NOTE made",
        "by hand",
    ]


def test_a_line_between_cues_is_kept_as_text_and_named() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nDana: Hi\n\nwhat is this\n\n"
        "9\n00:09.000 --> 00:10.000\nTom: Ho\n"
    )
    read = read_transcript(text.encode())
    assert [line.text for line in read.lines] == ["Hi", "what is this", "Ho"]
    assert read.unread == (Remark(6, "what is this"),)


def test_a_broken_time_loses_no_word() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nDana: Hi\n\n00:0x --> 00:07\nDana: Ho\n"
    assert "Dana: Ho" in [text for _, _, text in said(text)]


def test_a_file_that_was_cut_off_is_read_up_to_there() -> None:
    whole = zoom_vtt(made_up(5))
    read = read_transcript(whole[: len(whole) // 2].encode())
    assert read.lines[:15] == made_up(5)[:15]


def test_a_remark_with_a_colon_is_no_speaker() -> None:
    cues = "".join(
        f"00:{n:02}.000 --> 00:{n:02}.500\n{text}\n\n"
        for n, text in enumerate(("we pay", "Note: not before May", "that is fine", "so be it"))
    )
    assert {speaker for _, speaker, _ in said("WEBVTT\n\n" + cues)} == {""}


def test_the_head_of_a_meet_document_is_kept_as_text() -> None:
    text = (
        "Jun 5, 2026\nWeekly - Transcript\n00:00:00\n \nDana Ortiz: Hello.\n"
        "Tom Becker: Hi\nthere.\n\n00:05:00\n \nDana Ortiz: Bye.\n\n"
        "Transcription ended after 00:06:10\n"
    )
    read = read_transcript(text.encode())
    assert [(line.at_ms, line.speaker, line.text) for line in read.lines] == [
        (0, "", "Jun 5, 2026"),
        (0, "", "Weekly - Transcript"),
        (0, "Dana Ortiz", "Hello."),
        (0, "Tom Becker", "Hi there."),
        (300_000, "Dana Ortiz", "Bye."),
        (300_000, "", "Transcription ended after 00:06:10"),
    ]
    assert [each.line for each in read.unread] == [1, 2, 13]


def test_the_clock_of_the_wall_counts_from_the_first_line_also_past_midnight() -> None:
    text = "[Dana] 23:59:50\nlate\n\n[Tom] 00:00:05\nvery\n"
    read = read_transcript(text.encode())
    assert [line.at_ms for line in read.lines] == [0, 15_000]
    assert read.begins_at_ms == ((23 * 60 + 59) * 60 + 50) * 1000
    afternoon = "[Dana] 1:59:59 PM\na\n\n[Tom] 2:00:01 PM\nb\n"
    assert read_transcript(afternoon.encode()).begins_at_ms == ((13 * 60 + 59) * 60 + 59) * 1000


def test_lines_with_a_time_and_no_name_are_what_somebody_said() -> None:
    text = "16:02:22 Just give me a minute.\n16:02:31 One thing: we are late.\n16:02:40 Yes.\n"
    read = read_transcript(text.encode())
    assert [(line.at_ms, line.speaker, line.text) for line in read.lines] == [
        (0, "", "Just give me a minute."),
        (9_000, "", "One thing: we are late."),
        (18_000, "", "Yes."),
    ]


def test_colours_of_subtitles_are_no_words() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\c&HFFF000&}Hello {\\an8}there {in braces}\n"
    assert said(text) == [(1000, "", "Hello there {in braces}")]


@pytest.mark.parametrize("dialect", WRITERS)
def test_reading_says_how_far_it_is_and_can_be_stopped(dialect: str) -> None:
    told: list[tuple[int, int]] = []
    data = WRITERS[dialect](made_up(1)).encode()
    read_transcript(data, lambda done, whole: told.append((done, whole)))
    assert told == sorted(told)
    assert len(told) >= len(made_up(1))

    def stop(_done: int, _whole: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_transcript(data, stop)


def test_windows_encoding_of_old_is_read() -> None:
    text = zoom_text((TranscriptLine(at_ms=0, speaker="Jörg", text="schön"),))
    assert read_transcript(text.encode("cp1252")).lines[0].speaker == "Jörg"


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"", "no speaker and no time", 0),
        (b"Dear all,\nplease note: we meet on Monday.\n", "no speaker and no time", 0),
        (b"WEBVTT\n\n", "nothing said", 0),
        (b"PK\x03\x04 word document", "save it as text", 0),
        (b"\x00\x01\x02" * 400, "not a text file", 0),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"x" * 70_000, "longer than 64 kB", 4),
        (b" " * 20_000_001, "larger than 20 MB", 0),
        (b"\n" * 1_000_002, "more than 1,000,000 lines", 0),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused_with_its_reason(
    data: bytes, reason: str, line: int
) -> None:
    with pytest.raises(TranscriptError, match=reason) as refused:
        read_transcript(data)
    assert refused.value.line == line
    assert str(refused.value).startswith("No transcript was attached: ")


def test_too_many_cues_are_refused_at_their_line() -> None:
    line = TranscriptLine(at_ms=0, speaker="Dana", text="yes")
    assert len(read_transcript(zoom_vtt((line,) * MOST_CUES).encode()).lines) == MOST_CUES
    with pytest.raises(TranscriptError, match="more than 50,000 lines") as refused:
        read_transcript(zoom_vtt((line,) * (MOST_CUES + 1)).encode())
    assert refused.value.line == 4 * MOST_CUES + 4


def test_whatever_is_done_to_a_file_it_is_read_or_refused_by_our_own_error() -> None:
    random_of = random.Random(20261122)
    seeds = [write(made_up(seed, 12)).encode() for seed in range(4) for write in WRITERS.values()]
    for _ in range(MUTATIONS):
        data = _damaged(random_of, random_of.choice(seeds), random_of.choice(seeds))
        with suppress(TranscriptError):
            read = read_transcript(data)
            assert all(line.at_ms >= 0 for line in read.lines)


@pytest.mark.parametrize("dialect", ["Zoom .vtt", "Teams .vtt", ".srt"])
def test_no_words_are_lost_whatever_line_is_taken_out_of_a_file(dialect: str) -> None:
    call = made_up(11, 20)
    lines = WRITERS[dialect](call).split("\n")
    for gone in range(len(lines)):
        read = read_transcript("\n".join(lines[:gone] + lines[gone + 1 :]).encode())
        words = "\n".join(line.text for line in read.lines)
        lost = [line for line in call if line.text not in words]
        assert all(line.text in html.unescape(lines[gone]) for line in lost)


def _damaged(random_of: random.Random, data: bytes, other: bytes) -> bytes:
    """Return *data* with bytes flipped, lines doubled or lost, another file's part put in."""
    for _ in range(random_of.randint(1, 6)):
        at = random_of.randrange(len(data) + 1)
        to = min(len(data), at + random_of.randint(0, 40))
        way = random_of.randrange(6)
        if way == 0:
            data = data[:at] + bytes([random_of.randrange(256)]) + data[at + 1 :]
        elif way == 1:
            data = data[:at] + data[to:]
        elif way == 2:
            data = data[:to] + data[at:]
        elif way == 3:
            data = data[:at] + other[at:to] + data[at:]
        elif way == 4:
            marks = (
                b"-->",
                b"<v ",
                b"\n\n",
                b"\x00",
                b"&#1114112;",
                b"&lt;",
                b": ",
                b"\r",
                b"99:99",
            )
            data = data[:at] + random_of.choice(marks) + data[at:]
        else:
            data = data[: max(1, at)]
    return data
