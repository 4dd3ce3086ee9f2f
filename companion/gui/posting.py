"""What all windows share to send mail: the courier, and the way to the mail account."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.session import Clock
from companion.settings import SettingsFile

if TYPE_CHECKING:
    from companion.credentials import Credentials
    from companion.gui.courier import Courier


class Posting(QObject):
    """Keeps the one courier of the program; ``told`` says what it needs, empty for nothing."""

    told = Signal(str)

    def __init__(self, tasks: Tasks, clock: Clock, settings: SettingsFile) -> None:
        """Make nothing yet: the first picture of the program need not wait for any of it."""
        super().__init__()
        self._tasks, self._clock, self._settings = tasks, clock, settings

    @cached_property
    def credentials(self) -> Credentials:
        """The passwords of this run: one that no keyring takes is held here and nowhere else."""
        from companion.credentials import Credentials

        return Credentials()

    @cached_property
    def courier(self) -> Courier:
        """The courier; nothing leaves before it was opened."""
        from companion.gui.courier import Courier

        made = Courier(self._tasks, self._clock, self._settings, self.credentials, parent=self)
        made.need_changed.connect(self._tell)
        return made

    @property
    def needs_password(self) -> bool:
        """Whether a recap waits for the password of the account."""
        from companion.gui.courier import Need

        return self.courier.need is Need.PASSWORD

    def open(self) -> None:
        """Let the courier take up what an earlier run has left."""
        self.courier.open()

    def _tell(self) -> None:
        from companion.gui.courier import Need

        words = {
            Need.NOTHING: "",
            Need.ACCOUNT: self.tr("A recap waits to be sent, and there is no mail account here."),
            Need.PASSWORD: self.tr("Your mail password is needed to send."),
        }
        self.told.emit(words[self.courier.need])
