"""What is to be said about a sentence: its findings together, and another way to say it."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Final

from companion.method.wording.finding import Finding
from companion.method.wording.looking import look
from companion.model.value import Value

_ROUNDS: Final = 6
"""Rewrites that one sentence takes after each other; each may bare what the next one is for."""


class Remark(Value, frozen=True, kw_only=True):
    """A sentence from ``start`` to ``end`` with all that is found in it.

    ``rewrite`` is the whole sentence said otherwise; None where no rule knows how.
    """

    start: int
    end: int
    findings: tuple[Finding, ...]
    rewrite: str | None = None

    @property
    def leading(self) -> Finding:
        """The finding that weighs most."""
        return min(self.findings, key=lambda finding: finding.rank)

    @property
    def unsolved(self) -> tuple[Finding, ...]:
        """The findings for which only advice is known."""
        return tuple(finding for finding in self.findings if finding.rewrite is None)


def remarks(text: str, language: str, today: date | None) -> tuple[Remark, ...]:
    """Return one remark for each sentence of *text* that divides, in their order."""
    by_sentence = groupby(
        look(text, language, today), lambda each: (each.sentence_start, each.sentence_end)
    )
    return tuple(
        Remark(
            start=start,
            end=end,
            findings=tuple(findings),
            rewrite=_rewritten(text[start:end], language, today),
        )
        for (start, end), findings in by_sentence
    )


def _rewritten(sentence: str, language: str, today: date | None) -> str | None:
    """Return the sentence with one rewrite after the other in it, or None where there is none."""
    said = sentence
    for _round in range(_ROUNDS):
        found = look(said, language, today)
        # From behind: a clause at the beginning may only be left out, and the rest moves up.
        last = next((each for each in reversed(found) if each.rewrite is not None), None)
        if last is None:
            break
        said = said[: last.clause_start] + (last.rewrite or "") + said[last.clause_end :]
    return said if said != sentence else None
