"""The transcripts of calls: attached in one act, taken back in one, and read a part at a time.

What the search knows of them comes and goes a few lines at a time, so that a long one never keeps
the notes of a running call waiting. ``companion.transcribing`` puts these steps together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from companion.errors import NotThere
from companion.method.search_query import words_of
from companion.model import Speaker, TranscriptLine
from companion.model.value import Value
from companion.store.columns import json_of
from companion.store.connection import Connection
from companion.store.people import People

AT_ONCE = 250
"""Lines that are made known to the search in one write: some 30 ms, of lines as long as spoken."""


class Attached(Value, frozen=True, kw_only=True):
    """What attaching a transcript did, so that it can be taken back.

    ``lines`` are those that were new, in their rows from ``first`` on; ``known`` counts the others.
    """

    call_id: str
    client_id: str
    first: int = 0
    lines: tuple[TranscriptLine, ...] = ()
    known: int = 0
    speakers_before: tuple[Speaker, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    @property
    def places(self) -> range:
        """Return the places of the lines among all lines of the history."""
        return range(self.first, self.first + len(self.lines))


class TranscriptHead(Value, frozen=True, kw_only=True):
    """How long a call's transcript is, and who speaks in it."""

    count: int
    speakers: tuple[str, ...]


class FoundLine(Value, frozen=True, kw_only=True):
    """A line of a transcript in which all words of a search were said."""

    call_id: str
    line: TranscriptLine


