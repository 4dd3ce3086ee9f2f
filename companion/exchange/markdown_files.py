"""A folder of Markdown files, one for each disagreement, that a later export brings up to date.

A file keeps its name from export to export, so that links to it in a vault stay good. One that
says the same already is not touched, and one that a person has changed is left to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from companion.exchange.files import whole_files
from companion.exchange.markdown_text import id_in, is_as_exported, markdown_file
from companion.exchange.told import Titles, name_of, topic_of
from companion.method.file_names import alike, free_name, safe_name
from companion.model import Client, Disagreement
from companion.model.value import Value

_FRONT = 64_000
"""Bytes of a file in which its front has to end to be known as ours."""


class Filed(Value, frozen=True, kw_only=True):
    """How many files were written, how many said the same already, how many were left to a person.

    For each of the last there is a new file beside it, among those written or the same.
    """

    written: int = 0
    same: int = 0
    left: int = 0


def write_markdown(
    folder: Path,
    clients: dict[str, Client],
    disagreements: Iterable[Disagreement],
    titles: Titles,
) -> Filed:
    """Write a file for each of *disagreements* into *folder*, all of them or none.

    *clients* holds theirs by id. Raises StorageError, and then no file has changed.
    """
    known = _Known(folder)
    written = same = 0
    with whole_files(folder) as lent:
        for disagreement in disagreements:
            client = clients[disagreement.client]
            name = known.name_for(disagreement, f"{name_of(client)} – {topic_of(disagreement)}")
            text = markdown_file(disagreement, client, titles).encode()
            if known.says(name, text):
                same += 1
            else:
                (lent / name).write_bytes(text)
                written += 1
    return Filed(written=written, same=same, left=known.left)


class _Known:
    """What lies in the folder already: which names are taken, and which files are ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        files = sorted(folder.iterdir()) if folder.is_dir() else []
        self._taken = {alike(file.name.removesuffix(".md")) for file in files}
        self._ours: dict[str, str] = {}
        self._names: set[str] = set()
        self._changed: set[str] = set()
        self.left = 0
        for file in files:
            if file.suffix == ".md" and file.is_file() and not file.is_symlink():
                self._look_at(file)

    def name_for(self, disagreement: Disagreement, wanted: str) -> str:
        """Return the name that the file has, or a free one like *wanted*."""
        if disagreement.id in self._ours:
            return self._ours[disagreement.id]
        self.left += disagreement.id in self._changed
        name = free_name(safe_name(wanted, "Disagreement"), self._taken)
        self._taken.add(alike(name))
        return f"{name}.md"

    def says(self, name: str, text: bytes) -> bool:
        """Whether the file of that name holds just that."""
        file = self._folder / name
        return name in self._names and file.read_bytes() == text

    def _look_at(self, file: Path) -> None:
        with file.open("rb") as opened:
            found = id_in(opened.read(_FRONT).decode(errors="replace"))
        if not found:
            return
        if is_as_exported(file.read_bytes().decode(errors="replace")):
            self._names.add(self._ours.setdefault(found, file.name))
        else:
            self._changed.add(found)
