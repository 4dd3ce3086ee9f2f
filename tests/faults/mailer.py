"""Many mails through a mail server that misbehaves, sent by programs that are killed all the time.

``python -m tests.faults.mailer FOLDER MAILS KILLS [--naive]`` writes one JSON object with the
figures. The server is a process of its own. The senders are forked from one that has everything
imported; two of them work on the same history at any time, as two starts of the program would.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import ssl
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import NamedTuple, NoReturn

from companion.delivery import recover
from companion.mail import submission  # noqa: F401 - imported once, before the forks
from companion.model import RecapState
from companion.model.outbox import AddresseeState
from companion.store import Store
from tests.delivering import deliver_due
from tests.faults.certificates import Authority
from tests.faults.hostile_smtp import HostileServer, Journal
from tests.faults.kills import damages
from tests.faults.mails import HASTE, QuickClock, on, people_of, queue, transport, write_history
from tests.faults.misbehaviours import CASES, Case
from tests.faults.naive import send_naively

SENT, UNCERTAIN = RecapState.SENT, RecapState.UNCERTAIN

SENDERS = 2
PER_MAIL_S = 0.25
"""How long a sender works at most for each of the mails that fall to one kill."""

AT_THE_START = 0.1
"""Share of the kills that do not wait until a sender has released its mails."""

IDLE_S = 0.01
"""How long a sender with nothing to do waits before it looks again."""

SPEED = 60.0
"""A minute until the next try is a second here."""

LIMITS = HASTE._replace(connect_s=2, command_s=2, dot_s=1, quit_s=0.1)

AMBIGUOUS, GOOD = 0.26, 0.4
"""Shares of connections whose last answer says nothing (as in experiment E5b), and of good ones."""


@dataclass(frozen=True)
class Scene:
    """Where everything lies, for every process."""

    path: Path
    journal: Journal
    port: int
    client: ssl.SSLContext
    clock: QuickClock
    is_naive: bool
    per_life: int
    """Mails that a sender releases in its life, so that every kill may find some on their way."""

    def send(self, store: Store) -> int:
        """Deliver what is due by the real program, or by the control; return how much it was."""
        if self.is_naive:
            return send_naively(store, self.port, self.client, LIMITS.dot_s)
        through = lambda: transport(self.port, self.client, limits=LIMITS)  # noqa: E731
        return len(deliver_due(through, on(store), self.clock))


# ---------------------------------------------------------------- the processes


def serve(journal: Journal, context: ssl.SSLContext, seed: int) -> tuple[int, int]:
    """Start the server in a process of its own; return its id and its port.

    It chooses at random how each connection goes wrong, until SIGUSR1 makes it behave.
    """
    random, calm = Random(seed), [False]
    cases = [case for name, case in CASES.items() if "silent" not in name and "never" not in name]
    unclear = [case for case in cases if case.is_ambiguous]
    others = [case for case in cases if not case.is_ambiguous]

    def choose() -> Case:
        luck = random.random()
        if calm[0] or luck < GOOD:
            return CASES["nothing wrong"]
        return random.choice(unclear if luck < GOOD + AMBIGUOUS else others)

    server = HostileServer(journal, context, choose)
    process = os.fork()
    if process == 0:
        signal.signal(signal.SIGUSR1, lambda *_: calm.__setitem__(0, True))
        server.serve()
        os._exit(0)
    server.let_go()
    return process, server.port


class Sender(NamedTuple):
    """A program that sends; ``ready`` has a byte to read once it has released its mails."""

    process: int
    ready: int


def start_sender(scene: Scene, seed: int) -> Sender:
    """Fork a program that releases and delivers until it is killed."""
    ready, telling = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(ready)
        try:
            with Store.open(scene.path) as store:
                work(scene, store, Random(seed), telling)
        except BaseException:  # noqa: BLE001 - a fork must not run on as if it were the first
            sys.excepthook(*sys.exc_info())
        os._exit(1)
    os.close(telling)
    return Sender(process, ready)


def work(scene: Scene, store: Store, random: Random, telling: int) -> NoReturn:
    """Do what the window does, and what a person would who answers every question at once."""
    if not scene.is_naive:
        for recap in recover(on(store)):
            scene.journal.write(recovered=recap.state)
    drafts = drafts_left(store)
    for recap_id in random.sample(drafts, min(scene.per_life, len(drafts))):
        queue(store, recap_id, scene.clock.now())
    os.write(telling, b".")
    while True:
        send_refused_again(scene, store)
        if not scene.send(store):
            time.sleep(IDLE_S)


def drafts_left(store: Store) -> list[str]:
    rows = store._connection.rows(
        "SELECT id FROM recap WHERE state = 'draft' ORDER BY seq LIMIT 20"
    )
    return [row[0] for row in rows]


def send_refused_again(scene: Scene, store: Store) -> None:
    now = scene.clock.now()
    for recap_id in store.outbox.unfinished():
        if store.recaps.get(recap_id).state in (RecapState.REFUSED, RecapState.SENT):
            store.outbox.send_again(recap_id, at=now, not_before=now)


def kill_and_start_again(scene: Scene, mails: int, kills: int, random: Random) -> int:
    """Keep the senders at work and kill one after another, until every mail is released.

    Return how often, which is no less than asked.
    """
    count = 1 if scene.is_naive else SENDERS
    longest = PER_MAIL_S * mails / kills
    senders = [start_sender(scene, random.getrandbits(32)) for _ in range(count)]
    done = 0
    while done < kills or has_drafts(scene):
        if random.random() > AT_THE_START:
            os.read(senders[done % count].ready, 1)
        time.sleep(random.uniform(0, longest / count))  # the moment of the kill
        kill(senders[done % count])
        senders[done % count] = start_sender(scene, random.getrandbits(32))
        done += 1
    for sender in senders:
        kill(sender)
    return done + count


def has_drafts(scene: Scene) -> bool:
    """Whether a mail was not released yet; the history is closed again before the next fork."""
    with Store.open(scene.path, reader=True) as store:
        return bool(drafts_left(store))


def kill(sender: Sender) -> None:
    """Kill a sender at its work; one that has ended by itself has failed."""
    os.close(sender.ready)
    os.kill(sender.process, signal.SIGKILL)
    _, status = os.waitpid(sender.process, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("a sender ended by itself")


def finish(scene: Scene) -> None:
    """Let everything that waits go, as the person asks for it, through a server that behaves."""
    with Store.open(scene.path) as store:
        if not scene.is_naive:
            recover(on(store))
        while True:
            send_refused_again(scene, store)
            waiting = [
                recap_id
                for recap_id in store.outbox.unfinished()
                if store.recaps.get(recap_id).state in (RecapState.QUEUED, RecapState.RETRY)
            ]
            for recap_id in waiting:
                store.outbox.release(recap_id, scene.clock.now())
            if not waiting:
                return
            scene.send(store)


# ---------------------------------------------------------------- the judgement


def judged(scene: Scene, recap_ids: list[str]) -> dict[str, object]:
    """Compare what the history says of each mail with what the server took."""
    taken = scene.journal.taken()
    states: Counter[str] = Counter()
    falsely, lost, arrived = [], [], 0
    with Store.open(scene.path) as store:
        for recap_id in recap_ids:
            recap = store.recaps.get(recap_id)
            states[recap.state] += 1
            delivery = store.outbox.delivery(recap_id, scene.clock.now())
            got = {who for who in people_of(recap_id) if taken[recap.message_id, who]}
            told = {a.address for a in delivery.addressees if a.state is AddresseeState.ACCEPTED}
            if recap.state is UNCERTAIN:
                arrived += got == set(people_of(recap_id))
            else:
                falsely += [recap_id] if told - got else []
            if recap.state not in (SENT, UNCERTAIN):
                lost.append(recap_id)
    return {
        "states": states,
        "duplicates": sorted({mail for (mail, _), times in taken.items() if times > 1}),
        "worst": max(taken.values(), default=0),
        "falsely_sent": falsely,
        "lost": lost,
        "uncertain_arrived": arrived,
        "damages": damages(scene.path),
    }


def main() -> int:
    """Send as many mails with as many kills as asked, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("mails", type=int)
    parser.add_argument("kills", type=int)
    parser.add_argument("--naive", action="store_true")
    options = parser.parse_args()
    recap_ids = [f"mail-{number:05}" for number in range(options.mails)]
    write_history(options.folder / "history.db", recap_ids)
    authority = Authority(options.folder)
    journal = Journal(options.folder / "journal")
    random = Random(options.mails)
    server, port = serve(journal, authority.server(), random.getrandbits(32))
    scene = Scene(
        path=options.folder / "history.db",
        journal=journal,
        port=port,
        client=authority.trusting(),
        clock=QuickClock(SPEED, time.monotonic()),
        is_naive=options.naive,
        per_life=1 + options.mails // options.kills,
    )
    try:
        kills = kill_and_start_again(scene, options.mails, options.kills, random)
        os.kill(server, signal.SIGUSR1)
        finish(scene)
    finally:
        os.kill(server, signal.SIGKILL)
        os.waitpid(server, 0)
    figures = judged(scene, recap_ids)
    figures["kills"] = kills
    for name, event in (("connections", "visit"), ("in_flight", "recovered")):
        figures[name] = journal.count(event)
    print(json.dumps(figures))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
