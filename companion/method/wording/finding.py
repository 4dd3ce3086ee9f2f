"""What the wording check tells of one place in a text."""

from __future__ import annotations

from companion.model.value import Value


class Finding(Value, frozen=True, kw_only=True):
    """Words that divide, from ``start`` to ``end`` (code points), why, and another way to say it.

    ``rewrite`` takes the place of everything from ``clause_start`` to ``clause_end``, which holds
    the words; it is None where no rule can know what to say, and then ``advice`` says what to look
    for. ``told`` is what a list says of the sentence, ``sentence`` the sentence itself from
    ``sentence_start`` to ``sentence_end``; of two rules, the one of lower ``rank`` weighs more.
    """

    rule: str
    start: int
    end: int
    words: str
    reason: str
    source: str
    rewrite: str | None = None
    clause_start: int = 0
    clause_end: int = 0
    told: str = ""
    advice: str = ""
    sentence: str = ""
    sentence_start: int = 0
    sentence_end: int = 0
    rank: int = 0
