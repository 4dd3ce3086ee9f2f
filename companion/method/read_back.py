"""How a read-back stands: what there is to read, when the client said yes, whether it holds."""

from __future__ import annotations

from companion.method.agreement import agreement, in_plain_words, still_holds
from companion.method.recap_parts import RecapSource
from companion.model import ReadBack
from companion.model.value import Value


class Standing(Value, frozen=True, kw_only=True):
    """``text`` is what is stored with a yes, ``words`` the same without its marks."""

    text: str = ""
    words: str = ""
    read_back: ReadBack | None = None
    holds: bool = False


def standing_of(source: RecapSource) -> Standing:
    """Return how the read-back of the source's call stands now."""
    text = agreement(source)
    return Standing(
        text=text,
        words=in_plain_words(text),
        read_back=source.call.read_back,
        holds=still_holds(source),
    )
