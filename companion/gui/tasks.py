"""The one door from the window to anything that may wait: disk, network, other programs.

A *writer* thread with the only writing connection runs acts in their order; a *reader* thread
with its own connection answers questions; a small pool runs the rest, and what may take minutes
has a thread of its own. Plain values go in, and what comes back is handed to a callback on the
GUI thread. The callbacks are given when the work is started, since connecting to it afterwards
could miss a result.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, Signal

from companion.errors import CompanionError
from companion.store import Store

T = TypeVar("T")
Done = Callable[[T], object]
Failed = Callable[[CompanionError], object]

_log = logging.getLogger(__name__)

GRACE_S = 5.0
"""Seconds that the end of the program waits for what has a thread of its own, such as a mail."""


class HistoryClosed(CompanionError):
    """The program ends, and nothing is kept any more; the next start sees how far it came."""


class Tasks(QObject):
    """Starts work off the GUI thread and brings its results back to it."""

    failed = Signal(object)
    """An act failed and nobody took its error: carries the CompanionError."""

    idled = Signal()
    """Nothing is under way any more."""

    _came_back = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None, grace_s: float = GRACE_S) -> None:
        """Serve the history at *path*; it is opened by the first act or question."""
        super().__init__(parent)
        self._path = path
        self._grace_s = grace_s
        self._writer = _Desk("writer", lambda: Store.open(path))
        self._reader = _Desk("reader", self._open_reader)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool")
        self._apart: list[threading.Thread] = []
        self._under_way = 0
        self._is_closed = False
        self._acts = 0
        self._newest: dict[str, int] = {}
        self._came_back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def history_path(self) -> Path:
        """Where the history lies."""
        return self._path

    @property
    def acts(self) -> int:
        """How many acts were handed to the writer until now."""
        return self._acts

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def write(
        self, act: Callable[[Store], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run *act* on the writer thread, after every act before it; *done* gets what it returns.

        Without *failed*, an error of ours is announced by the signal of that name.
        """
        self._acts += 1
        self._start(self._writer.submit(act), done, failed)

    def read(
        self,
        question: Callable[[Store], T],
        done: Done[T],
        failed: Failed | None = None,
        *,
        newest: str = "",
    ) -> None:
        """Ask *question* on the reader thread; *done* gets the answer.

        With *newest*, only the answer to the latest question of that name is delivered, and
        questions that were overtaken while they waited are not asked at all.
        """
        if self._is_closed:
            return  # a window that is going away may still look; nobody waits for the answer
        turn = self._newest[newest] = self._newest.get(newest, 0) + 1

        def overtaken() -> bool:
            return bool(newest) and self._newest[newest] != turn

        future = self._reader.submit(lambda store: None if overtaken() else question(store))
        self._start(future, lambda answer: None if overtaken() else done(answer), failed)  # type: ignore[arg-type]

    def run(
        self, work: Callable[[], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run *work* that needs no history in the pool; *done* gets what it returns."""
        if self._is_closed:
            return  # as for a question: nobody waits for the answer
        self._start(self._pool.submit(work), done, failed)

    def run_apart(
        self, work: Callable[[], T], done: Done[T] | None = None, failed: Failed | None = None
    ) -> None:
        """Run *work* that may take minutes on a thread of its own; *done* gets what it returns.

        The pool stays free for what a person waits for, and so does the end of the program: what
        is not over within the grace is left, and everything that it still wants to ``keep`` fails.
        """
        future: Future[T] = Future()
        thread = threading.Thread(target=_fulfil, args=(future, work), name="apart", daemon=True)
        self._apart = [known for known in self._apart if known.is_alive()] + [thread]
        self._start(future, done, failed)
        thread.start()

    def read_apart(
        self, question: Callable[[Store], T], done: Done[T], failed: Failed | None = None
    ) -> None:
        """Ask what may take minutes on a thread and a connection of its own, as ``run_apart``."""

        def ask() -> T:
            try:
                reading = self._open_reader()
            except RuntimeError as error:
                raise HistoryClosed("The program has ended.") from error
            with reading as store:
                return question(store)

        self.run_apart(ask, done, failed)

    def keep(self, act: Callable[[Store], T]) -> T:
        """Run *act* on the writer thread and return its value once it is on the disk.

        Blocks, so it is for work in the pool or apart; raises what *act* raises, HistoryClosed
        once the program ends, and RuntimeError in the thread of the windows or of the writer.
        """
        if QThread.currentThread() is self.thread() or self._writer.is_current:
            raise RuntimeError("keep() would block the thread that it was called in")
        self._acts += 1
        try:
            future = self._writer.submit(act)
        except RuntimeError as error:
            raise HistoryClosed("The program has ended.") from error
        return future.result()

    def close(self) -> None:
        """Finish every act that was begun, then close the history. Blocks for as long as that."""
        self._is_closed = True
        deadline = time.monotonic() + self._grace_s
        for thread in self._apart:
            thread.join(max(0.0, deadline - time.monotonic()))
        self._reader.close()
        self._writer.close()
        self._pool.shutdown(wait=True)

    def _open_reader(self) -> Store:
        """Open for reading once the writer has made or migrated the history, or failed to."""
        self._writer.submit(lambda _store: None).exception()
        return Store.open(self._path, reader=True)

    def _start(self, future: Future[T], done: Done[T] | None, failed: Failed | None) -> None:
        self._under_way += 1
        future.add_done_callback(lambda ended: self._bring_back((ended, done, failed)))

    def _bring_back(self, ended: tuple[Future[Any], Done[Any] | None, Failed | None]) -> None:
        """Tell the GUI thread, unless the program is over for what was left behind."""
        if shiboken6.isValid(self):
            self._came_back.emit(ended)

    def _deliver(self, came_back: tuple[Future[Any], Done[Any] | None, Failed | None]) -> None:
        future, done, failed = came_back
        self._under_way -= 1
        error = future.exception()
        if error is None:
            if done is not None and _is_alive(done):
                done(future.result())
        elif isinstance(error, CompanionError):
            self._tell(error, failed)
        else:
            raise error
        if self.is_idle:
            self.idled.emit()

    def _tell(self, error: CompanionError, failed: Failed | None) -> None:
        _log.info("an act failed: %s", type(error).__name__)
        if failed is not None and _is_alive(failed):
            failed(error)
        else:
            self.failed.emit(error)


class _Desk:
    """A thread with a connection of its own, opened when it is needed first."""

    def __init__(self, name: str, opening: Callable[[], Store]) -> None:
        self._opening = opening
        self._store: Store | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._ident: int | None = None

    @property
    def is_current(self) -> bool:
        """Whether the caller runs on this desk's thread."""
        return self._ident == threading.get_ident()

    def submit(self, act: Callable[[Store], T]) -> Future[T]:
        return self._thread.submit(lambda: act(self._open()))

    def close(self) -> None:
        self._thread.submit(self._close_store).result()
        self._thread.shutdown(wait=True)

    def _open(self) -> Store:
        if self._store is None:
            self._ident = threading.get_ident()
            self._store = self._opening()
        return self._store

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()


def _fulfil(future: Future[T], work: Callable[[], T]) -> None:
    """Run *work* and let *future* have what comes of it, as the pools do."""
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - raised again where the future is looked at
        future.set_exception(error)
    else:
        future.set_result(result)


def _is_alive(callback: Callable[..., object]) -> bool:
    """Return whether the window that waits for *callback* is still there.

    It is the object of a method, or the ``self`` that a lambda in a method has taken along; a
    callback that wraps another one as ``done`` waits for the window of that one.
    """
    if isinstance(callback, partial):
        return _is_alive(callback.func)
    owner = getattr(callback, "__self__", None)
    names = getattr(getattr(callback, "__code__", None), "co_freevars", ())
    cells = zip(names, getattr(callback, "__closure__", None) or (), strict=True)
    taken = {name: cell.cell_contents for name, cell in cells if name in ("self", "done")}
    owners = (owner, taken.get("self"))
    if not all(shiboken6.isValid(o) for o in owners if isinstance(o, QObject)):
        return False
    return _is_alive(taken["done"]) if callable(taken.get("done")) else True
