"""What is still to be done with every client: next steps, agreements to update, check-ins.

Which lines there are is read as bare numbers in their order, what a line shows only for the few
that are looked at: a hundred thousand lines are scrolled like ten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import json

from companion.method.marking import holds_words, terms_of
from companion.model import Side
from companion.model.value import At, Value
from companion.store.browse import KEPT, TO_DO, TO_UPDATE
from companion.store.columns import day_of, moment_of, text_of
from companion.store.connection import Connection, Row
from companion.store.today import CheckIn, Matter

LATELY: Final = timedelta(days=7)
"""So long what was done is still listed, so that nothing vanishes without a trace."""

_AT_ONCE: Final = 500
"""Lines that one question brings."""


class Group(StrEnum):
    """The groups of lines, in the order in which they are listed."""

    OURS_DUE = "ours_due"
    THEIRS_DUE = "theirs_due"
    AGREEMENTS = "agreements"
    CHECK_INS = "check_ins"
    OURS_TO_COME = "ours_to_come"
    THEIRS_TO_COME = "theirs_to_come"
    CHECK_INS_TO_COME = "check_ins_to_come"
    OURS_UNDATED = "ours_undated"
    THEIRS_UNDATED = "theirs_undated"
    DONE = "done"
    UPDATED = "updated"


CHECKED_IN: Final = (Group.CHECK_INS, Group.CHECK_INS_TO_COME)
"""The groups whose lines are clients; the lines of all others are next steps."""

SETTLED: Final = (Group.DONE, Group.UPDATED)
"""The groups that wait for nothing any more."""


class Asked(Value, frozen=True, kw_only=True):
    """What is to be listed: lines that hold all *words* as beginnings of words, of one *side*.

    Agreements to update and check-ins are ours to do.
    """

    words: str = ""
    side: Side | None = None


Beside = Mapping["Group", str]
"""What every line of a group says beside the words of its person, such as "Check in with"."""

_NOTHING: Final[Beside] = {}


class GroupRows(Value, frozen=True, kw_only=True):
    """The lines of one group, as the numbers by which ``lines`` knows them."""

    group: Group
    rows: tuple[int, ...]


class FollowStep(Matter, frozen=True, kw_only=True):
    """A next step as it is followed up; *agreed_at* is when the call was."""

    client_id: str
    call_id: str
    step_id: str
    text: str
    owner: str
    side: Side
    due: date | None
    due_text: str
    done_at: At | None
    updated_on: date | None
    agreed_at: At | None


FollowLine = FollowStep | CheckIn

_FROM = """next_step AS s JOIN call AS c ON c.id = s.call_id
    JOIN disagreement AS d ON d.id = c.disagreement_id JOIN client AS k ON k.id = d.client_id"""


class FollowUp:
    """Reads what is to be followed up."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def groups(
        self, asked: Asked, now: datetime, beside: Beside = _NOTHING
    ) -> tuple[GroupRows, ...]:
        """Return the groups that have lines at *now*, in their order, each with its lines.

        The words are looked for in what a person typed, and in what the lines say *beside* it.
        """
        found: dict[str, list[int]] = {}
        with self._db.snapshot():
            found |= self._steps(TO_DO, "s.due", asked, _by_day(now.date()))
            found |= self._agreements(asked, beside)
            found |= self._check_ins(asked, now.date(), beside)
            found |= self._done(asked, now)
            found |= self._updated(asked, now.date(), beside)
        return tuple(
            GroupRows(group=group, rows=tuple(found[group])) for group in Group if found.get(group)
        )

    def lines(self, group: Group, rows: Sequence[int]) -> dict[int, FollowLine]:
        """Return those lines of a group by their numbers; what is gone meanwhile is left out."""
        read = self._clients if group in CHECKED_IN else self._followed
        found: dict[int, FollowLine] = {}
        for first in range(0, len(rows), _AT_ONCE):
            found |= read(rows[first : first + _AT_ONCE])
        return found

    def _steps(
        self,
        where: str,
        order: str,
        asked: Asked,
        group: str,
        values: Sequence[object] = (),
        said: str = "",
    ) -> dict[str, list[int]]:
        """Return the next steps that *where* keeps and *asked* holds, by *group* and in *order*.

        Without words they come as one text a group: 100,000 rows of their own took three times as
        long.
        """
        terms = terms_of(asked.words)
        if asked.side is not None:
            where = f"{where} AND s.side = '{asked.side}'"
        if not terms:
            rows = self._db.rows(
                f"""SELECT {group} AS the_group, json_group_array(s.seq ORDER BY {order}, s.seq)
                FROM next_step AS s WHERE {where} GROUP BY the_group""",
                values,
            )
            return {name: json.decode(numbers, type=list[int]) for name, numbers in rows}
        found: defaultdict[str, list[int]] = defaultdict(list)
        for name, number, *texts in self._db.each(
            f"""SELECT {group}, s.seq, s.text, s.owner, d.topic, k.name FROM {_FROM}
            WHERE {where} ORDER BY {order}, s.seq""",
            values,
        ):
            if holds_words(terms, (said, *texts)):
                found[name].append(number)
        return found

    def _agreements(self, asked: Asked, beside: Beside) -> dict[str, list[int]]:
        """Return the steps that changed the scope, the oldest first: no agreement says so yet."""
        order = """(SELECT unixepoch(coalesce(started_at, ended_at)) FROM call
            WHERE id = s.call_id)"""
        return self._ours(TO_UPDATE, order, asked, Group.AGREEMENTS, beside)

    def _done(self, asked: Asked, now: datetime) -> dict[str, list[int]]:
        """Return what was done lately, the latest first.

        Texts are compared before moments: two days before is earlier in every offset, of which
        two are up to 26 hours apart.
        """
        since = now - LATELY
        where = f"s.done_at >= ? AND unixepoch(s.done_at) >= ? AND {KEPT}"
        values = (text_of((since - timedelta(days=2)).date()), int(since.timestamp()))
        order = "unixepoch(s.done_at) DESC"
        return self._steps(where, order, asked, f"'{Group.DONE}'", values)

    def _updated(self, asked: Asked, today: date, beside: Beside) -> dict[str, list[int]]:
        where = f"s.scope_changed AND s.agreement_updated_on >= ? AND {KEPT}"
        order = "s.agreement_updated_on DESC"
        since = (text_of(today - LATELY),)
        return self._ours(where, order, asked, Group.UPDATED, beside, since)

    def _ours(
        self,
        where: str,
        order: str,
        asked: Asked,
        group: Group,
        beside: Beside,
        values: Sequence[object] = (),
    ) -> dict[str, list[int]]:
        """Return next steps with which we have something to do, whoever owns them."""
        if asked.side is Side.THEIRS:
            return {}
        words, said = Asked(words=asked.words), beside.get(group, "")
        return self._steps(where, order, words, f"'{group}'", values, said)

    def _check_ins(self, asked: Asked, today: date, beside: Beside) -> dict[str, list[int]]:
        if asked.side is Side.THEIRS:
            return {}
        rows = self._db.rows(
            """SELECT seq, check_in_on, name FROM client
            WHERE check_in_on IS NOT NULL AND NOT archived ORDER BY check_in_on, seq"""
        )
        terms, said = terms_of(asked.words), beside.get(Group.CHECK_INS, "")
        kept = [(number, day) for number, day, name in rows if holds_words(terms, (said, name))]
        due = [number for number, day in kept if date.fromisoformat(day) <= today]
        to_come = [number for number, _day in kept[len(due) :]]
        return {Group.CHECK_INS: due, Group.CHECK_INS_TO_COME: to_come}

    def _followed(self, rows: Sequence[int]) -> dict[int, FollowLine]:
        found = self._db.rows(
            f"""SELECT s.seq, d.id, k.name, d.topic, k.id, c.id, s.id, s.text, s.owner, s.side,
                s.due, s.due_text, s.done_at, s.agreement_updated_on,
                coalesce(c.started_at, c.ended_at)
            FROM {_FROM} WHERE s.seq IN ({_marks(rows)})""",
            rows,
        )
        return {row[0]: _step(row) for row in found}

    def _clients(self, rows: Sequence[int]) -> dict[int, FollowLine]:
        found = self._db.rows(
            f"""SELECT seq, id, name, check_in_on FROM client
            WHERE check_in_on IS NOT NULL AND seq IN ({_marks(rows)})""",
            rows,
        )
        return {
            number: CheckIn(client_id=key, client_name=name, on=date.fromisoformat(day))
            for number, key, name, day in found
        }


def _by_day(today: date) -> str:
    """Return the group of a next step that is not done, in SQL; one that is due today is due."""
    return f"""s.side || CASE WHEN s.due IS NULL THEN '_undated'
        WHEN s.due <= '{today.isoformat()}' THEN '_due' ELSE '_to_come' END"""


def _step(row: Row) -> FollowStep:
    return FollowStep(
        disagreement_id=row[1],
        client_name=row[2],
        topic=row[3],
        client_id=row[4],
        call_id=row[5],
        step_id=row[6],
        text=row[7],
        owner=row[8],
        side=Side(row[9]),
        due=day_of(row[10]),
        due_text=row[11],
        done_at=moment_of(row[12]),
        updated_on=day_of(row[13]),
        agreed_at=moment_of(row[14]),
    )


def _marks(rows: Sequence[int]) -> str:
    return ", ".join("?" * len(rows))
