"""Every failure that Companion expects, each with one plain sentence for the person at the screen.

CompanionError
├── StorageError            the history could not be read or written
│   ├── FolderUnusable      the data folder is missing, or may not be read or written
│   ├── StorageFull         the disk is full
│   ├── StorageReadOnly     the file or its folder may not be written
│   ├── StorageBusy         another program keeps the file locked
│   ├── NewerHistory        the file was written by a later release
│   ├── ForeignFile         the file is not a history of ours
│   └── DamagedHistory      the file is ours and cannot be read any more
├── DocumentError           an interchange file cannot be used; carries the JSON path
├── InvitationError         a calendar file cannot be used; carries the line, where there is one
├── TranscriptError         a transcript cannot be used; carries the line, where there is one
├── ContactsError           a file of contacts cannot be used; carries the line, where there is one
├── NotThere                what was asked for is not in the history
├── InvalidInput            something typed cannot be used as what it was typed for
├── AlreadyOnItsWay         the same recap is being sent to the same people already
├── NotReleased             a mail was taken back while it was being sent; it did not leave
├── MessageUnsafe           a mail did not read back as the recap that it was made from
└── HandOffFailed           no program took the recap over

Raise at the edge that understands the fault; catch once per act of the person.
"""

from __future__ import annotations


class CompanionError(Exception):
    """An expected failure; ``str()`` is one plain sentence: what happened, what was kept."""

    exit_code = 1
    """What the command line exits with, 1 unless a kind of error says otherwise."""

    advice = ""
    """What to do about it, as one more sentence; empty where the message already says it."""

    def sentence(self) -> str:
        """Return the message and the advice as the text that a person reads."""
        return f"{self} {self.advice}".strip()


class StorageError(CompanionError):
    """The history could not be read or written; nothing that was saved has changed."""

    exit_code = 74  # EX_IOERR of sysexits.h


class FolderUnusable(StorageError):
    """The data folder is missing and cannot be made, or may not be read or written."""

    advice = "Choose another folder with --data-dir, or change its permissions."


class StorageFull(StorageError):
    """The disk has no room for another write."""

    advice = "Free some space; what you typed stays in the window until it is saved."


class StorageReadOnly(StorageError):
    """The file, its folder or its disk may not be written."""

    advice = "Allow writing to the folder, or choose another one with --data-dir."


class StorageBusy(StorageError):
    """Another program has kept the file locked for longer than we wait (5 s)."""

    advice = "Close the other program that uses the history, then try again."


class NewerHistory(StorageError):
    """The file was written by a later release of Companion; it was not touched."""

    exit_code = 65  # EX_DATAERR
    advice = "Install the newest Companion to open it."


class ForeignFile(StorageError):
    """The file is not a Companion history; it was not touched."""

    exit_code = 65
    advice = "Move it away, or choose another folder with --data-dir."


class DamagedHistory(StorageError):
    """The file is ours and cannot be read as a database; it was left as it is."""

    exit_code = 65
    advice = "Keep the file, and put a copy of it that still opens in its place."


class DocumentError(CompanionError):
    """An interchange file that cannot be used; nothing of it was stored."""

    exit_code = 65

    def __init__(self, reason: str, path: str = "$") -> None:
        """Say *reason* about the place *path* (a JSON path such as ``$.clients[0].name``)."""
        super().__init__(f"{reason} (at {path}).")
        self.reason = reason
        self.path = path


class InvitationError(CompanionError):
    """A calendar file that no call can be prepared from; nothing of it was stored."""

    exit_code = 65

    def __init__(self, reason: str, line: int = 0) -> None:
        """Say *reason*; *line* counts from 1, and 0 is no line of its own."""
        where = f" (line {line})" if line else ""
        super().__init__(f"No call was prepared from this file: {reason}{where}.")
        self.reason = reason
        self.line = line


class TranscriptError(CompanionError):
    """A file that is no transcript which we can read; nothing of it was stored."""

    exit_code = 65

    def __init__(self, reason: str, line: int = 0) -> None:
        """Say *reason*; *line* counts from 1, and 0 is no line of its own."""
        where = f" (line {line:,})" if line else ""
        super().__init__(f"No transcript was attached: {reason}{where}.")
        self.reason = reason
        self.line = line


class ContactsError(CompanionError):
    """A file that no contact can be taken from; nothing of it was stored."""

    exit_code = 65

    def __init__(self, reason: str, line: int = 0) -> None:
        """Say *reason*; *line* counts from 1, and 0 is no line of its own."""
        where = f" (line {line:,})" if line else ""
        super().__init__(f"No contact was taken from this file: {reason}{where}.")
        self.reason = reason
        self.line = line


class NotThere(CompanionError):
    """A client, disagreement or call that was asked for is not in the history."""

    exit_code = 66  # EX_NOINPUT


class InvalidInput(CompanionError):
    """A text typed by a person cannot be used as what it was meant for."""

    exit_code = 64  # EX_USAGE


class AlreadyOnItsWay(CompanionError):
    """The same words are already going from this call to the same people; nothing was queued."""

    exit_code = 75  # EX_TEMPFAIL


class NotReleased(CompanionError):
    """Nobody released this mail any more when its last byte was to leave; it did not leave."""


class MessageUnsafe(CompanionError):
    """A mail did not read back as the recap that it was made from; it was not sent or saved."""

    exit_code = 70  # EX_SOFTWARE
    advice = "The draft is kept; copy its text into your mail program instead."


class HandOffFailed(CompanionError):
    """No program on this computer took the recap over; the draft is kept."""