class Transcripts:
    """What was said on calls, as somebody else's program wrote it down."""

    def __init__(self, connection: Connection, people: People) -> None:
        """Keep *connection*; whom a speaker's name means is kept by *people*."""
        self._db = connection
        self._people = people

    def attach(
        self,
        call_id: str,
        lines: Iterable[TranscriptLine],
        speakers: tuple[Speaker, ...] = (),
    ) -> Attached:
        """Add *lines* to the call's transcript, and remember its *speakers* for the client.

        All of them stand from then on; the search finds them after ``index_next``. A line that
        stands there already, at its time and by its speaker, is not added again, so that the same
        file may come in twice. Raises NotThere.
        """
        with self._db.write():
            client_id = self._client_of(call_id)
            here = Counter(self.lines(call_id))
            given = tuple(lines)
            new = tuple(line for line in given if not _taken(here, line)) if here else given
            first = self._next_place()
            attached = Attached(
                call_id=call_id,
                client_id=client_id,
                first=first,
                lines=new,
                known=len(given) - len(new),
                speakers_before=self._people.speakers(client_id),
                speakers=speakers,
            )
            if new:
                self._let_wait(attached.places[0], attached.places[-1])
            self._db.execute_many(
                """INSERT INTO transcript_line (seq, call_id, at_ms, speaker, text)
                VALUES (?, ?, ?, ?, ?)""",
                (
                    (seq, call_id, line.at_ms, line.speaker, line.text)
                    for seq, line in enumerate(new, first)
                ),
            )
            self._people.save_speakers(client_id, speakers)
        return attached

    def are_there(self) -> bool:
        """Whether any call has a transcript."""
        return self._db.value("SELECT 1 FROM transcript_line LIMIT 1") is not None

    def waiting(self) -> int:
        """Return how many lines the search does not know yet."""
        counted = "SELECT coalesce(sum(last - first + 1), 0) FROM waiting_line"
        return int(self._db.value(counted))

    def index_next(self, count: int = AT_ONCE) -> int:
        """Let the search know the next *count* lines that wait; return how many are left."""
        with self._db.write():
            row = self._db.row("SELECT first, last FROM waiting_line ORDER BY first LIMIT 1")
            if row is None:
                return 0
            first, last = row
            end = min(last, first + count - 1)
            self._db.execute("DELETE FROM waiting_line WHERE first = ?", (first,))
            # The trigger on a changed text makes the passage anew.
            self._db.execute(
                "UPDATE transcript_line SET text = text WHERE seq BETWEEN ? AND ?", (first, end)
            )
            if end < last:
                self._let_wait(end + 1, last)
        return self.waiting()

    def places(self, call_id: str) -> tuple[int, ...]:
        """Return the places of a call's lines, in their order."""
        rows = self._db.rows(
            "SELECT seq FROM transcript_line WHERE call_id = ? ORDER BY at_ms, seq", (call_id,)
        )
        return tuple(seq for (seq,) in rows)

    def unindex(self, places: Sequence[int]) -> None:
        """Let the search forget the lines at *places*, a few of them, before they are taken out."""
        with self._db.write():
            self._let_wait(min(places), max(places))
            self._db.execute_many(
                "DELETE FROM passage WHERE source_id = ? || ' line' AND source = 'transcript_line'",
                [(place,) for place in places],
            )

    def detach(self, attached: Attached) -> None:
        """Take back what ``attach`` added; what stood there before stays."""
        with self._db.write():
            self._db.execute_many(
                """DELETE FROM transcript_line
                WHERE (seq, call_id, at_ms, speaker, text) = (?, ?, ?, ?, ?)""",
                (
                    (seq, attached.call_id, line.at_ms, line.speaker, line.text)
                    for seq, line in zip(attached.places, attached.lines, strict=True)
                ),
            )
            self._wait_no_more()
            self._take_back_names(attached)

    def _take_back_names(self, attached: Attached) -> None:
        """Let names mean what they did before, unless that was changed since, or they are needed.

        Another transcript of the client may have the same names.
        """
        before = {each.heard: each for each in attached.speakers_before}
        now = set(self._people.speakers(attached.client_id))
        names = {each.heard for each in attached.speakers if each in now}
        new = json_of([name for name in names if name not in before])
        needed = self._db.rows(
            """SELECT DISTINCT t.speaker FROM disagreement AS d
            JOIN call AS c ON c.disagreement_id = d.id JOIN transcript_line AS t ON t.call_id = c.id
            WHERE d.client_id = ? AND t.speaker IN (SELECT value FROM json_each(?))""",
            (attached.client_id, new),
        )
        gone = names.difference(before, (name for (name,) in needed))
        self._people.forget_speakers(attached.client_id, gone)
        known = [before[name] for name in names if name in before]
        self._people.save_speakers(attached.client_id, known)

    def remove(self, call_id: str) -> tuple[TranscriptLine, ...]:
        """Take a call's transcript out, and return its lines; the names in it stay known."""
        with self._db.write():
            lines = self.lines(call_id)
            self._db.execute("DELETE FROM transcript_line WHERE call_id = ?", (call_id,))
            self._wait_no_more()
        return lines

    def heads(self, disagreement_id: str) -> dict[str, TranscriptHead]:
        """Return, for each call about a disagreement that has a transcript, what it is."""
        rows = self._db.rows(
            """SELECT t.call_id, t.speaker, count(*) FROM transcript_line AS t
            JOIN call AS c ON c.id = t.call_id WHERE c.disagreement_id = ?
            GROUP BY t.call_id, t.speaker ORDER BY t.call_id, min(t.at_ms), min(t.seq)""",
            (disagreement_id,),
        )
        heads: dict[str, TranscriptHead] = {}
        for call_id, speaker, count in rows:
            before = heads.get(call_id, TranscriptHead(count=0, speakers=()))
            said = (*before.speakers, speaker) if speaker else before.speakers
            heads[call_id] = TranscriptHead(count=before.count + count, speakers=said)
        return heads

    def lines(self, call_id: str, first: int = 0, count: int = -1) -> tuple[TranscriptLine, ...]:
        """Return *count* lines of a call from the line *first* on, by their time; all by default.

        Lines count from 0; -1 is no limit.
        """
        rows = self._db.rows(
            """SELECT at_ms, speaker, text FROM transcript_line
            WHERE call_id = ? ORDER BY at_ms, seq LIMIT ? OFFSET ?""",
            (call_id, count, first),
        )
        return tuple(TranscriptLine(at_ms=at, speaker=who, text=text) for at, who, text in rows)

    def found(self, disagreement_id: str, text: str, limit: int = 20) -> tuple[FoundLine, ...]:
        """Return the lines in which all words of a search were said, by call and time."""
        words = words_of(text)
        if not words:
            return ()
        token = self._db.value(
            """SELECT 'c' || k.seq FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            WHERE d.id = ?1 AND EXISTS (SELECT 1 FROM transcript_line AS t
                JOIN call AS c ON c.id = t.call_id WHERE c.disagreement_id = ?1)""",
            (disagreement_id,),
        )
        if token is None:
            return ()
        said = ('text : "' + word.replace('"', '""').replace("\x00", " ") + '"*' for word in words)
        expression = " AND ".join([f"client_token : {token}", *said])
        rows = self._db.rows(
            """SELECT t.call_id, t.at_ms, t.speaker, t.text
            FROM passage_search CROSS JOIN passage AS p ON p.id = passage_search.rowid
            CROSS JOIN transcript_line AS t ON t.seq = CAST(p.source_id AS INTEGER)
            WHERE passage_search MATCH ? AND p.source = 'transcript_line'
                AND p.disagreement_id = ? ORDER BY p.id LIMIT ?""",
            (expression, disagreement_id, limit),
        )
        return tuple(
            FoundLine(call_id=call, line=TranscriptLine(at_ms=at, speaker=who, text=said))
            for call, at, who, said in rows
        )

    def _next_place(self) -> int:
        """Return a place behind all lines, and behind those that waited and are gone."""
        return int(
            self._db.value(
                """SELECT max(coalesce((SELECT max(seq) FROM transcript_line), 0),
                    coalesce((SELECT max(last) FROM waiting_line), 0)) + 1"""
            )
        )

    def _let_wait(self, first: int, last: int) -> None:
        """Note that the search is to know these lines, should nobody come to it any more."""
        self._db.execute(
            """INSERT INTO waiting_line VALUES (?, ?)
            ON CONFLICT (first) DO UPDATE SET last = max(last, excluded.last)""",
            (first, last),
        )

    def _wait_no_more(self) -> None:
        """Forget what waits where no line is; others may have taken such places meanwhile."""
        self._db.execute(
            """DELETE FROM waiting_line WHERE NOT EXISTS (
                SELECT 1 FROM transcript_line WHERE seq BETWEEN first AND last)"""
        )

    def _client_of(self, call_id: str) -> str:
        found = self._db.value(
            """SELECT d.client_id FROM call AS c
            JOIN disagreement AS d ON d.id = c.disagreement_id WHERE c.id = ?""",
            (call_id,),
        )
        if found is None:
            raise NotThere(f"There is no call {call_id} in the history.")
        return str(found)


def _taken(here: Counter[TranscriptLine], line: TranscriptLine) -> bool:
    """Take one such line from those that stand there already; whether there was one."""
    if not here[line]:
        return False
    here[line] -= 1
    return True
