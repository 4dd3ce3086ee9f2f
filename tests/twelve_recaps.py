"""Prints twelve recaps as the client would read them: `python -m tests.twelve_recaps`."""

from __future__ import annotations

import sys

from companion.mail.body import to_plain
from companion.method.recap import compose
from tests.unit.twelve_calls import TWELVE


def main() -> None:
    """Print each with whom it goes to and what it is called."""
    for number, call in enumerate(TWELVE, 1):
        draft = compose(call())
        sys.stdout.write(
            f"{'=' * 24} {number}. {call.__name__} · {draft.language} · {draft.template}\n"
            f"To: {', '.join(draft.to)}\nSubject: {draft.subject}\n\n{to_plain(draft.text)}\n"
        )


if __name__ == "__main__":
    main()
